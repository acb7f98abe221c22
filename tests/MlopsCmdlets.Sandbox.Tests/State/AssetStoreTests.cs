using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.State;

public sealed class AssetStoreTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void AnAssetThatIsDeletedWhileItIsChangedStaysDeleted()
    {
        using var world = new World(new SandboxOptions(), NullLogger.Instance);
        var space = world.Containers.Add(ContainerKind.Space, world.Users.Administrator, new JsonObject { ["name"] = "test" }, polls: 0);
        var asset = world.Assets.Add(new Asset { ContainerId = space.Id, Type = "data_asset", Name = "before" });
        var deleting = new Thread(() => world.Assets.Delete(space, asset, "1", purge: true));

        world.Assets.Update(asset, "1", current =>
        {
            deleting.Start();
            // Until it is through, or waits for this change to end.
            SpinWait.SpinUntil(() => !deleting.IsAlive || deleting.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience);
            return current with { Name = "after" };
        });
        Assert.True(deleting.Join(Patience));

        Assert.False(world.Assets.TryFind(asset.Id, out _));
    }
}
