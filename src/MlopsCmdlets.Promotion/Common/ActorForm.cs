using System.Text.Json.Nodes;

namespace MlopsCmdlets.Promotion;

/// <summary>The JSON form of an actor.</summary>
public static class ActorForm
{
    /// <summary>Writes an actor.</summary>
    public static JsonObject Write(Actor actor) => new() { ["cluster"] = actor.Cluster, ["userId"] = actor.UserId, ["userName"] = actor.UserName };

    /// <summary>Reads an actor.</summary>
    public static Actor Read(JsonFields fields) => new(fields.Text("cluster"), fields.NonEmptyText("userId"), fields.Text("userName"));
}
