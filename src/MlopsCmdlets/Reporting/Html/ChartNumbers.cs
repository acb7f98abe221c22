namespace MlopsCmdlets.Reporting.Html;

/// <summary>Numbers the charts of a page: ids inside one must not meet those of another.</summary>
internal sealed class ChartNumbers
{
    private int _last;

    public int Next() => ++_last;
}
