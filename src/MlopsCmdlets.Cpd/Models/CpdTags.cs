namespace MlopsCmdlets.Cpd.Models;

/// <summary>Tags with a meaning for this module.</summary>
public static class CpdTags
{
    /// <summary>An earlier version of an asset, kept for rollback: lookup by name skips it.</summary>
    public const string Superseded = "mlops-superseded";
}
