using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Tests.Modelled;

namespace MlopsCmdlets.Promotion.Tests.Records;

/// <summary>Processes that live and die on command.</summary>
internal sealed class FakeProcesses : IProcessProbe
{
    internal HashSet<int> Gone { get; } = [];

    public LocalProcess Current { get; set; } = new("build-7", "", 100, Entries.Epoch);

    public bool IsGone(LocalProcess process) => process.Host == Current.Host && process.Scope == Current.Scope && Gone.Contains(process.Id);
}
