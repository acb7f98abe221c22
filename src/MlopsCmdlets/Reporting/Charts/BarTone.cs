namespace MlopsCmdlets.Reporting.Charts;

/// <summary>Which colour of the page a bar has.</summary>
internal enum BarTone
{
    /// <summary>What the chart is about.</summary>
    Accent,

    /// <summary>What it is compared with.</summary>
    Quiet,
}
