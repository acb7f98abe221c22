using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Modelled;

namespace MlopsCmdlets.Promotion.Tests.Records;

/// <summary>One writer, step by step: on listings that lag, requests that are lost and ends that are forked.</summary>
public sealed class RecordWritingTests
{
    private const string Folder = "mlops/record/prd";
    private readonly ScriptedFiles _files = new();
    private InstantTime _time = new();
    private int _names;

    private PromotionRecord Record => RecordOver(_files);

    private int Puts(string prefix) => _files.Calls.Count(call => call.StartsWith("put " + prefix, StringComparison.Ordinal));

    private PromotionRecord RecordOver(ScriptedFiles files) => new(files, "prd", Entries.Lead, new LockServices(_time, new FakeProcesses(), () => $"n{++_names}", () => 0.25));

    private void Forget()
    {
        _files.Calls.Clear();
        _time = new InstantTime();
    }

    /// <summary>Two entries, and another second one that a writer left who was thought gone.</summary>
    private async Task<string> ForkAsync()
    {
        var first = await Record.AppendAsync(Entries.New(), default);
        var other = new ScriptedFiles();
        foreach (var file in _files.All)
            other.All.Add(file.Key, file.Value);
        await Record.AppendAsync(Entries.New(), default);
        await RecordOver(other).AppendAsync(Entries.New("late"), default);
        var late = other.All.Single(file => !_files.All.ContainsKey(file.Key));
        Assert.Equal(1, first.Sequence);
        _files.All.Add(late.Key, late.Value);
        Forget();
        return late.Key;
    }

    [Fact]
    public async Task A_forked_end_is_left_to_its_writer_for_five_turns_and_then_built_upon()
    {
        await ForkAsync();
        var head = _files.All.Keys.Where(path => path.StartsWith($"{Folder}/00000002-", StringComparison.Ordinal)).OrderBy(path => path, StringComparer.Ordinal).First();

        var next = await Record.AppendAsync(Entries.New(), default);

        Assert.Equal(3, next.Sequence);
        Assert.StartsWith($"{Folder}/00000002-{next.Previous!.Substring(0, 16)}", head, StringComparison.Ordinal);
        Assert.Equal((6, 1), (Puts("n"), Puts("00000003")));
        Assert.Equal([150, 300, 600, 1200, 1500], _time.Pauses);
        Assert.DoesNotContain(_files.All.Keys, path => path.Contains("/writing/"));
    }

    [Fact]
    public async Task A_fork_that_goes_in_time_is_not_built_upon()
    {
        var late = await ForkAsync();
        _files.Before = call =>
        {
            if (call == "put n8")
                _files.All.Remove(late);
        };
        _names = 6;

        var next = await Record.AppendAsync(Entries.New(), default);

        Assert.Equal((2, 1), (Puts("n"), Puts("00000003")));
        Assert.Empty((await Record.ReadAsync(default)).Faults);
        Assert.Equal(3, next.Sequence);
    }

    [Fact]
    public async Task Two_files_of_the_last_number_of_which_one_is_no_entry_are_no_fork()
    {
        await Record.AppendAsync(Entries.New(), default);
        _files.All.Add($"{Folder}/00000001-0123456789abcdef.json", RecordBench.Bytes("{"));
        Forget();
        Assert.Equal(2, (await Record.AppendAsync(Entries.New(), default)).Sequence);
        Assert.Equal(1, Puts("n"));
    }

    [Fact]
    public async Task An_entry_that_is_listed_late_is_waited_for()
    {
        _files.Shown = (n, there) => n is >= 1 and < 4 ? [.. there.Where(path => path.Contains("/writing/"))] : there;
        await Record.AppendAsync(Entries.New(), default);
        Assert.Equal(1, Puts("00000001"));
        Assert.Equal(5, _files.Listings);
        Assert.Equal([75, 150, 300], _time.Pauses);
    }

    [Fact]
    public async Task An_entry_whose_request_was_lost_is_put_again_after_five_looks()
    {
        var lost = true;
        _files.Before = call =>
        {
            if (call.StartsWith("list", StringComparison.Ordinal) && lost && _files.All.Keys.FirstOrDefault(path => path.StartsWith($"{Folder}/00000001-", StringComparison.Ordinal)) is { } path)
            {
                lost = false;
                _files.All.Remove(path);
            }
        };
        await Record.AppendAsync(Entries.New(), default);
        Assert.Equal(2, Puts("00000001"));
        Assert.Equal([75, 150, 300, 600, 1200], _time.Pauses);
    }

    [Fact]
    public async Task An_entry_that_the_server_does_not_keep_is_put_three_times_and_then_told_of()
    {
        _files.Before = call =>
        {
            if (call == "list")
            {
                foreach (var path in _files.All.Keys.Where(path => path.StartsWith($"{Folder}/0", StringComparison.Ordinal)).ToList())
                    _files.All.Remove(path);
            }
        };
        await Assert.ThrowsAsync<ClaimsNotKeptException>(() => Record.AppendAsync(Entries.New(), default));
        Assert.Equal((3, 16), (Puts("00000001"), _files.Listings));
        Assert.Empty(_files.All);
    }

    [Fact]
    public async Task An_entry_whose_third_request_arrived_has_its_looks_too()
    {
        var looks = 0;
        _files.Before = call =>
        {
            if (call == "list" && looks++ < 11)
            {
                foreach (var path in _files.All.Keys.Where(path => path.StartsWith($"{Folder}/0", StringComparison.Ordinal)).ToList())
                    _files.All.Remove(path);
            }
        };
        _files.Shown = (n, there) => n is >= 11 and < 15 ? [.. there.Where(path => path.Contains("/writing/"))] : there;
        await Record.AppendAsync(Entries.New(), default);
        Assert.Equal((3, 16), (Puts("00000001"), _files.Listings));
    }

    [Fact]
    public async Task A_file_under_the_name_of_the_entry_with_other_bytes_is_not_ours()
    {
        _files.Before = call =>
        {
            if (call == "list" && _files.All.Keys.FirstOrDefault(path => path.StartsWith($"{Folder}/00000001-", StringComparison.Ordinal)) is { } path)
                _files.All[path] = RecordBench.Bytes("{}");
        };
        await Assert.ThrowsAnyAsync<Exception>(() => Record.AppendAsync(Entries.New(), default));
        Assert.DoesNotContain(_files.All.Keys, path => path.Contains("/writing/"));
    }

    [Fact]
    public async Task A_claim_says_who_writes_from_where()
    {
        byte[]? claim = null;
        _files.Before = call =>
        {
            if (call == "list" && claim is null)
                claim = _files.All.Single(file => file.Key.Contains("/writing/")).Value;
        };
        var processes = new FakeProcesses();
        processes.Current = processes.Current with { Scope = "a boot" };
        await new PromotionRecord(_files, "prd", Entries.Lead, new LockServices(_time, processes, () => $"n{++_names}", () => 0.25)).AppendAsync(Entries.New(), default);
        var text = System.Text.Encoding.UTF8.GetString(claim!);
        Assert.Contains("\"scope\":\"a boot\"", text, StringComparison.Ordinal);
        Assert.Contains("\"purpose\":\"writing an entry\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_another_environment_in_a_listing_are_none_of_ours()
    {
        await Record.AppendAsync(Entries.New(), default);
        _files.Shown = (_, there) => [.. there, "mlops/record/prd2/00000001-0123456789abcdef.json", $"{Folder}/writing/x.json"];
        var history = await Record.ReadAsync(default);
        Assert.Empty(history.Faults);
        Assert.Single(history.Entries);
    }

    [Theory]
    [InlineData("00000000-0123456789abcdef.json")]
    [InlineData("00000002x0123456789abcdef.json")]
    [InlineData("00000002-0123456789abcdefxjson")]
    [InlineData("00000002-0123456789abcdef0.json")]
    [InlineData("0000000a-0123456789abcdef.json")]
    public async Task What_does_not_have_the_name_of_an_entry_is_not_even_read(string name)
    {
        _files.All.Add($"{Folder}/{name}", RecordBench.Bytes("{}"));
        var fault = Assert.Single((await Record.ReadAsync(default)).Faults);
        Assert.Null(fault.Sequence);
        Assert.Contains("does not have the name of an entry", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_files.Calls, call => call.StartsWith("read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_its_words_and_in_order()
    {
        for (var i = 0; i < 3; i++)
            await Record.AppendAsync(Entries.New(), default);
        var other = new ScriptedFiles();
        for (var i = 0; i < 2; i++)
            await RecordOver(other).AppendAsync(Entries.New("other"), default);
        // Entry 2 of another chain in the place of ours, and a file that cannot be read under its number.
        _files.All.Remove(_files.All.Keys.Single(path => path.StartsWith($"{Folder}/00000002-", StringComparison.Ordinal)));
        var foreign = other.All.Single(file => file.Key.StartsWith($"{Folder}/00000002-", StringComparison.Ordinal));
        _files.All.Add(foreign.Key, foreign.Value);
        _files.All.Add($"{Folder}/00000002-0123456789abcdef.json", RecordBench.Bytes("{"));

        var history = await Record.ReadAsync(default);

        Assert.Equal([RecordFaultKind.Unreadable, RecordFaultKind.Reordered, RecordFaultKind.Reordered], history.Faults.OrderBy(fault => fault.Sequence).ThenByDescending(fault => fault.Path is not null).Select(fault => fault.Kind));
        Assert.Equal(history.Faults.OrderBy(fault => fault.Sequence).ThenBy(fault => fault.Kind), history.Faults);
        Assert.Contains("Entry 2 does not follow the entry 1 that is there.", history.Faults.Select(fault => fault.Message));
        Assert.Contains("Entry 3 does not follow the entry 2 that is there.", history.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public async Task A_listed_file_that_is_gone_is_told_so()
    {
        await Record.AppendAsync(Entries.New(), default);
        _files.Shown = (_, there) => [.. there, $"{Folder}/00000002-0123456789abcdef.json"];
        Assert.Contains("is listed, but there is no such file", Assert.Single((await Record.ReadAsync(default)).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_entry_is_as_good_an_anchor_as_any()
    {
        var first = await Record.AppendAsync(Entries.New(), default);
        await Record.AppendAsync(Entries.New(), default);
        var verdict = RecordVerdict.Of(await Record.ReadAsync(default), first.Hash);
        Assert.Equal((RecordState.Intact, 1), (verdict.State, verdict.EntriesSince));
    }

    [Fact]
    public void A_record_without_a_free_number_names_the_last_one() => Assert.Contains("no number after 99999999:", new RecordFullException("prd", 100_000_000).Message, StringComparison.Ordinal);
}
