using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Environments;

/// <summary>Lock and record of an environment, with two users against the sandbox.</summary>
public sealed class LockAndRecordTests : IDisposable
{
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();
    private readonly string _user = "u" + Guid.NewGuid().ToString("N");
    private readonly string _space;
    private readonly SandboxFixture _sandbox;

    public LockAndRecordTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        _engine = sandbox.Connect();
        _space = SandboxFixture.NewSpace(_engine);
        SandboxFixture.Control(_engine, "Post", "/_sandbox/users", new Hashtable { ["username"] = _user, ["password"] = "other" });
        using var password = new System.Security.SecureString();
        foreach (char c in "other")
            password.AppendChar(c);
        _engine.Run("""
            Add-CpdMember -Space $args[0] -User $args[1] -Role Editor
            Connect-Cpd -Url $sandbox.Url -Credential $args[2] -CaCertificate $sandbox.CaCertificate -Name other
            $ExecutionContext.SessionState.Path.SetLocation($args[3])
            New-MlopsEnvironment -Name prd -Url $sandbox.Url -Space $args[0]
            """, _space, _user, new PSCredential(_user, password.Copy()), _folder.Root).ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_lock_keeps_others_out_until_its_owner_removes_it()
    {
        PSObject held = Assert.Single(_engine.Run("Lock-MlopsEnvironment prd -Purpose maintenance -Session other").ThrowIfFailed());
        Assert.Equal(_user, held.Properties["Owner"].Value);
        Assert.Null(held.Properties["ProcessId"].Value);

        RunResult refused = _engine.Run("Lock-MlopsEnvironment prd -Purpose mine -Session test");
        Assert.Equal("EnvironmentLocked", refused.ErrorId);
        Assert.Contains(_user, refused.Errors[0].ToString());
        Assert.Contains("maintenance", refused.Errors[0].ToString());
        Assert.Equal("EnvironmentLocked", _engine.Run("Unlock-MlopsEnvironment prd -Session test").ErrorId);
        Assert.Equal("EnvironmentLocked", _engine.Run("Lock-MlopsEnvironment prd -Purpose again -Session other").ErrorId);

        Assert.Equal("maintenance", _engine.Run("Unlock-MlopsEnvironment prd -Session other").Single("Purpose"));
        Assert.Empty(_engine.Run("Unlock-MlopsEnvironment prd -Session other").ThrowIfFailed());
        _engine.Run("Get-MlopsEnvironment prd | Lock-MlopsEnvironment -Purpose mine -Session test").ThrowIfFailed();
        Assert.Empty(_engine.Run("Get-MlopsPromotion prd").ThrowIfFailed());
    }

    [Fact]
    public void A_lock_that_is_taken_while_the_removal_of_another_waits_for_consent_stays()
    {
        _engine.Run("Lock-MlopsEnvironment prd -Purpose first -Session other").ThrowIfFailed();
        using Engine second = _sandbox.Connect();
        second.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.Root).ThrowIfFailed();
        _engine.Host.Meanwhile = () =>
        {
            second.Run("Unlock-MlopsEnvironment prd -Force").ThrowIfFailed();
            second.Run("Lock-MlopsEnvironment prd -Purpose second").ThrowIfFailed();
        };
        _engine.Host.Answers.Enqueue(0); // yes

        Assert.Empty(_engine.Run("Unlock-MlopsEnvironment prd -Force -Confirm -Session test").ThrowIfFailed());

        Assert.Contains("second", Assert.Single(_engine.Run("Lock-MlopsEnvironment prd -Purpose third -Session other").Errors).ToString());
    }

    [Theory]
    [InlineData("Unlock-MlopsEnvironment prd -Force -Session test")]
    [InlineData("Lock-MlopsEnvironment prd -Purpose mine -Force -Session test")]
    public void A_takeover_is_recorded_also_when_a_command_behind_it_has_enough(string command)
    {
        _engine.Run("Lock-MlopsEnvironment prd -Purpose held -Session other").ThrowIfFailed();

        _engine.Run($"foreach ($once in 1) {{ {command} | ForEach-Object {{ break }} }}").ThrowIfFailed();

        Assert.Equal("LockTakeover", Assert.Single(_engine.Run("Get-MlopsPromotion prd").ThrowIfFailed()).Properties["Kind"].Value.ToString());
    }

    [Fact]
    public void Takeovers_are_recorded_listed_and_checked()
    {
        Takeover("test", "first");
        Takeover("test", "second");
        _engine.Run("Lock-MlopsEnvironment prd -Purpose third -Session other").ThrowIfFailed();
        _engine.Run("Unlock-MlopsEnvironment prd -Force -Session test").ThrowIfFailed();

        IReadOnlyList<PSObject> entries = _engine.Run("Get-MlopsPromotion prd").ThrowIfFailed();
        Assert.Equal([3, 2, 1], entries.Select(e => (int)e.Properties["Sequence"].Value));
        Assert.All(entries, entry => Assert.Equal("LockTakeover", entry.Properties["Kind"].Value.ToString()));
        Assert.Contains(_user, string.Join(' ', (IEnumerable<string>)entries[0].Properties["Notes"].Value));
        Assert.Equal(3, _engine.Run("Get-MlopsPromotion prd -Last 1").Single("Sequence"));
        string head = (string)entries[0].Properties["Hash"].Value;
        string first = (string)entries[2].Properties["Hash"].Value;

        Assert.Equal("Unanchored", _engine.Run("Test-MlopsPromotionRecord prd").Single("State")!.ToString());
        Assert.Equal("Intact", _engine.Run("Test-MlopsPromotionRecord prd -ExpectedHead $args[0]", head).Single("State")!.ToString());
        Assert.Equal(2, _engine.Run("Test-MlopsPromotionRecord prd -ExpectedHead $args[0]", first).Single("EntriesSince"));
        Assert.True((bool)_engine.Run("Test-MlopsPromotionRecord prd -Quiet").ThrowIfFailed().Single().BaseObject);

        // The end is cut off: only the anchor tells.
        Delete($"mlops/record/prd/00000003-{head[..16]}.json");
        Assert.Equal("Unanchored", _engine.Run("Test-MlopsPromotionRecord prd").Single("State")!.ToString());
        Assert.Equal("Broken", _engine.Run("Test-MlopsPromotionRecord prd -ExpectedHead $args[0]", head).Single("State")!.ToString());
        Assert.False((bool)_engine.Run("Test-MlopsPromotionRecord prd -Quiet -ExpectedHead $args[0]", head).ThrowIfFailed().Single().BaseObject);

        // The begin is cut off: the chain tells, the list warns, and nothing is explained any more.
        Delete($"mlops/record/prd/00000001-{first[..16]}.json");
        RunResult listed = _engine.Run("Get-MlopsPromotion prd");
        Assert.Contains("Test-MlopsPromotionRecord", Assert.Single(listed.Warnings));
        Assert.Equal("RecordBroken", _engine.Run("Test-MlopsEnvironment prd").ErrorId);
    }

    [Fact]
    public void What_no_record_explains_is_reported()
    {
        Assert.True((bool)_engine.Run("Test-MlopsEnvironment prd -Quiet").ThrowIfFailed().Single().BaseObject);
        string file = _folder.Write("by-hand.csv", "a,b\n1,2\n");
        _engine.Run("New-CpdDataAsset -Space $args[0] -Path $args[1] -Session test", _space, file).ThrowIfFailed();

        PSObject finding = Assert.Single(_engine.Run("Test-MlopsEnvironment prd").ThrowIfFailed());
        Assert.Equal(("Unexplained", "by-hand.csv"), (finding.Properties["State"].Value.ToString(), (string)finding.Properties["Name"].Value));
        Assert.False((bool)_engine.Run("Test-MlopsEnvironment prd -Quiet").ThrowIfFailed().Single().BaseObject);
    }

    [Fact]
    public void Views_fit_eighty_columns()
    {
        Takeover("test", "first");
        using Engine narrow = _sandbox.Connect(width: 80);
        narrow.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.Root).ThrowIfFailed();
        foreach (string command in new[] { "Get-MlopsEnvironment", "Get-MlopsPromotion prd", "Test-MlopsPromotionRecord prd", "Lock-MlopsEnvironment prd -Purpose 'a long purpose that goes on for more than one line would' -Force" })
        {
            string text = Regex.Replace(narrow.Show(command), "\u001b\\[[0-9;]*m", "");
            Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
            Assert.Contains("---", text);
        }
    }

    private void Takeover(string session, string purpose)
    {
        _engine.Run("Lock-MlopsEnvironment prd -Purpose held -Session other").ThrowIfFailed();
        _engine.Run("Lock-MlopsEnvironment prd -Purpose $args[0] -Force -Session $args[1]; Unlock-MlopsEnvironment prd -Session $args[1]", purpose, session).ThrowIfFailed();
    }

    private void Delete(string path) =>
        _engine.Run("Invoke-CpdRestMethod -Method Delete -Path \"/v2/asset_files/$($args[0].Replace('/', '%2F'))?space_id=$((Get-CpdSpace -Name $args[1] -Session test).Id)\" -Session test -Confirm:$false", path, _space).ThrowIfFailed();
}
