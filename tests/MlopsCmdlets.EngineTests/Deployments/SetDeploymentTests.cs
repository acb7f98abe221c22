using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Deployments;

/// <summary>Set-CpdDeployment against the sandbox.</summary>
public sealed class SetDeploymentTests(SandboxFixture sandbox)
{
    [Fact]
    public void A_new_model_and_more_nodes_can_be_asked_for_without_waiting()
    {
        using Engine engine = sandbox.Connect(width: 80);
        engine.Run("""
            $model = Get-CpdModel -Space churnUATspace -Name ChurnPrediction
            $deployment = $model | New-CpdDeployment -Online -Name "set-$([guid]::NewGuid())"
            """).ThrowIfFailed();
        try
        {
            PSObject changed = Assert.Single(engine.Run("$deployment | Set-CpdDeployment -Model $model -NodeCount 3 -NoWait").ThrowIfFailed());
            PSObject ready = Assert.Single(engine.Run("$deployment | Wait-CpdDeployment").ThrowIfFailed());

            // The second change is under way, and the first is done.
            Assert.Equal("updating", changed.Properties["State"].Value);
            Assert.Equal(3, ready.Properties["NodeCount"].Value);
            Assert.Equal(engine.Run("$model").Single("Id"), ready.Properties["AssetId"].Value);
        }
        finally
        {
            engine.Run("$deployment | Remove-CpdDeployment -Force");
        }
    }
}
