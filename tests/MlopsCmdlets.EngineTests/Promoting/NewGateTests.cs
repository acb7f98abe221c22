using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Promoting;

/// <summary>New-MlopsGate says at once what would fail later.</summary>
public sealed class NewGateTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("acuracy")]
    [InlineData("auc")]
    [InlineData("fairness_valu:GENDER")]
    [InlineData("acuracy -Measurement @{ accuracy = 0.9; ModelId = 'a' }")]
    public void A_metric_that_nobody_measures_is_refused_with_those_that_there_are(string metric)
    {
        RunResult refused = _engine.Run($"New-MlopsGate -Metric {metric} -Minimum 0.5");

        Assert.Equal("InvalidArgument", refused.ErrorId);
        Assert.Empty(refused.Output);
        Assert.Contains($"'{metric.Split(' ')[0]}'", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("accuracy, ", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("area_under_roc", refused.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("Area-Under-ROC")]
    [InlineData("fairness_value:GENDER")]
    [InlineData("feature_drift_score")]
    [InlineData("revenue -Measurement @{ Revenue = 12; ModelId = 'a' }")]
    public void One_that_is_measured_is_taken_and_so_is_one_of_your_own(string metric) =>
        Assert.Equal("metric", _engine.Run($"New-MlopsGate -Metric {metric} -Minimum 0.5").Single("Kind"));

    [Fact]
    public void An_isolated_script_with_values_of_the_caller_is_refused_with_the_way_to_give_them()
    {
        RunResult refused = _engine.Run("New-MlopsGate -Name x -Isolated -ScriptBlock { if ($using:ticket) { $true } }");

        Assert.Equal("InvalidArgument", refused.ErrorId);
        Assert.Contains("-ArgumentList", refused.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_metrics_are_completed()
    {
        string[] offered = [.. _engine.Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches | ForEach-Object CompletionText", "New-MlopsGate -Metric area").ThrowIfFailed().Select(o => o.ToString()!)];

        Assert.Equal(["area_under_pr", "area_under_roc"], offered);
    }
}
