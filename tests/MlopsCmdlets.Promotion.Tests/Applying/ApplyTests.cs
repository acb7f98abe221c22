using System.Text;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Applying;

public sealed class ApplyTests
{
    private readonly PromotionBench _bench = new();

    [Fact]
    public async Task A_promotion_switches_under_the_same_id_and_tells_what_it_did()
    {
        var old = _bench.Serving.Deployments[0];
        var plan = _bench.Planning.Plan();

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal((PromotionOutcome.Succeeded, 0, null), (result.Outcome, result.ExitCode, result.Error));
        var now = Assert.Single(_bench.Serving.Deployments);
        Assert.Equal((old.Id, old.ServingName), (now.Id, now.ServingName));
        Assert.Equal("model v2", _bench.Serves);
        Assert.Equal(["Check", "Lock", "CleanUp", "Gates", "Transfer", "Smoke", "Switch", "SmokeAfterSwitch", "Record", "Unlock"], result.Steps.Select(step => step.Name));
        Assert.DoesNotContain(result.Steps, step => step.Outcome == StepOutcome.Failed);
        Assert.Equal(["mlops-smoke-" + plan.Hash.Substring(0, 12), "ChurnProd"], _bench.Serving.Scored);
        var entry = Assert.Single(_bench.Ledger.Entries);
        Assert.Equal(entry.Hash, result.Head);
        Assert.Equal(new RecordedDeployment(old.Id, "ChurnProd", "churnprod", now.AssetId!, old.AssetId) { AssetSha256 = plan.Changes[0].SourceSha256 }, entry.Deployment);
        Assert.Equal(("uat", "prd", plan.Hash, plan.Author, "build-1", "1.0"), (entry.Source, entry.Environment, entry.PlanHash, entry.PlanAuthor, entry.Host, entry.ToolVersion));
        Assert.Equal([("Churn", CopyAction.Updated, true), ("train.csv", CopyAction.Added, false)], entry.Assets.Select(asset => (asset.Name, asset.Action, asset.IsModel)));
        Assert.All(entry.Assets, asset => Assert.NotNull(asset.Id));
        Assert.Contains(AssetHeader.SupersededTag, _bench.Target.Assets.Single(asset => asset.Id == old.AssetId).Tags);
        Assert.DoesNotContain(AssetHeader.SupersededTag, _bench.Target.Assets.Single(asset => asset.Id == now.AssetId).Tags);
    }

    [Fact]
    public async Task The_earlier_version_is_tagged_although_the_listing_does_not_have_the_new_one_yet()
    {
        var old = _bench.Target.Single("Churn");
        _bench.Target.IsListed = asset => asset == old;

        await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal("model v2", _bench.Serves);
        Assert.True(old.Header.IsSuperseded);
    }

    [Fact]
    public async Task A_record_of_a_later_version_is_refused_before_anything_changes()
    {
        _bench.Ledger.Newer = new NewerDocumentException("record file 'x'", "/form", 2, 1);

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.IsType<NewerDocumentException>(result.Error);
        Assert.Equal("Check", Assert.Single(result.Steps).Name);
        Assert.Equal("model v1", _bench.Serves);
        Assert.Empty(_bench.Ledger.Entries);
    }

    [Fact]
    public async Task A_new_deployment_is_created_with_its_serving_name()
    {
        var bench = new PromotionBench(serving: false);

        var result = await bench.ApplyAsync(bench.Planning.Plan());

        Assert.True(result.Deployment is { IsNew: true, PreviousAssetId: null, ServingName: "churnprod" });
        Assert.Equal("ChurnProd", Assert.Single(bench.Serving.Deployments).Name);
    }

    [Theory]
    [InlineData("bad model", "Smoke")] // answers nonsense
    [InlineData("broken model", "Smoke")] // does not deploy
    public async Task A_model_that_fails_its_smoke_score_never_serves(string content, string failed)
    {
        _bench.Source.Single("Churn").Content = Encoding.UTF8.GetBytes(content);

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal((PromotionOutcome.Failed, 1), (result.Outcome, result.ExitCode));
        Assert.Equal(failed, Assert.Single(result.Steps, step => step.Outcome == StepOutcome.Failed).Name);
        Assert.Equal("model v1", _bench.Serves);
        Assert.Single(_bench.Serving.Deployments);
        Assert.DoesNotContain(_bench.Wire.Passes, pass => pass == "> switch");
        var entry = Assert.Single(_bench.Ledger.Entries);
        Assert.Equal(PromotionOutcome.Failed, entry.Outcome);
        Assert.Equal(result.Error!.Message, entry.Failure);
        Assert.False(_bench.Ledger.IsLocked);
    }

    [Fact]
    public async Task When_the_score_after_the_switch_fails_the_earlier_model_serves_again()
    {
        var scores = 0;
        _bench.Wire.After = call =>
        {
            if (call == "score" && ++scores == 2)
                throw new SmokeFailedException("ChurnProd", "503");
        };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.IsType<SmokeFailedException>(result.Error);
        Assert.Equal("model v1", _bench.Serves);
        Assert.Equal(StepOutcome.Done, result.Steps.Single(step => step.Name == "Restore").Outcome);
    }

    [Fact]
    public async Task A_created_deployment_that_does_not_answer_is_removed_again()
    {
        var bench = new PromotionBench(serving: false);
        var scores = 0;
        bench.Wire.After = call =>
        {
            if (call == "score" && ++scores == 2)
                throw new SmokeFailedException("ChurnProd", "503");
        };

        await bench.ApplyAsync(bench.Planning.Plan());

        Assert.Empty(bench.Serving.Deployments);
    }

    [Fact]
    public async Task When_the_earlier_model_cannot_be_put_back_both_failures_are_told()
    {
        var switched = false;
        _bench.Wire.After = call => switched |= call == "switch";
        _bench.Wire.Before = call =>
        {
            if (switched && call is "score" or "find deployment")
                throw new IOException("the cluster is gone");
        };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(2, Assert.IsType<RestoreFailedException>(result.Error).Message.Split(["the cluster is gone"], StringSplitOptions.None).Length - 1);
    }

    [Fact]
    public async Task Without_rows_nothing_is_scored_and_that_is_said()
    {
        _bench.Request = _bench.Request with { SmokeRows = null };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(0, result.ExitCode);
        Assert.All(result.Steps.Where(step => step.Name.StartsWith("Smoke", StringComparison.Ordinal)), step => Assert.Equal(StepOutcome.NotRun, step.Outcome));
        Assert.Contains(result.Entry!.Notes, note => note.Contains("no smoke score"));
    }

    [Fact]
    public async Task Production_without_rows_is_stopped_unless_that_was_asked_for()
    {
        _bench.Production = true;
        _bench.Request = _bench.Request with { SmokeRows = null };
        var plan = _bench.Planning.Plan();

        var stopped = await _bench.ApplyAsync(plan);

        Assert.Equal((PromotionOutcome.Stopped, 2), (stopped.Outcome, stopped.ExitCode));
        Assert.Equal(GateOutcome.NotRun, stopped.Gates.Single(gate => gate.Kind == "smokeData").Outcome);
        _bench.Request = _bench.Request with { SkipSmoke = true };
        var done = await _bench.ApplyAsync(plan);
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("smoke score skipped on request", done.Entry!.Notes);
    }

    [Fact]
    public async Task Production_refuses_sessions_that_skip_certificate_checks()
    {
        _bench.Production = true;
        _bench.CertificateIsVerified = false;

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.IsType<CertificateCheckRequiredException>(result.Error);
        Assert.Empty(_bench.Ledger.Entries);
        Assert.IsType<CertificateCheckRequiredException>((await _bench.UndoAsync()).Error);
    }

    [Fact]
    public async Task Drift_is_refused_with_what_moved_and_nothing_is_written()
    {
        var plan = _bench.Planning.Plan();
        _bench.Source.Single("Churn").Content = "model v3"u8.ToArray();
        _bench.Serving.Deployments[0] = _bench.Serving.Deployments[0] with { AssetId = _bench.Target.Add("wml_model", "other", "other").Id };

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal(["wml_model 'Churn' changed in the source", "deployment 'ChurnProd' serves something else"], Assert.IsType<PlanDriftException>(result.Error).Drift);
        Assert.Empty(_bench.Ledger.Entries);
        Assert.Empty(_bench.Target.Writes);
    }

    [Fact]
    public async Task An_expired_plan_is_refused_a_clock_that_is_a_little_ahead_is_not()
    {
        Assert.Null((await _bench.ApplyAsync(_bench.Planning.Plan(at: _bench.Time.GetUtcNow().AddDays(-7).AddMinutes(-4)))).Error);
        var result = await new PromotionBench().ApplyAsync(_bench.Planning.Plan(at: _bench.Time.GetUtcNow().AddDays(-7).AddMinutes(-6)));
        Assert.IsType<PlanExpiredException>(result.Error);
    }

    [Theory]
    [InlineData("environment")]
    [InlineData("cluster")]
    [InlineData("space")]
    public async Task A_plan_for_somewhere_else_is_refused(string what)
    {
        var plan = _bench.Planning.Plan();
        var elsewhere = what switch
        {
            "environment" => plan.Destination with { Environment = "prd2" },
            "cluster" => plan.Destination with { Cluster = "https://c.example.com" },
            _ => plan.Destination with { SpaceId = "x" },
        };
        Assert.IsType<PlanForOtherEnvironmentException>((await _bench.ApplyAsync(plan with { Destination = elsewhere })).Error);
        Assert.IsType<PlanForOtherEnvironmentException>((await _bench.ApplyAsync(plan with { Source = elsewhere with { Environment = "dev" } })).Error);
    }

    [Fact]
    public async Task An_edited_or_blocked_plan_is_refused()
    {
        var plan = _bench.Planning.Plan();
        var edited = await new PromotionRunner(_bench.Parts with { HashOf = _ => "another" }).ApplyAsync(plan, _bench.Request, null, CancellationToken.None);
        Assert.IsType<PlanEditedException>(edited.Error);
        var blocked = await _bench.ApplyAsync(plan with { Changes = [.. plan.Changes, new PlannedChange("connection", "db", ChangeAction.Blocked, "The target lacks its type.")] });
        Assert.Contains("connection 'db': The target lacks its type", Assert.IsType<PlanBlockedException>(blocked.Error).Message);
    }

    [Fact]
    public async Task All_gates_run_and_one_that_fails_stops_the_promotion_before_anything_is_changed()
    {
        _bench.RequiredApprovals = 1;
        _bench.Request = _bench.Request with { Gates = [new TestGate("good", GateOutcome.Passed), new TestGate("bad", GateOutcome.Failed), new TestGate("hint", GateOutcome.Failed, GateSeverity.Advisory)] };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(PromotionOutcome.Stopped, result.Outcome);
        Assert.Equal(["approval", "bad"], Assert.IsType<PromotionStoppedException>(result.Error).Blocking.Select(gate => gate.Name));
        Assert.Equal(7, result.Gates.Count);
        Assert.Empty(_bench.Target.Writes);
        Assert.Equal((PromotionOutcome.Stopped, 7), (result.Entry!.Outcome, result.Entry.Gates.Count));
    }

    [Fact]
    public async Task An_approved_plan_runs_after_it_was_stopped()
    {
        _bench.RequiredApprovals = 1;
        var plan = _bench.Planning.Plan();
        Assert.Equal(2, (await _bench.ApplyAsync(plan)).ExitCode);
        _bench.Ledger.Approvals.Add(new Approval(plan.Hash, ApprovalDecision.Approved, new Actor("https://b.example.com", "boss", "bob"), default, null));

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("bob", Assert.Single(result.Entry!.Approvals).By.UserName);
    }

    [Fact]
    public async Task A_run_that_was_killed_after_the_switch_and_is_then_stopped_puts_the_earlier_model_back()
    {
        var plan = _bench.Planning.Plan();
        var whole = new PromotionBench();
        await whole.ApplyAsync(whole.Planning.Plan());
        _bench.Wire.KillAt = whole.Wire.Passes.IndexOf("< switch") + 1;
        await _bench.ApplyAsync(plan);
        Assert.Equal("model v2", _bench.Serves);
        _bench.Wire.Restart();
        _bench.Request = _bench.Request with { Gates = [new TestGate("freeze", GateOutcome.Failed)] };

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal(PromotionOutcome.Stopped, result.Outcome);
        Assert.Equal("model v1", _bench.Serves);
    }

    [Fact]
    public async Task A_second_run_does_nothing_and_says_so_and_one_after_a_rollback_is_refused()
    {
        var plan = _bench.Planning.Plan();
        var first = await _bench.ApplyAsync(plan);
        _bench.Wire.Restart();

        var again = await _bench.ApplyAsync(plan);

        Assert.Equal((PromotionOutcome.AlreadyApplied, 0, first.Head), (again.Outcome, again.ExitCode, again.Head));
        Assert.DoesNotContain(_bench.Wire.Passes, pass => pass.Contains("switch") || pass.Contains("append") || pass.Contains("create") || pass.Contains("edit"));
        await _bench.UndoAsync();
        Assert.Equal(1, Assert.IsType<PlanSupersededException>((await _bench.ApplyAsync(plan)).Error).Sequence);
    }

    [Fact]
    public async Task Somebody_elses_lock_is_respected_and_taking_it_is_recorded()
    {
        _bench.Ledger.HoldBy("other", "build-2");
        var plan = _bench.Planning.Plan();
        var refused = await _bench.ApplyAsync(plan);
        Assert.IsType<EnvironmentLockedException>(refused.Error);
        Assert.Equal("model v1", _bench.Serves);
        _bench.Request = _bench.Request with { TakeLock = true };

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([EntryKind.LockTakeover, EntryKind.Promotion], _bench.Ledger.Entries.Select(entry => entry.Kind));
        Assert.Contains("other on build-2", _bench.Ledger.Entries[0].Notes[0]);
    }

    [Fact]
    public async Task A_run_that_is_stopped_right_after_it_took_the_lock_from_somebody_records_that()
    {
        _bench.Ledger.HoldBy("other", "build-2");
        _bench.Request = _bench.Request with { TakeLock = true };
        using var stop = new CancellationTokenSource();
        var runner = new PromotionRunner(_bench.Parts with { Lock = new StoppedLock(_bench.Ledger, stop) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.ApplyAsync(_bench.Planning.Plan(), _bench.Request, null, stop.Token));

        Assert.Equal(EntryKind.LockTakeover, Assert.Single(_bench.Ledger.Entries).Kind);
        Assert.False(_bench.Ledger.IsLocked);
    }

    [Theory]
    [InlineData("> create deployment smoke")]
    [InlineData("> switch")]
    public async Task When_the_lock_is_taken_away_the_run_stops_before_its_next_change(string before)
    {
        var whole = new PromotionBench();
        await whole.ApplyAsync(whole.Planning.Plan());
        var pass = whole.Wire.Passes.IndexOf(before);
        var verify = whole.Wire.Passes.LastIndexOf("> verify lock", pass);
        var count = 0;
        _bench.Wire.Before = call =>
        {
            if (_bench.Wire.Passes.Count == verify + 1 && count++ == 0)
                _bench.Ledger.HoldBy("thief", "x");
        };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.IsType<LockLostException>(result.Error);
        Assert.DoesNotContain(before, _bench.Wire.Passes);
        Assert.Equal("model v1", _bench.Serves);
        Assert.True(_bench.Ledger.IsLocked); // the thief's
    }

    [Fact]
    public async Task Another_run_that_finished_while_this_one_waited_for_the_lock_is_noticed()
    {
        var plan = _bench.Planning.Plan();
        Task<PromotionResult>? inner = null;
        var calls = 0;
        _bench.Wire.Before = call =>
        {
            if (call != "lock" || calls++ > 0)
                return;
            inner = _bench.ApplyAsync(plan);
            inner.GetAwaiter().GetResult();
        };

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal(PromotionOutcome.Succeeded, (await inner!).Outcome);
        Assert.Equal(PromotionOutcome.AlreadyApplied, result.Outcome);
        Assert.Single(_bench.Ledger.Entries);
    }

    [Fact]
    public async Task Cancelling_puts_everything_back_and_the_next_run_completes()
    {
        using var stop = new CancellationTokenSource();
        var plan = _bench.Planning.Plan();
        _bench.Wire.Before = call =>
        {
            if (call == "score" && _bench.Serving.Scored.Count == 1)
                stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ApplyAsync(plan, stop.Token));

        Assert.Equal("model v1", _bench.Serves);
        Assert.False(_bench.Ledger.IsLocked);
        Assert.Single(_bench.Serving.Deployments);
        _bench.Wire.Restart();
        Assert.Equal(0, (await _bench.ApplyAsync(plan)).ExitCode);
    }

    [Fact]
    public async Task When_only_the_record_fails_the_next_run_writes_only_that()
    {
        _bench.Wire.Before = call =>
        {
            if (call.StartsWith("append", StringComparison.Ordinal))
                throw new IOException("read only");
        };
        var plan = _bench.Planning.Plan();
        Assert.IsType<RecordNotWrittenException>((await _bench.ApplyAsync(plan)).Error);
        _bench.Wire.Restart();

        var result = await _bench.ApplyAsync(plan);

        Assert.Equal(PromotionOutcome.Succeeded, result.Outcome);
        Assert.DoesNotContain(_bench.Wire.Passes, pass => pass.Contains("switch") || pass.Contains(": import"));
        Assert.Equal("model v1", _bench.ContentOf(result.Deployment!.PreviousAssetId!));
    }

    [Fact]
    public async Task Only_so_many_earlier_versions_are_kept_and_the_last_one_always_first()
    {
        for (var i = 0; i < 3; i++)
            _bench.Target.Add("wml_model", "Churn", $"old {i}", asset => asset.Tags.Add(AssetHeader.SupersededTag));
        _bench.Request = _bench.Request with { KeepPrevious = 1 };

        await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(["model v1", "model v2"], _bench.Target.Assets.Where(asset => asset.Type == "wml_model").Select(asset => Encoding.UTF8.GetString(asset.Content!)).OrderBy(text => text, StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_import_that_hangs_since_yesterday_is_not_waited_for()
    {
        _bench.Target.AddRunningImport(int.MaxValue, () => { }, _bench.Time.GetUtcNow().AddDays(-1));

        Assert.Equal(PromotionOutcome.Succeeded, (await _bench.ApplyAsync(_bench.Planning.Plan())).Outcome);
    }

    [Fact]
    public async Task An_earlier_version_that_cannot_be_removed_does_not_undo_the_promotion()
    {
        _bench.Target.Add("wml_model", "Churn", "old", asset => asset.Tags.Add(AssetHeader.SupersededTag));
        _bench.Request = _bench.Request with { KeepPrevious = 0 };
        var deletions = 0;
        _bench.Wire.Before = call =>
        {
            if (call == "prd_space: delete Churn" && ++deletions == 2)
                throw new IOException("503: try again later");
        };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(2, deletions);
        Assert.Equal((PromotionOutcome.Succeeded, 0), (result.Outcome, result.ExitCode));
        Assert.Equal("model v2", _bench.Serves);
        Assert.Equal(PromotionOutcome.Succeeded, Assert.Single(_bench.Ledger.Entries).Outcome);
        Assert.Contains("503: try again later", Assert.Single(result.Warnings));
        Assert.False(_bench.Ledger.IsLocked);
    }

    [Fact]
    public async Task What_a_run_replaced_that_was_stopped_then_is_recorded_by_the_one_that_finishes_it()
    {
        var earlier = _bench.Target.Single("Churn").Id;
        var plan = _bench.Planning.Plan();
        _bench.Wire.Before = call =>
        {
            if (call == "create deployment smoke")
                throw new IOException("connection reset");
        };
        Assert.Equal(PromotionOutcome.Failed, (await _bench.ApplyAsync(plan)).Outcome);
        _bench.Wire.Restart();

        var result = await _bench.ApplyAsync(plan);

        Assert.DoesNotContain(_bench.Wire.Passes, pass => pass.Contains(": import"));
        Assert.Equal([earlier], result.Entry!.Assets.Single(asset => asset.IsModel).Superseded);
    }

    [Fact]
    public async Task A_plan_without_a_deployment_only_copies()
    {
        var result = await _bench.ApplyAsync(_bench.Planning.Plan(deployment: null));

        Assert.Equal(0, result.ExitCode);
        Assert.Null(result.Deployment);
        Assert.Empty(_bench.Serving.Scored);
        Assert.Equal("model v1", _bench.Serves);
    }

    /// <summary>The user stops the run as soon as it has the lock.</summary>
    private sealed class StoppedLock(IEnvironmentLock inner, CancellationTokenSource stop) : IEnvironmentLock
    {
        public Task<LockHolder?> GetHolderAsync(CancellationToken cancellationToken) => inner.GetHolderAsync(cancellationToken);

        public async Task<ILockHandle> AcquireAsync(LockRequest request, CancellationToken cancellationToken)
        {
            var handle = await inner.AcquireAsync(request, cancellationToken);
            stop.Cancel();
            return handle;
        }

        public Task<IReadOnlyList<LockHolder>> BreakAsync(CancellationToken cancellationToken) => inner.BreakAsync(cancellationToken);

        public Task<IReadOnlyList<LockHolder>> SweepAsync(CancellationToken cancellationToken) => inner.SweepAsync(cancellationToken);
    }
}
