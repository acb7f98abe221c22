namespace MlopsCmdlets.Sandbox.State;

/// <summary>An asset as it was when a revision was made. Its attachments have object keys of their own, so that later uploads do not change them.</summary>
internal sealed record AssetRevision(int Number, string Message, DateTimeOffset CommittedAt, string CommitterId, Asset Snapshot);
