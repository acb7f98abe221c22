using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Modelled;

namespace MlopsCmdlets.Promotion.Tests.Records;

/// <summary>How often a record is looked at before a fault is believed: listings lag behind, and an edit stays one.</summary>
public sealed class RecordReadingTests
{
    private readonly ScriptedFiles _files = new();
    private InstantTime _time = new();
    private int _names;

    private PromotionRecord Record => new(_files, "prd", Entries.Lead, new LockServices(_time, new FakeProcesses(), () => $"n{++_names}", () => 0.25));

    private async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await Record.AppendAsync(Entries.New(), default);
        _files.Calls.Clear();
        _time = new InstantTime();
    }

    [Fact]
    public async Task A_gap_that_a_lagging_listing_shows_is_looked_at_again()
    {
        await WriteAsync(3);
        _files.Shown = (n, there) => n == 0 ? [there[0], there[2]] : there;
        Assert.Empty((await Record.ReadAsync(default)).Faults);
        Assert.Equal((2, 1), (_files.Listings, _time.Pauses.Count));
    }

    [Fact]
    public async Task A_gap_that_stays_is_believed_after_three_looks()
    {
        await WriteAsync(3);
        _files.Shown = (_, there) => [there[0], there[2]];
        Assert.NotEmpty((await Record.ReadAsync(default)).Faults);
        Assert.Equal(3, _files.Listings);
        Assert.Equal([75, 150], _time.Pauses);
    }

    [Fact]
    public async Task An_edit_is_believed_at_once()
    {
        await WriteAsync(2);
        var path = _files.All.Keys.OrderBy(key => key, StringComparer.Ordinal).First();
        _files.All[path] = RecordBench.Bytes(System.Text.Encoding.UTF8.GetString(_files.All[path]).Replace("lead", "dael"));
        Assert.All((await Record.ReadAsync(default)).Faults, fault => Assert.Equal(RecordFaultKind.Edited, fault.Kind));
        Assert.Equal(1, _files.Listings);
        Assert.Empty(_time.Pauses);
    }
}
