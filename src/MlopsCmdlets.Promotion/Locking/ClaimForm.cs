using System.Text.Json.Nodes;

namespace MlopsCmdlets.Promotion.Locking;

/// <summary>The JSON form of a claim.</summary>
internal static class ClaimForm
{
    private const int Version = 1;

    internal static byte[] Write(LockHolder holder) => CanonicalJson.Write(new JsonObject
    {
        ["form"] = Version,
        ["owner"] = ActorForm.Write(holder.Owner),
        ["host"] = holder.Host,
        ["processId"] = holder.ProcessId,
        ["processStartedAt"] = CanonicalTime.Write(holder.ProcessStartedAt),
        ["scope"] = holder.Scope,
        ["purpose"] = holder.Purpose,
        ["since"] = CanonicalTime.Write(holder.Since),
        ["nonce"] = holder.Nonce,
    });

    /// <summary>A claim that cannot be read is one nevertheless: it keeps others out until it is removed by force.</summary>
    internal static LockHolder Read(string path, byte[] content)
    {
        try
        {
            return StrictJson.Read(content, $"lock file '{path}'", fields =>
            {
                fields.Version("form", Version);
                return new LockHolder(fields.Object("owner", ActorForm.Read), fields.Text("host"), fields.Int32("processId"), fields.Time("processStartedAt"),
                    fields.Text("purpose"), fields.Time("since"), fields.Text("nonce")) { Scope = fields.Text("scope") };
            });
        }
        catch (MalformedDocumentException)
        {
            return Unknown(path);
        }
    }

    internal static LockHolder Unknown(string path) =>
        new(new Actor("", "", "somebody unknown"), "an unknown machine", 0, DateTimeOffset.MinValue, $"its lock file '{path}' cannot be read", DateTimeOffset.MinValue, path);
}
