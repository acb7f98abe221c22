using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Faults;

/// <summary>What a user sees when the cluster misbehaves. A sandbox of its own, since fault rules hold for all who use it.</summary>
public sealed class FaultMatrixTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly Engine _engine;

    public FaultMatrixTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        SandboxFixture.Control(_engine, "Delete", "/_sandbox/faults");
    }

    public void Dispose()
    {
        SandboxFixture.Control(_engine, "Delete", "/_sandbox/faults");
        _engine.Dispose();
    }

    public static TheoryData<string, string, string?> ListFaults => new()
    {
        { "401 once: the login is renewed", "@{ fault='status'; status=401; times=1 }", null },
        { "401 always", "@{ fault='status'; status=401; times='always' }", "AuthenticationFailed" },
        { "403", "@{ fault='status'; status=403; times='always' }", "AccessDenied" },
        { "404 as HTML: not installed", "@{ fault='status'; status=404; body='<!DOCTYPE html><html>no</html>'; content_type='text/html'; times='always' }", "ServiceNotInstalled" },
        { "409", "@{ fault='status'; status=409; times='always' }", "Conflict" },
        { "413", "@{ fault='status'; status=413; times='always' }", "InvalidRequest" },
        { "429 with seconds", "@{ fault='status'; status=429; retry_after='0'; times=2 }", null },
        { "429 with a date", "@{ fault='status'; status=429; retry_after='date:0'; times=1 }", null },
        { "429 with a wait of a day", "@{ fault='status'; status=429; retry_after='86400'; times='always' }", "RateLimited" },
        { "500 once", "@{ fault='status'; status=500; retry_after='0'; times=1 }", null },
        { "502 as HTML, always", "@{ fault='status'; status=502; body='<html>Bad Gateway</html>'; content_type='text/html'; retry_after='0'; times='always' }", "Unavailable" },
        { "503 three times", "@{ fault='status'; status=503; retry_after='0'; times=3 }", null },
        { "connection reset", "@{ fault='reset'; times=1 }", null },
        { "reply cut in the middle", "@{ fault='truncate'; times=1 }", null },
        { "reply without its end, as if whole", "@{ fault='truncate'; clean=$true; times='always' }", "InvalidReply" },
        { "not JSON", "@{ fault='status'; status=200; body='{\"resources\":['; content_type='application/json'; times='always' }", "InvalidReply" },
        { "a login page instead", "@{ fault='status'; status=200; body='<!DOCTYPE html><html>Log in</html>'; content_type='text/html'; times='always' }", "InvalidReply" },
        { "said to be compressed, and is not", "@{ fault='status'; status=200; body='plain'; content_type='application/json'; headers=@{ 'Content-Encoding'='gzip' }; times='always' }", "InvalidReply" },
        { "JSON after a byte order mark", "@{ fault='status'; status=200; body=([char]0xfeff + '{\"resources\":[]}'); content_type='application/json'; times=1 }", null },
    };

    [Theory]
    [MemberData(nameof(ListFaults))]
    public void Listing_spaces(string what, string rule, string? expected)
    {
        Inject(rule, "GET", "/v2/spaces");

        RunResult result = _engine.Run("Get-CpdSpace");

        if (expected is null)
            result.ThrowIfFailed();
        else
            Assert.True(expected == result.ErrorId, $"{what}: {result.ErrorId}: {result.Errors[0]}");
        Assert.DoesNotContain(result.Errors, e => string.IsNullOrEmpty(e.ErrorDetails?.RecommendedAction));
    }

    [Fact]
    public void A_reply_that_is_not_compressed_as_it_says_names_the_address_and_the_proxy()
    {
        Inject("@{ fault='status'; status=200; body='plain'; content_type='application/json'; headers=@{ 'Content-Encoding'='gzip' }; times='always' }", "GET", "/v2/spaces");

        ErrorRecord error = Assert.Single(_engine.Run("Get-CpdSpace").Errors);

        Assert.Contains("/v2/spaces", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("proxy", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$asset | Remove-CpdAsset -Force", "/v2/assets/*")]
    [InlineData("$model | Remove-CpdModel -Force", "/ml/v4/models/*")]
    [InlineData("Get-CpdSpace $space | Remove-CpdSpace -Force", "/v2/spaces/*")]
    public void What_was_removed_although_the_reply_got_lost_is_removed(string remove, string path)
    {
        _engine.SetVariable("space", SandboxFixture.NewSpace(_engine));
        _engine.Run("""
            $asset = New-CpdDataAsset -Space $space -Path $args[0]
            $model = New-CpdModel -Space $space -Name m -Path $args[0] -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3
            """, Built.Manifest).ThrowIfFailed();
        Inject("@{ fault='lost-reply'; times=1 }", "DELETE", path);

        _engine.Run(remove).ThrowIfFailed();
    }

    [Fact]
    public void An_upload_that_fails_is_the_error_also_when_what_it_was_for_cannot_be_removed()
    {
        string space = SandboxFixture.NewSpace(_engine);
        Inject("@{ fault='status'; status=413; times='always' }", "PUT", "/ml/v4/models/*/content");
        Inject("@{ fault='status'; status=403; times='always' }", "DELETE", "/ml/v4/models/*");

        RunResult result = _engine.Run("New-CpdModel -Space $args[0] -Name m -Path $args[1] -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3", space, Built.Manifest);

        Assert.Equal("InvalidRequest", result.ErrorId);
        Assert.Contains("'m'", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_space_can_be_removed_where_machine_learning_is_not_installed()
    {
        string space = SandboxFixture.NewSpace(_engine);
        Inject("@{ fault='status'; status=404; body='<!DOCTYPE html><html>no</html>'; content_type='text/html'; times='always' }", "GET", "/ml/v4/deployments");

        _engine.Run("Remove-CpdSpace $args[0] -Force", space).ThrowIfFailed();
    }

    [Theory]
    [InlineData("Get-CpdSpace", "GET", "/v2/spaces", "not finished within the time limit of 5 s")]
    [InlineData("New-CpdSpace -Name silent", "POST", "/v2/spaces", "look before you repeat it")]
    public void A_server_that_says_nothing_is_given_up_when_the_sessions_time_is_over(string command, string method, string path, string words)
    {
        _engine.Run("$sandbox | Connect-Cpd -Name test -TimeoutSec 5").ThrowIfFailed();
        Inject("@{ fault='stall'; times='always' }", method, path);

        RunResult result = _engine.Run(command);

        Assert.Equal("Unavailable", result.ErrorId);
        Assert.Contains(words, $"{result.Errors[0]} {result.Errors[0].ErrorDetails.RecommendedAction}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_session_serves_many_runspaces_and_a_token_that_ends_is_renewed_once_for_all()
    {
        object session = _engine.Run("$sandbox | Connect-Cpd -Name shared -PassThru").ThrowIfFailed().Single().BaseObject;
        int Logins() => _engine.Run("(Invoke-CpdRestMethod -Session test -Path '/_sandbox/requests?method=POST&path=/icp4d-api/v1/authorize').requests").ThrowIfFailed().Count;
        int before = Logins();
        Inject("@{ fault='expire-token'; skip=10; times=1 }", "GET", "/v2/spaces");

        int[][] counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var engine = new Engine();
            engine.SetVariable("session", session);
            return engine.Run("1..10 | ForEach-Object { @(Get-CpdSpace -Session $session -Name churn*).Count }").ThrowIfFailed().Select(count => (int)count.BaseObject).ToArray();
        })));

        Assert.All(counts, of => Assert.Equal(Enumerable.Repeat(2, 10), of));
        Assert.Equal(1, Logins() - before);
    }

    [Fact]
    public void A_paging_token_that_never_ends_is_an_error_and_no_endless_list()
    {
        Inject("@{ fault='status'; status=200; body='{\"resources\":[],\"next\":{\"href\":\"/v2/spaces?start=same\"}}'; content_type='application/json'; times='always' }", "GET", "/v2/spaces");

        Assert.Equal("InvalidReply", _engine.Run("Get-CpdSpace").ErrorId);
    }

    [Theory]
    [InlineData("Get-CpdSpace -Name nosuch")]
    [InlineData("Get-CpdSpace -Name 'churn['")]
    [InlineData("Get-CpdSession -Name nosuch")]
    public void A_name_that_fits_nothing_is_one_error_with_advice(string command)
    {
        RunResult result = _engine.Run(command);

        Assert.Equal("NameNotFound", result.ErrorId);
        Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Two_spaces_of_one_name_are_ambiguous_and_both_are_listed()
    {
        string name = SandboxFixture.NewSpace(_engine);
        _engine.Run("New-CpdSpace -Name $args[0]", name).ThrowIfFailed();

        RunResult result = _engine.Run("Get-CpdModel -Space $args[0]", name);

        Assert.Equal("AmbiguousName", result.ErrorId);
        Assert.All(_engine.Run("Get-CpdSpace -Name $args[0] | ForEach-Object Id", name).Output, id => Assert.Contains(id.ToString(), result.Errors[0].ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@{ fault='lost-reply'; times=1 }", 1)]
    [InlineData("@{ fault='reset'; times=1 }", 0)]
    [InlineData("@{ fault='status'; status=500; retry_after='0'; times=1 }", 0)]
    public void A_deployment_whose_creation_failed_is_never_created_twice(string rule, int created)
    {
        string model = _engine.Run("(Get-CpdModel -Space churnUATspace -Name ChurnPrediction).Id").ThrowIfFailed().Single().ToString();
        string name = "d" + Guid.NewGuid().ToString("N");
        Inject(rule, "POST", "/ml/v4/deployments");

        RunResult result = _engine.Run("Get-CpdModel -Space churnUATspace -Id $args[0] | New-CpdDeployment -Online -Name $args[1]", model, name);

        int there = _engine.Run("Get-CpdDeployment -Space churnUATspace | Where-Object Name -eq $args[0]", name).ThrowIfFailed().Count;
        Assert.Equal(created, there);
        Assert.Equal("Unavailable", result.ErrorId);
    }

    [Fact]
    public void A_model_type_that_cannot_be_served_fails_with_the_servers_reason()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "not a model");

        RunResult result = _engine.Run(
            "New-CpdModel -Space churnUATspace -Name forest -Path $args[0] -Type scikit-learn_1.1 -SoftwareSpecification runtime-23.1-py3.10 | New-CpdDeployment -Online -Name forest", file);

        File.Delete(file);
        Assert.Equal("DeploymentFailed", result.ErrorId);
        Assert.Contains("scikit-learn_1.1", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ fault='reset'; times=1 }")]
    [InlineData("@{ fault='lost-reply'; times=1 }")]
    [InlineData("@{ fault='status'; status=503; retry_after='0'; times=2 }")]
    [InlineData("@{ fault='status'; status=401; times=1 }")]
    public void Scoring_goes_on_after_a_passing_fault(string rule)
    {
        PSObject deployment = Deploy();
        Inject(rule, "POST", "/ml/v4/deployments/*/predictions");

        IReadOnlyList<PSObject> scored = _engine.Run("Invoke-CpdScore -Deployment $args[0] -Path $args[1]", deployment, ScoreFile).ThrowIfFailed();

        Assert.Equal(2, scored.Count);
        Assert.All(scored, row => Assert.Contains(row.Properties["Prediction"].Value?.ToString(), new[] { "T", "F" }));
    }

    [Fact]
    public void A_batch_that_fails_names_its_rows_and_the_others_go_on()
    {
        PSObject deployment = Deploy();
        Inject("@{ fault='status'; status=400; body=@{ errors=@(@{ code='invalid_input'; message='no' }) }; skip=1; times=1 }", "POST", "/ml/v4/deployments/*/predictions");

        RunResult result = _engine.Run(
            "$row = [ordered]@{ ID=1; LONGDISTANCE=1; INTERNATIONAL=0; LOCAL=1; DROPPED=0; PAYMETHOD='CC'; LOCALBILLTYPE='Budget'; LONGDISTANCEBILLTYPE='Standard'; USAGE=1; RATEPLAN=1; GENDER='F'; STATUS='M'; CHILDREN=0; ESTINCOME=1.5; CAROWNER='N'; AGE=30 }; "
            + "1..30 | ForEach-Object { $r = [pscustomobject]$row; $r.ID = $_; $r } | Invoke-CpdScore -Deployment $args[0] -BatchSize 10 -ThrottleLimit 1", deployment);

        Assert.Equal(Enumerable.Range(1, 10).Concat(Enumerable.Range(21, 10)), result.Output.Select(o => Convert.ToInt32(o.Properties["ID"].Value)));
        Assert.Contains("11", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("20", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    private static string ScoreFile => Path.Combine(Built.RepositoryRoot, "module", "examples", "churn_score.json");

    private PSObject Deploy() => _engine.Run("Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name score -WarningAction Ignore").ThrowIfFailed().Single();

    private void Inject(string rule, string method, string path)
    {
        var table = (Hashtable)_engine.Run(rule).ThrowIfFailed().Single().BaseObject;
        table["method"] = method;
        table["path"] = path;
        SandboxFixture.Control(_engine, "Post", "/_sandbox/faults", table);
    }
}
