namespace MlopsCmdlets.Sandbox.State;

/// <summary>One file of a container's storage.</summary>
internal sealed record StoredFile(string Path, Content Content, string MimeType, DateTimeOffset Modified);
