using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Two environments, and plans that are carried out between them.</summary>
public abstract class PlanTransferBench : PlanBench, IDisposable
{
    protected string Folder { get; } = Path.Combine(Path.GetTempPath(), "mlops-test-" + Guid.NewGuid().ToString("N"));

    protected int Verified { get; private set; }

    protected PlanTransfer Transfer => new(Source, Destination, new TransferOptions { SpoolFolder = Folder }, cache: null, new MemorySpools(), new InstantTime());

    protected Task VerifyAsync(CancellationToken cancellationToken)
    {
        Verified++;
        return Task.CompletedTask;
    }

    protected async Task<IReadOnlyList<CopiedAsset>> ApplyAsync(PromotionPlan plan) =>
        await Transfer.ApplyAsync(plan, await CheckAsync(plan), VerifyAsync, null, CancellationToken.None);

    protected async Task<IReadOnlyList<CopiedAsset>> ApplyWellAsync(PromotionPlan plan)
    {
        var outcome = await ApplyAsync(plan);
        Assert.All(outcome, asset => Assert.True(asset.Error is null, asset.Error?.ToString()));
        Assert.True((await CheckAsync(plan)).IsDone);
        Assert.True((await PlanAsync(new PlanRequest("churn") { Assets = [.. plan.Changes.Where(change => change.NeededBy is null && !change.IsModel).Select(change => change.Name)] })).IsEmpty);
        Assert.Equal(0, Uat.ExportCount);
        Assert.False(Directory.Exists(Folder) && Directory.EnumerateFiles(Folder).Any());
        return outcome;
    }

    /// <summary>Applies a plan until everything is downloaded; afterwards all goes well again, and no call is remembered.</summary>
    protected async Task KillBeforeImportAsync(PromotionPlan plan)
    {
        Prd.Before = call =>
        {
            if (call == "import")
                throw new InvalidOperationException("killed");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(plan));
        Prd.Before = _ => { };
        while (Uat.Calls.TryDequeue(out _))
        {
        }
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
