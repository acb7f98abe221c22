namespace MlopsCmdlets.Completion;

/// <summary>One thing to offer.</summary>
/// <param name="Text">What is completed.</param>
/// <param name="ToolTip">What tells it from others.</param>
/// <param name="Type">The server's type, where a list holds several.</param>
internal sealed record Completion(string Text, string ToolTip, string? Type = null);
