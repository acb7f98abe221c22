using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Containers;

/// <summary>From a model to its deployments and back, and to where they are.</summary>
public sealed class ThingsAlongThePipelineTests : IDisposable
{
    private readonly Engine _engine;
    private readonly string _space;

    public ThingsAlongThePipelineTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _space = SandboxFixture.NewSpace(_engine);
        _engine.SetVariable("space", _space);
        _engine.Run("""
            $null = Copy-CpdAsset -Space churnUATspace -DestinationSpace $space -Name ChurnPrediction
            $other = Get-CpdModel -Space $space | Set-CpdModel -Name Other
            $null = Copy-CpdAsset -Space churnUATspace -DestinationSpace $space -Name ChurnPrediction
            $model = Get-CpdModel -Space $space -Name ChurnPrediction
            $deployment = $model | New-CpdDeployment -Online -Name ServesChurn
            $null = $other | New-CpdDeployment -Online -Name ServesOther
            """).ThrowIfFailed();
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_model_leads_to_the_deployments_that_serve_it_and_a_deployment_to_its_model()
    {
        Assert.Equal("ServesChurn", _engine.Run("$model | Get-CpdDeployment").Single("Name"));
        Assert.Equal("Other", _engine.Run("Get-CpdDeployment -Space $space -Name ServesOther | Get-CpdModel").Single("Name"));
        Assert.Equal("ChurnPrediction", _engine.Run("$deployment | Get-CpdAsset").Single("Name"));
        Assert.Equal(["ServesChurn", "ServesOther"], Names("Get-CpdModel -Space $space | Get-CpdDeployment"));
        Assert.Equal(["ChurnPrediction", "Other"], Names("Get-CpdModel -Space $space | Get-CpdModel"));
    }

    [Fact]
    public void A_space_still_leads_to_all_that_is_in_it()
    {
        Assert.Equal(2, _engine.Run("Get-CpdSpace $space | Get-CpdDeployment").ThrowIfFailed().Count);
        Assert.Equal(2, _engine.Run("$space | Get-CpdModel").ThrowIfFailed().Count);
        Assert.Equal("Other", _engine.Run("[pscustomobject]@{ SpaceId = $model.SpaceId } | Get-CpdModel -Name Other").Single("Name"));
        Assert.Equal("Other", _engine.Run("Get-CpdModel Other -Space $space").Single("Name"));
    }

    [Fact]
    public void Things_lead_to_their_space_in_the_session_that_they_came_from()
    {
        // The session that is current now sees nothing of the space.
        _engine.Run("$null = $sandbox | Connect-Cpd -UserName lead -Name lead").ThrowIfFailed();

        Assert.Equal(_space, _engine.Run("$model | Get-CpdSpace").Single("Name"));
        Assert.Equal(_space, _engine.Run("$deployment | Get-CpdSpace | Get-CpdSpace -IncludeMember").Single("Name"));
        Assert.Equal("ServesChurn", _engine.Run("$deployment | Get-CpdDeployment").Single("Name"));
        Assert.Equal(_space, _engine.Run("[pscustomobject]@{ SpaceId = $model.SpaceId } | Get-CpdSpace -Session test").Single("Name"));
    }

    [Fact]
    public void A_thing_of_a_space_is_in_no_project_and_the_others_go_on()
    {
        RunResult result = _engine.Run("$model, (Get-CpdAsset -Project churn-dev -Name customer_churn.csv) | Get-CpdProject");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Contains("is in no project", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("churn-dev", Assert.Single(result.Output).Properties["Name"].Value);
    }

    private string[] Names(string script) => [.. _engine.Run(script).ThrowIfFailed().Select(thing => (string)thing.Properties["Name"].Value).Order(StringComparer.Ordinal)];
}
