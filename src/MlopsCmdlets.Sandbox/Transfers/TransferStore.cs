using System.Collections.Concurrent;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>The exports and imports of all containers.</summary>
internal sealed class TransferStore
{
    private readonly ConcurrentDictionary<string, TransferJob> _jobs = new(StringComparer.Ordinal);

    public void Add(TransferJob job) => _jobs[job.Id] = job;

    /// <summary>Oldest first, so that the last item is the newest, as pipelines of the product's samples rely on.</summary>
    public IReadOnlyList<TransferJob> Of(Container container, TransferKind kind) =>
        [.. _jobs.Values.Where(j => j.Kind == kind && j.Container == container).OrderBy(j => j.Sequence)];

    public TransferJob Require(Container container, TransferKind kind, string id) =>
        _jobs.TryGetValue(id, out var job) && job.Kind == kind && job.Container == container
            ? job
            : throw ApiException.NotFound($"SPACES0020E: The {kind.ToString().ToLowerInvariant()} '{id}' does not exist.", "not_found");

    public void Remove(TransferJob job) => _jobs.TryRemove(job.Id, out _);
}
