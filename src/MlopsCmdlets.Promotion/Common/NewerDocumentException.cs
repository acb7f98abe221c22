namespace MlopsCmdlets.Promotion;

/// <summary>A file was written by a later version of this module, whose form this one does not know.</summary>
/// <param name="document">What was read.</param>
/// <param name="path">Where the version stands.</param>
/// <param name="version">The version of its form.</param>
/// <param name="known">The newest version that is known here.</param>
public sealed class NewerDocumentException(string document, string path, long version, int known)
    : MalformedDocumentException(document, path, $"it has version {version} of its form, and this module knows versions up to {known}")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Update the module: the file was written by a later version of it.";
}
