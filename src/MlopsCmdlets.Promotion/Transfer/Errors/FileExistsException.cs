namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The file to write exists.</summary>
public sealed class FileExistsException(string path) : TransferException($"'{path}' exists and was left as it is.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override string RecommendedAction => "Name another file, or overwrite this one with -Force.";
}
