using System.Text.Json;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One asset as a whole: header, entity and what is attached.</summary>
/// <param name="Header">Name, type, tags and the like.</param>
/// <param name="Entity">The <c>entity</c> object, as the server sent it.</param>
/// <param name="Attachments">Everything attached; empty for an asset without content.</param>
public sealed record AssetDocument(AssetHeader Header, JsonElement Entity, IReadOnlyList<AssetAttachment> Attachments);
