namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Makes the temporary files that bundles are kept in.</summary>
public interface ISpoolStore
{
    /// <summary>A new, empty file that nobody else can read.</summary>
    ISpoolFile Create();
}
