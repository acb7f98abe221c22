namespace MlopsCmdlets.Completion;

/// <summary>One thing to offer.</summary>
internal sealed record Completion(string Text, string ToolTip);
