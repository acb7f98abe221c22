using MlopsCmdlets.EngineTests.Promoting;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Reporting;

/// <summary>Export-MlopsReport over what the other cmdlets emit.</summary>
public sealed class ReportTests(TwoClusters clusters) : IClassFixture<TwoClusters>
{
    private const string All = """
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ CHURN = ('F', 'T')[$_ % 2]; Gender = ('F', 'M')[$_ % 4 -gt 1]; Prediction = ('F', 'T')[($_ % 2) -bxor ($_ -gt 34)]; Probability = [double[]]((0.8, 0.2), (0.2, 0.8))[$_ % 2] } }
        $measured = $rows | Measure-MlopsModel -LabelColumn CHURN -PositiveClass T -MonitoredGroup @{ Feature = 'Gender'; Monitored = 'F'; Reference = 'M' } -FavorableOutcome F
        $result = Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv -Confirm:$false
        $everything = @($plan; $result; $result.Gates; $measured; Get-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json)
        """;

    [Fact]
    public void Everything_about_a_promotion_is_one_file_that_loads_nothing()
    {
        using TwoClusters.Scene scene = Promoted();

        scene.Run("$everything | Export-MlopsReport -Path $folder/report.html -Title 'Review <script>alert(1)</script>'").ThrowIfFailed();

        string html = File.ReadAllText(scene.Folder["report.html"]);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.OrdinalIgnoreCase);
        foreach (string part in new[] { "ChurnPrediction", "predecessor", "accuracy", "<svg", "Gender" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        foreach (string loads in new[] { "<script", "<link", "<img", "<iframe", "@import", " src=" })
            Assert.DoesNotContain(loads, html, StringComparison.OrdinalIgnoreCase);
        // Charts refer to parts of themselves only.
        Assert.DoesNotMatch("url\\((?!['\"]?#)", html);
        Assert.Contains("Review &lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_exists_is_replaced_only_by_force_and_a_missing_folder_is_an_error()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Folder.Write("report.html", "mine");
        scene.Engine.SetVariable("plan", scene.Plan());

        Assert.Equal("FileExists", scene.Run("$plan | Export-MlopsReport -Path $folder/report.html").ErrorId);
        Assert.Equal("mine", File.ReadAllText(scene.Folder["report.html"]));
        Assert.NotNull(scene.Run("$plan | Export-MlopsReport -Path $folder/none/report.html").ErrorId);
        Assert.Equal("InvalidArgument", scene.Run("$plan | Export-MlopsReport").ErrorId);
        scene.Run("$plan | Export-MlopsReport -Path $folder/report.html -Force").ThrowIfFailed();
        Assert.Contains("ChurnPrediction", File.ReadAllText(scene.Folder["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_without_promotions_is_passed_over_and_nothing_at_all_is_told()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Engine.SetVariable("plan", scene.Plan());

        RunResult first = scene.Run("$ErrorActionPreference = 'Stop'; $plan, (Get-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json) | Export-MlopsReport -Path $folder/review.html");
        RunResult none = scene.Run("Get-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json | Export-MlopsReport -Path $folder/none.html");
        RunResult empty = scene.Run("Export-MlopsReport -AsMarkdown -InputObject @(Get-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json)");

        first.ThrowIfFailed();
        Assert.True(File.Exists(scene.Folder["review.html"]));
        Assert.Contains("nothing to report", Assert.Single(none.Warnings), StringComparison.Ordinal);
        Assert.Contains("none.html", none.Warnings[0], StringComparison.Ordinal);
        Assert.False(File.Exists(scene.Folder["none.html"]));
        Assert.Empty(none.ThrowIfFailed());
        Assert.Contains("nothing to report", Assert.Single(empty.Warnings), StringComparison.Ordinal);
        Assert.Empty(empty.ThrowIfFailed());
    }

    [Fact]
    public void Markdown_is_text_for_a_pull_request()
    {
        using TwoClusters.Scene scene = Promoted();

        string text = Assert.Single(scene.Run("$everything | Export-MlopsReport -AsMarkdown -Title 'a | b'").ThrowIfFailed()).ToString();

        Assert.StartsWith("## a \\| b", text, StringComparison.Ordinal);
        Assert.Contains("ChurnPrediction", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", text, StringComparison.Ordinal);
    }

    private TwoClusters.Scene Promoted()
    {
        TwoClusters.Scene scene = clusters.Open();
        scene.Engine.SetVariable("plan", scene.Plan());
        scene.Run(All).ThrowIfFailed();
        return scene;
    }
}
