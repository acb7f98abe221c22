using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Conventions;

/// <summary>What a person sees.</summary>
public sealed class ViewTests(SandboxFixture sandbox)
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Tables_fit_the_window_and_ids_are_whole(int width)
    {
        using Engine engine = sandbox.Connect(width);
        foreach ((string command, string headers) in new[]
        {
            ("Get-CpdSpace -Name churn*", "Name Stage State Id"),
            ("Get-CpdProject -Name churn-dev", "Name Storage Creator Id"),
            ("Get-CpdAsset -Space churnUATspace", "Name Type Size Id"),
            ("Get-CpdModel -Space churnUATspace", "Name Type Id"),
            ("Get-CpdConnection -Space churnUATspace", "Name Datasource Id"),
            ("Get-CpdHardwareSpecification -Name S, M", "Name CPU Memory Id"),
        })
        {
            string[] lines = engine.Show(command).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

            Assert.Equal(headers, Regex.Replace(Plain(lines[0]), " +", " "));
            Assert.All(lines, line => Assert.True(Plain(line).Length <= width, line));
            Assert.All(lines.Skip(2), line => Assert.Matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", Plain(line)));
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Whatever_one_looks_at_on_a_working_day_fits_the_window(int width)
    {
        using Engine engine = sandbox.Connect(width);
        string space = SandboxFixture.NewSpace(engine);
        engine.SetVariable("space", space);
        engine.Run("$copies = Copy-CpdAsset -Space churnUATspace -DestinationSpace $space -All; $deployment = Get-CpdModel -Space $space | New-CpdDeployment -Online -Name a-deployment-with-quite-a-long-name; Get-CpdModel -Space $space | New-CpdModelRevision | Out-Null").ThrowIfFailed();
        foreach (string command in new[]
        {
            "Get-CpdSession", "Test-CpdSession -Space $space", "$sandbox", "Get-CpdSpace", "Get-CpdSpace -Name $space", "Get-CpdProject", "Get-CpdMember -Space churnUATspace", "Get-CpdMember -Project churn-dev",
            "$copies", "Copy-CpdAsset -Space churnUATspace -DestinationSpace $space -All", "Compare-CpdSpace -Space churnUATspace -DestinationSpace $space", "Get-CpdAsset -Space $space", "Get-CpdScript -Space $space",
            "Get-CpdModel -Space $space", "Get-CpdModelRevision ChurnPrediction -Space $space", "Get-CpdSoftwareSpecification", "Get-CpdHardwareSpecification", "$deployment", "Get-CpdDeployment -Space $space",
            "Invoke-CpdScore -Deployment $deployment -Path $file", "Invoke-CpdRestMethod -Path /icp4d-api/v1/me",
        })
        {
            engine.SetVariable("file", Path.Combine(Built.RepositoryRoot, "module", "examples", "churn_score.json"));
            string[] lines = engine.Show(command).Split('\n', StringSplitOptions.RemoveEmptyEntries);

            Assert.True(lines.Length > 0, $"{command} shows nothing");
            Assert.All(lines, line => Assert.True(Plain(line).TrimEnd().Length <= width, $"{command}: {line}"));
        }
    }

    [Fact]
    public void A_hostile_name_is_harmless_in_the_table_and_kept_in_the_object()
    {
        using Engine engine = sandbox.Connect();
        string hostile = "x\u001b]0;owned\u0007 ##vso[task.complete]" + Guid.NewGuid().ToString("N");
        engine.Run("New-CpdSpace -Name $args[0]", hostile).ThrowIfFailed();

        string shown = engine.Show("Get-CpdSpace | Where-Object Name -like 'x*vso*'");

        Assert.DoesNotContain("\u001b]0", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", shown, StringComparison.Ordinal);
        Assert.Contains(engine.Run("Get-CpdSpace").ThrowIfFailed(), space => (string)space.Properties["Name"].Value == hostile);
    }

    [Fact]
    public void Names_are_completed_and_quoted_and_a_session_that_is_missing_is_no_error()
    {
        using Engine engine = sandbox.Connect();
        AssertCompletes(engine, "Get-CpdModel -Space chu", "churnUATspace", "churn_prod_space");
        Assert.DoesNotContain("customer_churn.csv", AssertCompletes(engine, "Get-CpdModel -Space churnUATspace -Name ", "ChurnPrediction"));
        Assert.DoesNotContain("ChurnPrediction", AssertCompletes(engine, "Get-CpdScript -Space churnUATspace -Name ", "refresh_churn_data.py"));
        AssertCompletes(engine, "Get-CpdAsset -Space churnUATspace -Name ", "ChurnPrediction", "customer_churn.csv");
        AssertCompletes(engine, "Remove-CpdMember -Space churnUATspace -Name le", "lead");
        string space = SandboxFixture.NewSpace(engine);
        engine.Run("New-CpdDataAsset -Space $args[0] -Name 'churn [v2]' -Path $args[1]", space, Built.Manifest).ThrowIfFailed();
        string line = $"Get-CpdAsset -Space {space} -Name ";
        Assert.Equal("churn [v2]", engine.Run(line + Assert.Single(AssertCompletes(engine, line + "chu", "'churn `[v2`]'"))).Single("Name"));
        AssertCompletes(engine, line + "'churn `[", "'churn `[v2`]'");
        AssertCompletes(engine, $"Remove-CpdAsset -Space {space} -InputObject chu", "'churn [v2]'");
        AssertCompletes(engine, "New-CpdDeployment -HardwareSpecification X", "XL", "XS", "XS-Spark", "XXS");
        using var alone = new Engine();
        Complete(alone, "Get-CpdModel -Space chu");
    }

    /// <summary>What does not come within half a second is not offered: on a busy machine one asks again, as a user does.</summary>
    private static string[] AssertCompletes(Engine engine, string line, params string[] expected)
    {
        string[] offered = [];
        for (int attempt = 0; attempt < 40 && expected.Except(offered, StringComparer.Ordinal).Any(); attempt++)
            offered = Complete(engine, line);
        Assert.Empty(expected.Except(offered, StringComparer.Ordinal));
        return offered;
    }

    private static string[] Complete(Engine engine, string line) =>
        [.. engine.Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches | ForEach-Object CompletionText", line).ThrowIfFailed().Select(o => o.ToString()).Order(StringComparer.Ordinal)];

    private static string Plain(string text) => Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
