using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Somebody else writes to the target: another copy, or an earlier one whose caller left.</summary>
public sealed class ConcurrencyTests : TransferBench
{
    [Fact]
    public async Task An_import_that_still_runs_is_waited_for_and_what_it_brings_is_not_copied_again()
    {
        var model = AddModel();
        Target.AddRunningImport(polls: 2, end: () => Target.Assets.Add(Twin(model)));

        var asset = Assert.Single((await CopyAsync()).Assets);

        Assert.Equal(CopyAction.Unchanged, asset.Action);
        Assert.Single(Target.Assets);
        Assert.DoesNotContain("import", Target.Calls);
    }

    [Fact]
    public async Task An_import_that_began_longer_ago_than_any_wait_holds_nobody_up()
    {
        AddModel();
        Target.AddRunningImport(polls: int.MaxValue, end: () => { }, createdAt: Modelled.Entries.Epoch);

        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
    }

    [Theory]
    [InlineData("list imports")] // while the bundle is on its way
    [InlineData("list assets")] // between plan and apply
    public async Task What_somebody_adds_after_the_plan_stops_the_copy_before_it_writes(string call)
    {
        var model = AddModel();
        var transfer = Transfer();
        var plan = await transfer.PlanAsync(AssetSelection.All, progress: null, CancellationToken.None);
        Target.Before = made =>
        {
            if (made == call && Target.Assets.Count == 0)
                Target.Assets.Add(Twin(model));
        };

        var error = await Assert.ThrowsAsync<TargetChangedException>(() => transfer.ApplyAsync(plan, progress: null, CancellationToken.None));

        Assert.Equal(Target.Assets.Single().Id, Assert.Single(error.Added).Id);
        Assert.Contains("Nothing was written", error.Message, StringComparison.Ordinal);
        Assert.Single(Target.Assets);
        Target.Before = _ => { };
        Assert.Equal(CopyAction.Unchanged, Assert.Single((await CopyAsync()).Assets).Action);
    }

    [Fact]
    public async Task Two_copies_of_one_user_that_import_at_the_same_moment_both_say_so_and_touch_neither()
    {
        var model = AddModel();
        Target.After = call => { if (call == "import") Target.Assets.Add(Twin(model)); };

        var error = Assert.IsType<AmbiguousTargetException>(Assert.Single((await CopyAsync()).Assets).Error);

        Assert.Equal(2, error.Candidates.Count);
        Assert.Equal(2, Target.Assets.Count);
    }

    [Fact]
    public async Task A_copy_of_another_user_at_the_same_moment_is_told_apart_and_the_twin_is_reported()
    {
        var model = AddModel();
        var theirs = Twin(model);
        theirs.Creator = "somebody else";
        Target.After = call => { if (call == "import") Target.Assets.Add(theirs); };

        var asset = Assert.Single((await CopyAsync()).Assets);

        Assert.Equal(CopyAction.Added, asset.Action);
        Assert.NotEqual(theirs.Id, asset.Target!.Id);
        Assert.Contains(asset.Warnings, warning => warning.Contains(theirs.Id, StringComparison.Ordinal));
        Assert.Equal(2, Target.Assets.Count);
    }

    private static FakeAsset Twin(FakeAsset of)
    {
        var twin = of.Clone();
        twin.Id = Guid.NewGuid().ToString();
        twin.Creator = "me";
        return twin;
    }
}
