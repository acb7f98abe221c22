namespace MlopsCmdlets.Git.Hosts;

/// <summary>A repository by name.</summary>
/// <param name="Owner">GitHub: user or organisation. Azure Repos: the project (the organisation is part of the host's address).</param>
/// <param name="Name">The repository.</param>
public sealed record HostRepositoryName(string Owner, string Name)
{
    /// <summary>For example <c>churn-team/mlops-churn-prediction</c>.</summary>
    public override string ToString() => $"{Owner}/{Name}";
}
