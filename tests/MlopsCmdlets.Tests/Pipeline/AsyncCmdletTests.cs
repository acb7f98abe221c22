using System.Diagnostics;
using System.Management.Automation;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Tests.Pipeline;

public sealed class AsyncCmdletTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Half a second on a machine that has nothing else to do; a build machine gets more. Work that is waited for would take for ever.</summary>
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    private readonly ProbeEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Output_keeps_its_order_across_threads_and_a_full_queue()
    {
        int count = PipelineQueue.Capacity * 20;
        var probe = new Probe
        {
            Process = async (cmdlet, _) =>
            {
                await cmdlet.Say(-1);
                await Task.Yield();
                for (int i = 0; i < count; i++)
                    await cmdlet.Say(i).ConfigureAwait(false);
            },
        };

        (IReadOnlyList<object> output, _) = _engine.Run("Test-Probe -Probe $probe", probe);

        Assert.Equal(Enumerable.Range(-1, count + 1), output.Cast<int>());
    }

    [Fact]
    public void Output_of_work_that_ended_in_the_pool_before_anybody_waited_is_not_lost()
    {
        var probe = new Probe
        {
            Process = (cmdlet, _) =>
            {
                // As when the pipeline thread is held up between beginning the work and waiting for it.
                Task work = Task.Run(() => cmdlet.Say(1));
                Assert.True(work.Wait(Patience));
                return work;
            },
        };

        (IReadOnlyList<object> output, _) = _engine.Run("Test-Probe -Probe $probe", probe);

        Assert.Equal([1], output);
    }

    /// <summary>Work that writes on the pipeline thread, from the pool, and one that goes on whatever its writing throws.</summary>
    public static TheoryData<Func<ProbeCommand, CancellationToken, Task>> Writers() => new(
        (cmdlet, _) => cmdlet.Say(1),
        async (cmdlet, _) =>
        {
            await Task.Yield();
            await cmdlet.Say(1).ConfigureAwait(false);
        },
        async (cmdlet, _) =>
        {
            await Task.Yield();
            await cmdlet.SayAll([1]).ConfigureAwait(false);
        },
        async (cmdlet, _) =>
        {
            try
            {
                await cmdlet.Say(1).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                await cmdlet.Fail(failure, 1).ConfigureAwait(false);
            }
        });

    [Theory]
    [MemberData(nameof(Writers))]
    public void What_a_downstream_command_throws_ends_the_script_as_it_was_thrown(Func<ProbeCommand, CancellationToken, Task> write)
    {
        (IReadOnlyList<object> output, IReadOnlyList<ErrorRecord> errors) = _engine.Run(
            "try { 1..2 | Test-Probe -Probe $probe | ForEach-Object { throw 'mine' }; 'went on' } catch { \"caught $_\" }", new Probe { Process = write });

        Assert.Equal(["caught mine"], output);
        Assert.Empty(errors);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Break_in_a_downstream_command_leaves_the_loop_around_the_pipeline(Func<ProbeCommand, CancellationToken, Task> write)
    {
        (IReadOnlyList<object> output, IReadOnlyList<ErrorRecord> errors) = _engine.Run(
            "foreach ($i in 1..2) { $i; 1..2 | Test-Probe -Probe $probe | ForEach-Object { break }; 'went on' }", new Probe { Process = write });

        Assert.Equal([1], output);
        Assert.Empty(errors);
    }

    [Fact]
    public void A_slow_pipeline_holds_its_source_back()
    {
        int written = 0, most = 0;
        int read = 0;
        var probe = new Probe
        {
            Process = async (cmdlet, _) =>
            {
                await Task.Yield();
                for (int i = 0; i < PipelineQueue.Capacity * 4; i++)
                {
                    await cmdlet.Say(i).ConfigureAwait(false);
                    most = Math.Max(most, ++written - Volatile.Read(ref read));
                }
            },
        };
        using PowerShell shell = _engine.Prepare("Test-Probe -Probe $probe | ForEach-Object { $count.Invoke() }", probe);
        shell.Runspace.SessionStateProxy.SetVariable("count", (Action)(() => Interlocked.Increment(ref read)));

        shell.Invoke();

        Assert.Equal(PipelineQueue.Capacity * 4, read);
        Assert.InRange(most, 1, PipelineQueue.Capacity + 2);
    }

    [Fact]
    public void Work_that_is_complete_writes_on_the_pipeline_thread_itself()
    {
        int thread = 0;
        var probe = new Probe
        {
            Process = (cmdlet, _) =>
            {
                thread = Environment.CurrentManagedThreadId;
                return cmdlet.Say(Environment.CurrentManagedThreadId);
            },
        };

        (IReadOnlyList<object> output, _) = _engine.Run("Test-Probe -Probe $probe", probe);

        Assert.Equal(thread, Assert.Single(output));
    }

    [Fact]
    public async Task Stopping_ends_a_wait_that_ignores_nothing_within_half_a_second()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var probe = new Probe
        {
            Process = async (_, token) =>
            {
                started.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    cancelled.SetResult();
                    throw;
                }
            },
        };

        TimeSpan took = await StopAfter(started.Task, probe);

        await cancelled.Task.WaitAsync(Patience);
        Assert.True(took < Promptly, $"took {took.TotalMilliseconds} ms");
    }

    [Fact]
    public async Task Stopping_abandons_work_that_does_not_listen()
    {
        var started = new TaskCompletionSource();
        using var release = new SemaphoreSlim(0);
        var probe = new Probe
        {
            Process = async (_, _) =>
            {
                started.SetResult();
                await release.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            },
        };

        TimeSpan took = await StopAfter(started.Task, probe);

        release.Release();
        Assert.True(took < Promptly, $"took {took.TotalMilliseconds} ms");
    }

    [Fact]
    public async Task Stopping_is_seen_after_an_upstream_command_had_enough()
    {
        // The engine calls no StopProcessing in a pipeline that Select-Object -First has shortened before.
        var started = new TaskCompletionSource();
        var probe = new Probe
        {
            End = async (_, token) =>
            {
                started.SetResult();
                await Task.Delay(Patience, token).ConfigureAwait(false);
            },
        };

        TimeSpan took = await StopAfter(started.Task, probe, "1, 2 | Select-First | Test-Probe -Probe $probe");

        Assert.True(took < Promptly, $"took {took.TotalMilliseconds} ms");
    }

    [Fact]
    public async Task A_downstream_command_that_has_enough_cancels_the_work_without_a_deadlock()
    {
        var cancelled = new TaskCompletionSource<bool>();
        var probe = new Probe
        {
            Process = async (cmdlet, token) =>
            {
                await Task.Yield();
                try
                {
                    for (int i = 0; ; i++)
                        await cmdlet.Say(i).ConfigureAwait(false);
                }
                finally
                {
                    cancelled.SetResult(token.IsCancellationRequested);
                }
            },
        };

        (IReadOnlyList<object> output, IReadOnlyList<ErrorRecord> errors) = _engine.Run("Test-Probe -Probe $probe | Select-First", probe);

        Assert.Equal(0, Assert.Single(output));
        Assert.Empty(errors);
        Assert.True(await cancelled.Task.WaitAsync(Patience));
    }

    [Fact]
    public void A_question_from_the_pool_is_answered_on_the_pipeline_thread()
    {
        int pipeline = 0, asked = 0;
        var probe = new Probe
        {
            Process = async (cmdlet, _) =>
            {
                pipeline = Environment.CurrentManagedThreadId;
                await Task.Yield();
                asked = await cmdlet.Ask(() => Environment.CurrentManagedThreadId).ConfigureAwait(false);
            },
        };

        _engine.Run("Test-Probe -Probe $probe", probe);

        Assert.Equal(pipeline, asked);
    }

    [Fact]
    public void A_failing_question_fails_its_asker_and_not_the_pipeline()
    {
        string? seen = null;
        var probe = new Probe
        {
            Process = async (cmdlet, _) =>
            {
                await Task.Yield();
                try
                {
                    await cmdlet.Ask<int>(() => throw new InvalidDataException("no answer")).ConfigureAwait(false);
                }
                catch (InvalidDataException failure)
                {
                    seen = failure.Message;
                }
            },
        };

        (_, IReadOnlyList<ErrorRecord> errors) = _engine.Run("Test-Probe -Probe $probe", probe);

        Assert.Equal("no answer", seen);
        Assert.Empty(errors);
    }

    [Fact]
    public void One_bad_item_is_an_error_and_the_rest_goes_on()
    {
        var probe = new Probe
        {
            Process = async (cmdlet, _) =>
            {
                await Task.Yield();
                object item = ((PSObject)cmdlet.InputObject!).BaseObject;
                if (item is 2)
                    throw new ArgumentException("two is bad");
                await cmdlet.Say(item).ConfigureAwait(false);
            },
        };

        (IReadOnlyList<object> output, IReadOnlyList<ErrorRecord> errors) = _engine.Run("1, 2, 3 | Test-Probe -Probe $probe", probe);

        Assert.Equal([1, 3], output.Cast<int>());
        Assert.StartsWith("InvalidArgument,", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_before_the_input_ends_the_pipeline()
    {
        var probe = new Probe { Begin = (_, _) => throw new ArgumentException("bad start") };

        (IReadOnlyList<object> output, _) = _engine.Run("try { 1, 2 | Test-Probe -Probe $probe } catch { $_.FullyQualifiedErrorId }", probe);

        Assert.StartsWith("InvalidArgument,", Assert.IsType<string>(Assert.Single(output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorAction_Stop_cancels_the_work_that_reported_the_error()
    {
        var cancelled = new TaskCompletionSource<bool>();
        var probe = new Probe
        {
            Process = async (cmdlet, token) =>
            {
                await Task.Yield();
                await cmdlet.Fail(new IOException("disk"), "x").ConfigureAwait(false);
                token.Register(() => cancelled.TrySetResult(true));
                await Task.Delay(Timeout.Infinite, token).ConfigureAwait(false);
            },
        };

        Assert.ThrowsAny<RuntimeException>(() => _engine.Run("Test-Probe -Probe $probe -ErrorAction Stop", probe));

        Assert.True(await cancelled.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Output_after_the_end_is_refused_and_not_lost_in_a_later_pipeline()
    {
        ProbeCommand? late = null;
        var probe = new Probe
        {
            Process = async (cmdlet, _) =>
            {
                late = cmdlet;
                await Task.Yield();
            },
        };
        _engine.Run("Test-Probe -Probe $probe", probe);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => late!.Say("late")));
    }

    [Fact]
    public void WhatIf_declines_without_asking()
    {
        bool? approved = null;
        var probe = new Probe { Process = async (cmdlet, _) => approved = await cmdlet.Approve("x", "Change", production: true) };

        _engine.Run("Test-Probe -Probe $probe -WhatIf", probe);

        Assert.False(approved);
    }

    [Theory]
    [InlineData("-Confirm", false, false)]
    [InlineData("", false, true)]
    public void A_question_without_a_user_is_an_error(string arguments, bool force, bool production)
    {
        var probe = new Probe { Process = (cmdlet, _) => cmdlet.Approve("churn", "Copy", force, production) };

        (IReadOnlyList<object> output, _) = _engine.Run($"try {{ Test-Probe -Probe $probe {arguments} }} catch {{ $_.FullyQualifiedErrorId }}", probe);

        Assert.StartsWith("ConfirmationRequired,", Assert.IsType<string>(Assert.Single(output)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Confirm:$false", false)]
    [InlineData("", true)]
    public void A_declined_question_lets_production_go_ahead(string arguments, bool force)
    {
        bool? approved = null;
        var probe = new Probe { Process = async (cmdlet, _) => approved = await cmdlet.Approve("churn", "Copy", force, production: true) };

        _engine.Run($"Test-Probe -Probe $probe {arguments}", probe);

        Assert.True(approved);
    }

    [Fact]
    public void A_function_hands_on_that_it_was_called_without_questions()
    {
        bool? approved = null;
        var probe = new Probe { Process = async (cmdlet, _) => approved = await cmdlet.Approve("churn", "Copy", force: false, production: true) };

        _engine.Run("function Wrap { [CmdletBinding(SupportsShouldProcess)] param() Test-Probe -Probe $probe }; Wrap -Confirm:$false", probe);

        Assert.True(approved);
    }

    private async Task<TimeSpan> StopAfter(Task signal, Probe probe, string script = "Test-Probe -Probe $probe")
    {
        using PowerShell shell = _engine.Prepare(script, probe);
        IAsyncResult running = shell.BeginInvoke();
        await signal.WaitAsync(Patience);
        var clock = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop).WaitAsync(Patience);
        TimeSpan took = clock.Elapsed;
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        return took;
    }
}
