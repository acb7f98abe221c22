namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>The name of a status: who speaks, and of what.</summary>
internal sealed record AzureStatusContext
{
    public string Name { get; set; } = "";

    public string? Genre { get; init; }

    /// <summary>For example <c>mlops/uat-gate</c>.</summary>
    public override string ToString() => Join(Genre, Name);

    public static string Join(string? genre, string name) => genre is { Length: > 0 } ? $"{genre}/{name}" : name;

    /// <summary>What stands before the first slash is the genre.</summary>
    public static AzureStatusContext Parse(string context)
    {
        var slash = context.IndexOf('/');
        return slash <= 0 || slash == context.Length - 1
            ? new() { Name = context }
            : new() { Genre = context.Substring(0, slash), Name = context.Substring(slash + 1) };
    }
}
