namespace MlopsCmdlets.Cpd.Models;

/// <summary>Whether one of the services that this module uses answered.</summary>
/// <param name="Name">Short name: <c>spaces</c>, <c>projects</c>, <c>assets</c>, <c>machine-learning</c>.</param>
/// <param name="State">What was found.</param>
/// <param name="Detail">The server's words when it is not available, else null.</param>
public sealed record CpdService(string Name, CpdServiceState State, string? Detail = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {State}";
}
