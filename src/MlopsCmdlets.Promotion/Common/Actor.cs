namespace MlopsCmdlets.Promotion;

/// <summary>A person or service account of one cluster, as the server knows it.</summary>
/// <param name="Cluster">Origin of the cluster, for example <c>https://cpd.example.com</c>.</param>
/// <param name="UserId">The uid there; an actor is the same one when cluster and uid are.</param>
/// <param name="UserName">The login name, for people.</param>
public sealed record Actor(string Cluster, string UserId, string UserName)
{
    /// <summary>For example <c>lead (1000330999) at https://cpd.example.com</c>.</summary>
    public override string ToString() => $"{UserName} ({UserId}) at {Cluster}";
}
