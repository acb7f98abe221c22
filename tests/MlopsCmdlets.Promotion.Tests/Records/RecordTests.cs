using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Modelled;

namespace MlopsCmdlets.Promotion.Tests.Records;

public sealed class RecordTests : RecordBench
{
    [Fact]
    public async Task An_empty_record_has_no_head_and_no_faults()
    {
        var history = await ReadAsync();
        Assert.Null(history.Head);
        Assert.Empty(history.Entries);
        Assert.Empty(history.Faults);
    }

    [Fact]
    public async Task Entries_come_back_as_they_were_written_and_form_a_chain()
    {
        var first = await Record.AppendAsync(Entries.Full(), default);
        var second = await Record.AppendAsync(Entries.New("it broke"), default);
        var history = await ReadAsync();

        Assert.Equal([1, 2], history.Entries.Select(entry => entry.Sequence));
        Assert.Null(first.Previous);
        Assert.Equal(first.Hash, second.Previous);
        Assert.Equal(second.Hash, history.Head);
        Assert.Empty(history.Faults);
        Assert.Equivalent(first, history.Entries[0], strict: true);
        Assert.Equivalent(second, history.Entries[1], strict: true);
        Assert.Equal(2, Files.All.Count);
        Assert.Contains($"{Folder}/00000001-{first.Hash.Substring(0, 16)}.json", Files.All.Keys);
    }

    [Fact]
    public async Task What_others_built_upon_is_read_once_and_missed_nevertheless()
    {
        var record = Record;
        await AppendAsync(4);
        Assert.Equal(4, (await record.ReadAsync(default)).Entries.Count);
        await AppendAsync(1);
        while (Files.Reads.TryDequeue(out _))
        {
        }

        Assert.Equal([1, 2, 3, 4, 5], (await record.ReadAsync(default)).Entries.Select(entry => entry.Sequence));

        Assert.Equal([PathOf(4), PathOf(5)], Files.Reads.OrderBy(path => path, StringComparer.Ordinal));
        Files.All.TryRemove(PathOf(2), out _);
        Assert.Equal([(RecordFaultKind.Gap, 2)], Kinds(await record.ReadAsync(default)));
        // With a fault, nothing new is taken as settled.
        Tamper(5, form => form["host"] = "elsewhere");
        Assert.Contains((RecordFaultKind.Edited, 5), Kinds(await record.ReadAsync(default)));
    }

    [Fact]
    public async Task The_hash_is_that_of_the_canonical_json_without_it()
    {
        var entry = await Record.AppendAsync(Entries.Full(), default);
        var form = JsonNode.Parse(Files.All[PathOf(1)])!.AsObject();
        form.Remove("hash");
        Assert.Equal(CanonicalJson.Hash(form), entry.Hash);
        Assert.Equal("2026-01-01T00:00:00.1234567Z", form["startedAt"]!.GetValue<string>());
    }

    [Fact]
    public async Task Any_single_edit_is_detected()
    {
        await Record.AppendAsync(Entries.Full(), default);
        await AppendAsync(1);
        var original = Files.All[PathOf(1)];
        var path = PathOf(1);
        for (var i = 0; i < original.Length; i++)
        {
            var edited = (byte[])original.Clone();
            edited[i] ^= 1;
            Files.All[path] = edited;
            var faults = (await ReadAsync()).Faults;
            Assert.Contains(faults, fault => fault.Kind is RecordFaultKind.Edited or RecordFaultKind.Unreadable && fault.Sequence == 1);
        }
    }

    [Fact]
    public async Task White_space_is_an_edit_too()
    {
        await AppendAsync(1);
        Files.All[PathOf(1)] = [.. Files.All[PathOf(1)], (byte)'\n'];
        Assert.Equal(RecordFaultKind.Edited, Assert.Single((await ReadAsync()).Faults).Kind);
    }

    [Fact]
    public async Task An_edit_with_a_new_hash_and_name_breaks_the_chain_behind_it()
    {
        await AppendAsync(3);
        Tamper(2, form => form["host"] = "elsewhere", rehash: true, rename: true);
        var fault = Assert.Single((await ReadAsync()).Faults);
        Assert.Equal((RecordFaultKind.Reordered, 3), (fault.Kind, fault.Sequence));
    }

    [Fact]
    public async Task An_edit_with_a_new_hash_under_the_old_name_is_an_edit()
    {
        await AppendAsync(2);
        Tamper(2, form => form["host"] = "elsewhere", rehash: true);
        Assert.Equal((RecordFaultKind.Edited, 2), Kinds(await ReadAsync()).Single());
    }

    [Fact]
    public async Task The_last_entry_written_anew_is_seen_only_by_an_anchor()
    {
        var head = (await AppendAsync(3))[2].Hash;
        Tamper(3, form => form["host"] = "elsewhere", rehash: true, rename: true);
        var history = await ReadAsync();
        Assert.Empty(history.Faults);
        Assert.Equal(RecordState.Unanchored, RecordVerdict.Of(history, null).State);
        var verdict = RecordVerdict.Of(history, head);
        Assert.Equal(RecordState.Broken, verdict.State);
        Assert.Equal(RecordFaultKind.Cut, Assert.Single(verdict.Faults).Kind);
    }

    [Fact]
    public async Task A_cut_end_is_seen_only_by_an_anchor_and_growth_is_none()
    {
        var entries = await AppendAsync(4);
        var verdict = RecordVerdict.Of(await ReadAsync(), entries[1].Hash.ToUpperInvariant());
        Assert.Equal((RecordState.Intact, 2), (verdict.State, verdict.EntriesSince));
        Assert.Equal(0, RecordVerdict.Of(await ReadAsync(), entries[3].Hash).EntriesSince);

        Files.All.TryRemove(PathOf(4), out _);
        Assert.Equal(RecordState.Unanchored, RecordVerdict.Of(await ReadAsync(), null).State);
        Assert.Equal(RecordState.Broken, RecordVerdict.Of(await ReadAsync(), entries[3].Hash).State);
        Assert.Null(RecordVerdict.Of(await ReadAsync(), entries[3].Hash).EntriesSince);
        Assert.Equal(RecordState.Intact, RecordVerdict.Of(await ReadAsync(), entries[2].Hash).State);

        Files.All.Clear();
        Assert.Equal(RecordState.Broken, RecordVerdict.Of(await ReadAsync(), entries[0].Hash).State);
    }

    [Fact]
    public async Task Missing_entries_are_gaps_also_at_the_begin()
    {
        await AppendAsync(6);
        foreach (var sequence in new[] { 1, 3, 4 })
            Files.All.TryRemove(PathOf(sequence), out _);
        var history = await ReadAsync();
        Assert.Equal([(RecordFaultKind.Gap, 1), (RecordFaultKind.Gap, 3)], Kinds(history));
        Assert.Equal(["Entry 1 is missing.", "Entries 3 to 4 are missing."], history.Faults.Select(fault => fault.Message));
        Assert.Equal([2, 5, 6], history.Entries.Select(entry => entry.Sequence));
        Assert.Equal(RecordState.Broken, RecordVerdict.Of(history, history.Head).State);
    }

    [Fact]
    public async Task A_gap_around_a_file_that_cannot_be_read_is_told_in_parts()
    {
        await AppendAsync(7);
        Files.All[PathOf(4)] = Bytes("{");
        foreach (var sequence in new[] { 2, 3, 5 })
            Files.All.TryRemove(PathOf(sequence), out _);

        var history = await ReadAsync();

        Assert.Equal([(RecordFaultKind.Gap, 2), (RecordFaultKind.Unreadable, 4), (RecordFaultKind.Gap, 5)], Kinds(history));
        Assert.Equal("Entries 2 to 3 are missing.", history.Faults[0].Message);
        Assert.Equal("Entry 5 is missing.", history.Faults[2].Message);
        Assert.Equal([1, 6, 7], history.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Swapped_entries_are_reordered()
    {
        await AppendAsync(3);
        var (two, three) = (PathOf(2), PathOf(3));
        (Files.All[two], Files.All[three]) = (Files.All[three], Files.All[two]);
        Assert.Equal(RecordState.Broken, RecordVerdict.Of(await ReadAsync(), null).State);
        (Files.All[two], Files.All[three]) = (Files.All[three], Files.All[two]);

        Tamper(2, form => form["sequence"] = 3, rehash: true, rename: true);
        Assert.Contains((RecordFaultKind.Gap, 2), Kinds(await ReadAsync()));
        Assert.Contains((RecordFaultKind.Forked, 3), Kinds(await ReadAsync()));
    }

    [Fact]
    public async Task A_file_renamed_to_another_number_is_reordered()
    {
        await AppendAsync(2);
        var path = PathOf(2);
        Files.All.TryRemove(path, out var content);
        Files.All[path.Replace("00000002", "00000003")] = content!;
        Assert.Contains((RecordFaultKind.Reordered, 3), Kinds(await ReadAsync()));
        Assert.Equal([1], (await ReadAsync()).Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task A_first_entry_that_names_a_predecessor_is_reordered()
    {
        await AppendAsync(1);
        Tamper(1, form => form["previous"] = new string('a', 64), rehash: true, rename: true);
        Assert.Equal([(RecordFaultKind.Reordered, 1)], Kinds(await ReadAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_fork_the_branch_that_goes_on_is_the_chain(bool falseOneIsSmaller)
    {
        var entries = await AppendAsync(3);
        // Nonces are tried until the false entry's name sorts where it should.
        for (var i = 0; ; i++)
        {
            var (other, content) = await EntryFormOfAsync(entries[1] with { Nonce = $"n{i}", Host = "elsewhere" });
            if (string.CompareOrdinal(other.Hash, entries[1].Hash) < 0 != falseOneIsSmaller)
                continue;
            Files.All[$"{Folder}/00000002-{other.Hash.Substring(0, 16)}.json"] = content;
            break;
        }
        var history = await ReadAsync();
        Assert.Equal([(RecordFaultKind.Forked, 2)], Kinds(history));
        Assert.Equal(entries.Select(entry => entry.Hash), history.Entries.Select(entry => entry.Hash));
        Assert.Contains("elsewhere", Encoding.UTF8.GetString(Files.All[history.Faults[0].Path!]));

        // Writing goes on behind the right one.
        Assert.Equal(entries[2].Hash, (await Record.AppendAsync(Entries.New(), default)).Previous);
    }

    [Theory]
    [InlineData("00000002-0123456789abcdef.json", "")]
    [InlineData("00000002-0123456789abcdef.json", "{")]
    [InlineData("00000002-0123456789abcdef.json", "{}")]
    [InlineData("00000002-0123456789abcdef.json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("00000002-0123456789abcdef.json", "\uFEFF{\"form\":1}")]
    [InlineData("99999999-0123456789abcdef.json", "x")]
    [InlineData("00000000-0123456789abcdef.json", "x")]
    [InlineData("00000002-0123456789ABCDE.json", "x")]
    [InlineData("notes.txt", "x")]
    [InlineData("deeper/00000002-0123456789abcdef.json", "x")]
    public async Task A_file_that_is_no_entry_is_told_of_and_nothing_breaks(string name, string content)
    {
        await AppendAsync(1);
        Files.All[$"{Folder}/{name}"] = Bytes(content);
        var history = await ReadAsync();
        var fault = Assert.Single(history.Faults);
        Assert.Equal(RecordFaultKind.Unreadable, fault.Kind);
        Assert.Equal($"{Folder}/{name}", fault.Path);
        Assert.Single(history.Entries);

        var next = await Record.AppendAsync(Entries.New(), default);
        Assert.Equal((2, history.Head), (next.Sequence, next.Previous));
    }

    [Fact]
    public async Task Nothing_is_written_beside_an_entry_of_a_later_version()
    {
        await AppendAsync(1);
        Files.All[$"{Folder}/00000002-0123456789abcdef.json"] = Bytes("""{"form":2}""");
        var before = Files.All.Keys.ToList();

        Assert.Equal(RecordFaultKind.Unreadable, Assert.Single((await ReadAsync()).Faults).Kind);
        await Assert.ThrowsAsync<NewerDocumentException>(() => Record.AppendAsync(Entries.New(), default));
        Assert.Equal(before, Files.All.Keys);
    }

    [Fact]
    public async Task An_entry_of_another_environment_does_not_count()
    {
        var foreign = new PromotionRecord(Files, "uat", Entries.Lead, Services);
        await foreign.AppendAsync(Entries.New(), default);
        var path = Files.All.Keys.Single();
        Files.All[path.Replace("/uat/", "/prd/")] = Files.All[path];
        Assert.Equal(RecordFaultKind.Unreadable, Assert.Single((await ReadAsync()).Faults).Kind);
        Assert.Empty((await ReadAsync()).Entries);
        Assert.Empty((await foreign.ReadAsync(default)).Faults);
    }

    [Fact]
    public async Task A_number_after_which_there_is_none_stops_writing_with_a_reason()
    {
        await AppendAsync(1);
        Tamper(1, form => form["sequence"] = RecordFileMax, rehash: true, rename: true);
        await Assert.ThrowsAsync<RecordFullException>(() => Record.AppendAsync(Entries.New(), default));
        Assert.Single(Files.All);
    }

    [Fact]
    public async Task A_writer_that_died_leaves_its_claim_and_holds_nobody_up()
    {
        Files.BeforePut = path => path.Contains("writing") ? Task.CompletedTask : throw new IOException("the process is killed here");
        await Assert.ThrowsAsync<IOException>(() => Record.AppendAsync(Entries.New(), default));
        Files.BeforePut = null;
        var claim = ClaimOf(process: 200, host: "build-7");
        Files.All["mlops/record/prd/writing/x.json"] = claim;
        Processes.Gone.Add(200);

        var begin = Time.GetTimestamp();
        await AppendAsync(1);
        Assert.True(Time.GetElapsedTime(begin) < TimeSpan.FromSeconds(1));
        Assert.Single(Files.All);
    }

    [Fact]
    public async Task A_silent_writer_elsewhere_is_waited_for_two_minutes()
    {
        Files.All["mlops/record/prd/writing/x.json"] = ClaimOf(process: 200, host: "other");
        var begin = Time.GetTimestamp();
        await AppendAsync(1);
        Assert.InRange(Time.GetElapsedTime(begin), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.2));
        Assert.Single(Files.All);
    }

    [Fact]
    public async Task A_writer_presumed_gone_that_wakes_up_puts_its_entry_behind_the_others()
    {
        await AppendAsync(1);
        var stalled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Files.BeforePut = path =>
        {
            if (path.Contains("writing") || reached.Task.IsCompleted)
                return Task.CompletedTask;
            reached.SetResult(true);
            return stalled.Task;
        };
        var slow = Record.AppendAsync(Entries.New("slow"), default);
        await reached.Task;
        var quick = await Record.AppendAsync(Entries.New("quick"), default);
        stalled.SetResult(true);
        var late = await slow;

        Assert.Equal((2, 3), (quick.Sequence, late.Sequence));
        var history = await ReadAsync();
        Assert.Empty(history.Faults);
        Assert.Equal([null, "quick", "slow"], history.Entries.Select(entry => entry.Failure));
        Assert.Equal(3, Files.All.Count);
    }

    [Fact]
    public async Task Thousands_of_entries_are_read_sixteen_at_a_time()
    {
        PromotionEntry? previous = null;
        for (var i = 1; i <= 3_000; i++)
        {
            var (entry, content) = await EntryFormOfAsync(Entries.New() with { Sequence = i, Previous = previous?.Hash, Nonce = "n" });
            Files.All[$"{Folder}/{i:D8}-{entry.Hash.Substring(0, 16)}.json"] = content;
            previous = entry;
        }
        var history = await ReadAsync();
        Assert.Equal(3_000, history.Entries.Count);
        Assert.Empty(history.Faults);
        Assert.Equal(previous!.Hash, history.Head);
        Assert.InRange(Files.MostInFlight, 2, 16);
        Assert.Equal(3_001, (await Record.AppendAsync(Entries.New(), default)).Sequence);
    }

    private static int RecordFileMax => 99_999_999;

    private static IEnumerable<(RecordFaultKind, int?)> Kinds(PromotionHistory history) => history.Faults.Select(fault => (fault.Kind, fault.Sequence));

    private static byte[] ClaimOf(int process, string host) => CanonicalJson.Write(new JsonObject
    {
        ["form"] = 1, ["owner"] = ActorForm.Write(Entries.Lead), ["host"] = host, ["processId"] = process, ["processStartedAt"] = CanonicalTime.Write(Entries.Epoch),
        ["scope"] = "", ["purpose"] = "writing an entry", ["since"] = CanonicalTime.Write(Entries.Epoch), ["nonce"] = "x",
    });

    /// <summary>The file of an entry, made with a record of its own.</summary>
    private static async Task<(PromotionEntry Entry, byte[] Content)> EntryFormOfAsync(PromotionEntry entry)
    {
        var files = new MemoryFiles();
        var written = await new PromotionRecord(files, "prd", Entries.Lead, LockServices.Of(new InstantTime(), new FakeProcesses())).AppendAsync(entry, default);
        var form = JsonNode.Parse(files.All.Values.Single())!.AsObject();
        form.Remove("hash");
        form["sequence"] = entry.Sequence;
        form["nonce"] = entry.Nonce;
        if (entry.Previous is not null)
            form["previous"] = entry.Previous;
        form["hash"] = CanonicalJson.Hash(form);
        return (written with { Sequence = entry.Sequence, Previous = entry.Previous, Hash = form["hash"]!.GetValue<string>() }, CanonicalJson.Write(form));
    }
}
