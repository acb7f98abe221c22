using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>The asset of a deployment, at a revision or as it was when it was deployed.</summary>
internal sealed record AssetReference(string Id, string? Revision)
{
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id };
        if (Revision is not null) json["rev"] = Revision;
        return json;
    }
}
