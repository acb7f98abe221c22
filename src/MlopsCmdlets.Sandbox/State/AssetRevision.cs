using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>An asset as it was when a revision was made, with the contents of that time.</summary>
internal sealed record AssetRevision(int Number, string Message, DateTimeOffset CommittedAt, string CommitterId, Asset Snapshot, ImmutableDictionary<string, Content> Contents);
