using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Measuring;

/// <summary>Measure-MlopsModel against the sandbox, with its churn model and data.</summary>
public sealed class MeasureModelTests : IDisposable
{
    private const string Measure = "Measure-MlopsModel -Deployment $deployment -Path $folder/churn.csv";
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _lines;

    public MeasureModelTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect(width: 80);
        _engine.SetVariable("folder", _folder.Root);
        _engine.Run("""
            Get-CpdAsset -Space churnUATspace -Name customer_churn.csv | Save-CpdAsset -Path $folder/churn.csv | Out-Null
            $deployment = Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name "measured-$([guid]::NewGuid())"
            """).ThrowIfFailed();
        _lines = File.ReadAllLines(_folder["churn.csv"]);
    }

    public void Dispose()
    {
        _engine.Run("$deployment | Remove-CpdDeployment -Force");
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_labelled_file_gives_what_its_scored_rows_say()
    {
        IReadOnlyList<PSObject> rows = _engine.Run("Invoke-CpdScore -Deployment $deployment -Path $folder/churn.csv").ThrowIfFailed();
        PSObject m = Assert.Single(_engine.Run(Measure).ThrowIfFailed());

        int right = rows.Count(r => Text(r, "Prediction") == Text(r, "CHURN"));
        Assert.Equal(_lines.Length - 1, (int)m.Properties["Rows"].Value);
        Assert.Equal(right / (double)rows.Count, Number(m, "Accuracy"), 12);
        double[] positives = [.. rows.Where(r => Text(r, "CHURN") == "T").Select(ProbabilityOfT)];
        double[] negatives = [.. rows.Where(r => Text(r, "CHURN") == "F").Select(ProbabilityOfT)];
        double pairs = positives.Sum(p => negatives.Sum(n => p > n ? 1 : p == n ? 0.5 : 0));
        Assert.Equal(pairs / positives.Length / negatives.Length, Number(m, "AreaUnderRoc"), 9);
        Assert.Equal(rows.Average(r => Math.Pow(ProbabilityOfT(r) - (Text(r, "CHURN") == "T" ? 1 : 0), 2)), Number(m, "Brier"), 9);

        Assert.Equal(("ChurnPrediction", "CHURN", "T"), (Text(m, "Model"), Text(m, "LabelColumn"), Text(m, "PositiveClass")));
        Assert.Equal(_engine.Run("$deployment").Single("Id"), m.Properties["DeploymentId"].Value);
        Assert.Equal(_engine.Run("$deployment").Single("AssetId"), m.Properties["ModelId"].Value);
        Assert.InRange((DateTimeOffset)m.Properties["MeasuredAt"].Value, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
        _engine.SetVariable("m", m);
        Assert.InRange(_engine.Run("$m.RocCurve").ThrowIfFailed().Count, 3, 200);
        Assert.InRange(_engine.Run("$m.PrecisionRecallCurve").ThrowIfFailed().Count, 3, 200);
        Assert.Equal(Number(m, "AreaUnderRoc"), (double)_engine.Run("($m.Metrics | Where-Object Name -eq area_under_roc).Value").ThrowIfFailed().Single().BaseObject);
        Assert.Equal(0, (int)m.Properties["SkippedRows"].Value);
        Assert.Null(m.Properties["Drift"].Value);
        Assert.Null(m.Properties["Fairness"].Value);
    }

    [Fact]
    public void Rows_from_the_pipeline_are_measured_alike()
    {
        PSObject file = Assert.Single(_engine.Run(Measure).ThrowIfFailed());
        PSObject rows = Assert.Single(_engine.Run("Invoke-CpdScore -Deployment $deployment -Path $folder/churn.csv | Measure-MlopsModel -Label CHURN").ThrowIfFailed());

        foreach (string name in new[] { "Accuracy", "Precision", "Recall", "F1", "AreaUnderRoc", "AreaUnderPr", "LogLoss", "Brier", "Matthews", "Gini" })
            Assert.Equal(Number(file, name), Number(rows, name), 12);
        Assert.Null(rows.Properties["Deployment"].Value);
    }

    [Fact]
    public void Fairness_and_drift_are_there_when_asked_for_and_the_view_fits_80_columns()
    {
        RunResult result = _engine.Run($$"""
            $m = {{Measure}} -Baseline $folder/churn.csv -FavorableOutcome F -MonitoredGroup @{ Feature = 'gender'; Monitored = 'F'; Reference = 'M' }, @{ Feature = 'AGE'; Monitored = '18-35'; Reference = '36-100' }
            $m
            """);
        PSObject m = Assert.Single(result.ThrowIfFailed());

        foreach (string name in new[] { "FeatureDrift", "PredictionDrift", "DataDrift" })
            Assert.Equal(0, Number(m, name), 9);
        string[] names = [.. _engine.Run("$m.Metrics | ForEach-Object Name").ThrowIfFailed().Select(o => o.ToString())];
        Assert.Contains("fairness_value:GENDER", names);
        Assert.Contains("statistical_parity_difference:AGE", names);
        Assert.Contains("feature_drift_score:ESTINCOME", names);
        Assert.DoesNotContain("feature_drift_score:ID:", names);
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());

        foreach (string command in new[] { "$m", "$m.Metrics" })
        {
            string shown = Regex.Replace(_engine.Show(command), "\u001b\\[[0-9;]*m", "");
            Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
            Assert.Matches(command == "$m" ? "GENDER: F to M *: impact" : "fairness_value:GENDER", shown);
        }
    }

    [Fact]
    public void A_baseline_is_saved_compared_with_and_never_overwritten_unasked()
    {
        _engine.Run($"$first = {Measure} -SaveBaseline $folder/b.json").ThrowIfFailed();
        // Everybody twenty years older.
        int age = Array.IndexOf(_lines[0].Split(','), "AGE");
        _folder.Write("older.csv", string.Join('\n', _lines.Take(1).Concat(_lines.Skip(1).Select(l => Change(l, age, v => (double.Parse(v, CultureInfo.InvariantCulture) + 20).ToString("R", CultureInfo.InvariantCulture))))));
        const string drift = "Measure-MlopsModel -Deployment $deployment -Path $folder/older.csv -Baseline ";

        PSObject[] all = [.. new[] { "$folder/b.json", "$folder/churn.csv", "$first", "$first.Baseline" }.Select(b => Assert.Single(_engine.Run(drift + b).ThrowIfFailed()))];

        Assert.All(all, m => Assert.Equal(Number(all[0], "FeatureDrift"), Number(m, "FeatureDrift"), 12));
        _engine.SetVariable("m", all[0]);
        double of(string name) => (double)_engine.Run("($m.Metrics | Where-Object Name -eq $args[0]).Value", name).ThrowIfFailed().Single().BaseObject;
        Assert.InRange(of("feature_drift_score:AGE"), 0.2, 1);
        Assert.Equal(0, of("feature_drift_score:ESTINCOME"), 9);
        Assert.InRange(of("data_drift_magnitude"), 0.01, 1);
        Assert.Equal("FileExists", _engine.Run($"{Measure} -SaveBaseline $folder/b.json").ErrorId);
        _engine.Run($"{Measure} -SaveBaseline $folder/b.json -Force").ThrowIfFailed();
        Assert.Equal(["b.json", "churn.csv", "older.csv"], _folder.Names);
    }

    [Fact]
    public void A_wrong_label_column_is_refused_before_anything_is_sent()
    {
        RunResult result = _engine.Run($"{Measure} -LabelColumn CHURNED");

        Assert.Equal("MeasuringColumn", result.ErrorId);
        Assert.Contains("'CHURNED' is not a column of the rows, which have: ID", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("MeasuringColumn", _engine.Run("@{ Prediction = 'T' } | Measure-MlopsModel -LabelColumn X").ErrorId);
        Assert.Equal("MeasuringColumn", _engine.Run("@{ Score = 'T' } | Measure-MlopsModel").ErrorId);
        Assert.Equal("MeasuringColumn", _engine.Run("@{ Prediction = 'T' } | Measure-MlopsModel -ProbabilityColumn P").ErrorId);
    }

    [Fact]
    public void New_data_without_labels_have_drift_and_fairness()
    {
        int label = Array.IndexOf(_lines[0].Split(','), "CHURN");
        _folder.Write("new.csv", string.Join('\n', _lines.Select(l => string.Join(',', l.Split(',').Where((_, i) => i != label)))));
        const string measure = "Measure-MlopsModel -Deployment $deployment -Path $folder/new.csv";

        RunResult result = _engine.Run($"{measure} -Baseline $folder/churn.csv -FavorableOutcome F -MonitoredGroup @{{ Feature = 'GENDER'; Monitored = 'F' }}");

        PSObject m = Assert.Single(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal(0, Number(m, "FeatureDrift"), 9);
        Assert.Equal(0, Number(m, "PredictionDrift"), 9);
        Assert.NotNull(m.Properties["FairnessValue"].Value);
        Assert.Null(m.Properties["Quality"].Value);
        Assert.Null(m.Properties["LabelColumn"].Value);
        Assert.Contains(result.Warnings, w => w.Contains("no column 'CHURN'", StringComparison.Ordinal));
        // With nothing else to measure, and where the label was named, the column has to be there.
        Assert.Equal("MeasuringColumn", _engine.Run(measure).ErrorId);
        Assert.Equal("MeasuringColumn", _engine.Run($"{measure} -Baseline $folder/churn.csv -LabelColumn CHURN").ErrorId);
    }

    [Fact]
    public void A_label_of_another_meaning_is_doubted()
    {
        RunResult result = _engine.Run($"{Measure} -LabelColumn STATUS");

        Assert.Contains(result.Warnings, w => w.Contains("Is 'STATUS' the right column?", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_labels_do_not_count_and_are_told()
    {
        int label = Array.IndexOf(_lines[0].Split(','), "CHURN");
        _folder.Write("gaps.csv", string.Join('\n', _lines.Take(1).Concat(_lines.Skip(1).Select((l, i) => i < 7 ? Change(l, label, _ => "") : l))));
        _folder.Write("rest.csv", string.Join('\n', _lines.Take(1).Concat(_lines.Skip(8))));

        RunResult gaps = _engine.Run("Measure-MlopsModel $deployment -Path $folder/gaps.csv");
        PSObject rest = Assert.Single(_engine.Run("Measure-MlopsModel $deployment -Path $folder/rest.csv").ThrowIfFailed());

        Assert.Contains("7 rows have no label and do not count.", gaps.Warnings);
        Assert.Equal(Number(rest, "Accuracy"), (double)gaps.Single("Accuracy")!, 12);
        Assert.Equal(_lines.Length - 1, gaps.Single("Rows"));
    }

    [Fact]
    public void One_class_only_has_no_area_and_says_so()
    {
        int label = Array.IndexOf(_lines[0].Split(','), "CHURN");
        _folder.Write("t.csv", string.Join('\n', _lines.Take(1).Concat(_lines.Skip(1).Where(l => l.Split(',')[label] == "T"))));

        PSObject m = Assert.Single(_engine.Run("$m = Measure-MlopsModel $deployment -Path $folder/t.csv; $m").ThrowIfFailed());

        Assert.Null(m.Properties["AreaUnderRoc"].Value);
        Assert.Equal("All labels are of one class.", _engine.Run("($m.Metrics | Where-Object Name -eq area_under_roc).Warning").ThrowIfFailed().Single().ToString());
        Assert.InRange(Number(m, "Recall"), 0.5, 1);
    }

    [Fact]
    public void A_row_that_cannot_be_sent_is_left_out_with_its_reason()
    {
        int age = Array.IndexOf(_lines[0].Split(','), "AGE");
        _folder.Write("bad.csv", string.Join('\n', _lines.Take(30).Select((l, i) => i is 3 or 9 ? Change(l, age, _ => "old") : l)));

        RunResult result = _engine.Run("Measure-MlopsModel $deployment -Path $folder/bad.csv");

        Assert.Equal((27, 2), (result.Single("Rows"), result.Single("SkippedRows")));
        Assert.Contains(result.Warnings, w => w.Contains("2 rows, first 3: the column 'AGE'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_that_answers_no_classes_is_an_error()
    {
        _folder.Write("f.py", "def score(): pass");
        // Not in the space of the example, whose assets others count.
        _engine.SetVariable("space", SandboxFixture.NewSpace(_engine));
        _engine.Run("""
            $f = New-CpdFunction -Space $space -Name f -Path $folder/f.py -SoftwareSpecification runtime-23.1-py3.10
            $fd = $f | New-CpdDeployment -Online -Name f
            """).ThrowIfFailed();

        RunResult result = _engine.Run("Measure-MlopsModel $fd -Path $folder/churn.csv -LabelColumn CHURN");

        Assert.Equal("NothingMeasured", result.ErrorId);
        Assert.Contains("no class but a list", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_arguments_are_errors_with_their_reason()
    {
        _folder.Write("no.json", "{}");
        foreach ((string script, string id) in new[]
        {
            (Measure + " -Baseline $folder/no.json", "BaselineInvalid"),
            (Measure + " -Baseline $folder/none.json", "FileNotFound"),
            (Measure + " -MonitoredGroup @{ Feature = 'GENDER'; Monitored = 'F' }", "InvalidArgument"),
            (Measure + " -MonitoredGroup @{ Feature = 'NOPE'; Monitored = 'F' } -FavorableOutcome F", "MeasuringColumn"),
            (Measure + " -MonitoredGroup @{ Monitored = 'F' } -FavorableOutcome F", "ParameterArgumentTransformationError"),
            ("@(@{ Prediction = 'a'; L = 'a'; Probability = 0.1, 0.2, 0.7 }) | Measure-MlopsModel -Label L -Class a, b", "InvalidArgument"),
            ("@() | Measure-MlopsModel -Label L", "NothingMeasured"),
            ("'text' | Measure-MlopsModel", "NothingMeasured"),
        })
        {
            RunResult result = _engine.Run(script);
            Assert.True(result.Errors.Count == 1 && result.ErrorId == id, $"{script}: {string.Join("; ", result.Errors.Select(e => $"{e.FullyQualifiedErrorId} {e}"))}");
        }
    }

    [Fact]
    public void The_order_of_classes_is_found_out_or_given_and_weights_count()
    {
        const string rows = "@(@{ Prediction = 'b'; L = 'b'; W = 2; Probability = 0.2, 0.8 }, @{ Prediction = 'a'; L = 'b'; W = 1; Probability = 0.6, 0.4 }, @{ Prediction = 'a'; L = 'a'; W = 1; Probability = 0.9, 0.1 }, @{ Prediction = 'a'; L = 'a'; W = -1; Probability = 0.9, 0.1 })";

        RunResult found = _engine.Run(rows + " | Measure-MlopsModel -Label L -Weight W");
        RunResult turned = _engine.Run(rows + " | Measure-MlopsModel -Label L -Weight W -Class b, a");

        Assert.Equal(0.75, (double)found.Single("Accuracy")!, 12);
        Assert.Equal(((2 * 0.04) + 0.36 + 0.01) / 4, (double)found.Single("Brier")!, 12);
        Assert.Equal((3, 1), (found.Single("Rows"), found.Single("SkippedRows")));
        Assert.Contains(found.Warnings, w => w.Contains("the weight 'W' is not a number of 0 or more", StringComparison.Ordinal));
        Assert.Contains(turned.Warnings, w => w.Contains("Check the order of -Class", StringComparison.Ordinal));
    }

    private static string Change(string line, int column, Func<string, string> change)
    {
        string[] values = line.Split(',');
        values[column] = change(values[column]);
        return string.Join(',', values);
    }

    private static string Text(PSObject item, string name) => item.Properties[name].Value.ToString()!;

    private static double Number(PSObject item, string name) => (double)item.Properties[name].Value;

    /// <summary>The probability in the scored row is a list by class (F, T), or the one of the predicted class.</summary>
    private static double ProbabilityOfT(PSObject row) => row.Properties["Probability"].Value switch
    {
        double[] both => both[1],
        object[] both => (double)both[1],
        double one => Text(row, "Prediction") == "T" ? one : 1 - one,
        var other => throw new InvalidOperationException($"{other}"),
    };
}
