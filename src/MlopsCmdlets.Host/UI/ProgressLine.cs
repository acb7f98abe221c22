using System.Globalization;
using System.Management.Automation;

namespace MlopsCmdlets.Host.UI;

/// <summary>Progress as one line of text, redrawn at most four times a second and erased at the end.</summary>
internal sealed class ProgressLine(Terminal terminal, TimeProvider time)
{
    private const int BarWidth = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly List<(long Source, ProgressRecord Record)> active = [];
    private long? lastDrawn;

    public void Show(long source, ProgressRecord record)
    {
        if (!terminal.HasStatusLine) return;
        active.RemoveAll(a => a.Source == source && a.Record.ActivityId == record.ActivityId);
        if (record.RecordType == ProgressRecordType.Processing) active.Add((source, record));
        if (active.Count == 0)
        {
            Clear();
            return;
        }

        if (lastDrawn is { } last && time.GetElapsedTime(last) < Interval) return;
        lastDrawn = time.GetTimestamp();
        terminal.ShowStatus(Render(active[^1].Record, terminal.StatusWidth));
    }

    public void Clear()
    {
        active.Clear();
        lastDrawn = null;
        terminal.ShowStatus(null);
    }

    /// <summary>Activity, what is done now, a bar and the time left, cut to the width.</summary>
    internal static string Render(ProgressRecord record, int width)
    {
        var parts = new List<string> { record.Activity };
        if (!string.IsNullOrWhiteSpace(record.StatusDescription)) parts.Add(record.StatusDescription);
        if (!string.IsNullOrWhiteSpace(record.CurrentOperation)) parts.Add(record.CurrentOperation);
        var text = string.Join(": ", parts).ReplaceLineEndings(" ");
        var end = "";
        if (record.PercentComplete >= 0)
        {
            var done = record.PercentComplete * BarWidth / 100;
            end = $" [{new string('#', done)}{new string('.', BarWidth - done)}] {record.PercentComplete.ToString(CultureInfo.InvariantCulture)} %";
        }

        if (record.SecondsRemaining >= 0) end += $" {TimeSpan.FromSeconds(record.SecondsRemaining).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)} left";
        var room = Math.Max(0, width - end.Length);
        return (text.Length <= room ? text : text[..Math.Max(0, room - 1)] + "…") + end;
    }
}
