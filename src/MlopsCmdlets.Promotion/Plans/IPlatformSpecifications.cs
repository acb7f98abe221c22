namespace MlopsCmdlets.Promotion.Plans;

/// <summary>The software specifications that a cluster brings along. They do not travel: a model refers to them.</summary>
public interface IPlatformSpecifications
{
    /// <summary>All of them. Calls are thread safe.</summary>
    Task<IReadOnlyList<PlatformSpecification>> ListAsync(CancellationToken cancellationToken);
}
