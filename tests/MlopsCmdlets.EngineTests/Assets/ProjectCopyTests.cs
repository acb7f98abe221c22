using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Assets;

/// <summary>Copy-CpdAsset where one side, or both, are projects.</summary>
public sealed class ProjectCopyTests : IDisposable
{
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();
    private readonly string _project = "p" + Guid.NewGuid().ToString("N");

    public ProjectCopyTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _engine.SetVariable("project", _project);
        _engine.SetVariable("folder", _folder.Root);
        _engine.Run("New-CpdProject -Name $project").ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_space_is_copied_into_a_project_verified_and_left_alone_the_second_time()
    {
        const string Copy = "Copy-CpdAsset -Space churnUATspace -DestinationProject $project -All -SpoolPath $folder";

        IReadOnlyList<PSObject> copies = _engine.Run(Copy).ThrowIfFailed();

        Assert.Equal(4, copies.Count);
        Assert.All(copies, copy => Assert.Equal("Added", copy.Properties["Action"].Value.ToString()));
        Assert.Matches("^[0-9a-f]{64}$", (string)copies.Single(copy => Equals(copy.Properties["Name"].Value, "customer_churn.csv")).Properties["Sha256"].Value);
        Assert.All(_engine.Run(Copy).ThrowIfFailed(), copy => Assert.Equal("Unchanged", copy.Properties["Action"].Value.ToString()));
        _engine.Run("Save-CpdAsset customer_churn.csv -Project $project -Path $folder/there.csv; Save-CpdAsset customer_churn.csv -Space churnUATspace -Path $folder/here.csv").ThrowIfFailed();
        Assert.Equal(File.ReadAllBytes(_folder["here.csv"]), File.ReadAllBytes(_folder["there.csv"]));
    }

    [Fact]
    public void From_there_it_goes_on_to_another_project_and_is_promoted_to_a_space()
    {
        string space = SandboxFixture.NewSpace(_engine);
        _engine.SetVariable("space", space);
        _engine.SetVariable("other", "q" + Guid.NewGuid().ToString("N"));
        _engine.Run("Copy-CpdAsset -Space churnUATspace -DestinationProject $project -Name ChurnPrediction | Out-Null; New-CpdProject -Name $other | Out-Null").ThrowIfFailed();

        Assert.Equal("Added", _engine.Run("Copy-CpdAsset -Project $project -DestinationProject $other -Name ChurnPrediction").Single("Action")!.ToString());
        Assert.Equal("Added", _engine.Run("Get-CpdModel -Project $other | Copy-CpdAsset -DestinationSpace $space").Single("Action")!.ToString());
        Assert.Equal("ready", _engine.Run("Get-CpdModel -Space $space | New-CpdDeployment -Online").Single("State")!.ToString());
    }

    [Theory]
    [InlineData("-DestinationProject $project -DestinationSpace churn_prod_space", "InvalidArgument")]
    [InlineData("", "InvalidArgument")]
    [InlineData("-DestinationProject no-such-project", "NameNotFound")]
    public void A_destination_is_one_place_that_is_there(string destination, string expected) =>
        Assert.Equal(expected, _engine.Run($"Copy-CpdAsset -Space churnUATspace -All {destination}").ErrorId);
}
