namespace MlopsCmdlets.Metrics.Charts;

/// <summary>Which colour of the page a bar has.</summary>
public enum BarTone
{
    /// <summary>What the chart is about.</summary>
    Accent,

    /// <summary>What it is compared with.</summary>
    Quiet,
}
