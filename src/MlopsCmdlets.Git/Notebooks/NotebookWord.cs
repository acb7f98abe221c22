namespace MlopsCmdlets.Git.Notebooks;

/// <summary>A part of a line that was replaced by a similar one.</summary>
/// <param name="Text">The part.</param>
/// <param name="Changed">Whether the other line lacks it.</param>
public sealed record NotebookWord(string Text, bool Changed)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
