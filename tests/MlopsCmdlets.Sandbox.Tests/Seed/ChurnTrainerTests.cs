using System.Text;
using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.Seed;

namespace MlopsCmdlets.Sandbox.Tests.Seed;

public sealed class ChurnTrainerTests
{
    private static readonly byte[] Data = ChurnDataGenerator.Generate();

    [Fact]
    public void Learns_the_sample_data_and_the_pmml_scores_as_the_training_library_did()
    {
        var training = ChurnTrainer.Train(Data, "sample");
        Assert.True(training.Accuracy >= 0.95, $"held-out accuracy {training.Accuracy:0.000}");
        Assert.True(training.Auc >= 0.97, $"held-out AUC {training.Auc:0.000}");
        AssertSameScores(Data, training);
    }

    [Fact]
    public void Learns_the_real_data()
    {
        if (SharedData.Find("customer_churn.csv") is not { } file)
        {
            Assert.Skip(SharedData.Absent);
            return;
        }

        var bytes = File.ReadAllBytes(file);
        var training = ChurnTrainer.Train(bytes, file);
        TestContext.Current.SendDiagnosticMessage($"{file}: accuracy {training.Accuracy:0.0000}, AUC {training.Auc:0.0000}");
        Assert.True(training.Accuracy >= 0.95, $"held-out accuracy {training.Accuracy:0.000}");
        AssertSameScores(bytes, training);
    }

    [Fact]
    public void Missing_values_go_where_the_training_library_sends_them()
    {
        // A number that is missing compares false with every threshold, as one beyond all thresholds does.
        var model = PmmlModel.Load(ChurnFiles.Model());
        var row = ChurnTable.Read(ChurnFiles.Data(), "sample").Rows[0].ToArray<object?>();
        var scorer = model.CreateScorer([.. ChurnColumn.Inputs.Select(c => c.Name)]);
        var age = row.Length - 1;
        row[age] = "1000";
        var beyond = scorer.Score(row).Probability;
        row[age] = null;
        Assert.Equal(beyond!.Value, scorer.Score(row).Probability!.Value, 12);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("ID,AGE\n1,2\n", "lacks the columns LONGDISTANCE, INTERNATIONAL")]
    [InlineData("ID LONGDISTANCE\n1 2\n", "single column")]
    public void Unfit_headers_are_explained(string text, string message)
        => Assert.Contains(message, Assert.Throws<ChurnDataException>(() => ChurnTrainer.Train(Encoding.UTF8.GetBytes(text), "x.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Unfit_rows_are_explained()
    {
        Assert.Equal("x.csv, line 3: AGE is 'old', not a number.", Error((lines, i) => i == 2 ? Set(lines[i], 15, "old") : lines[i]));
        Assert.Equal("x.csv, line 2: GENDER is empty.", Error((lines, i) => i == 1 ? Set(lines[i], 10, "") : lines[i]));
        Assert.Contains("line 4: the row has 3 values, but there are 17 columns", Error((lines, i) => i == 3 ? "1,2,3" : lines[i]), StringComparison.Ordinal);
        Assert.Contains("has 1 different value (T)", Error((lines, i) => i == 0 ? lines[i] : Set(lines[i], 16, "T")), StringComparison.Ordinal);
        Assert.Contains("has 3 different values", Error((lines, i) => i == 1 ? Set(lines[i], 16, "maybe") : lines[i]), StringComparison.Ordinal);
        Assert.Contains("has 9 rows", Error((lines, i) => i < 10 ? lines[i] : null), StringComparison.Ordinal);
        Assert.Contains("only 3 rows have CHURN = T", Error((lines, i) => i == 0 ? lines[i] : Set(lines[i], 16, i < 4 ? "T" : "F")), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_beside_others_with_any_separator()
    {
        var lines = Lines(Data);
        var turned = string.Join('\n', lines.Select(l => string.Join(';', l.Split(',').Reverse().Append("extra"))));
        Assert.Equal(ChurnTrainer.Train(Data, "a").Pmml, ChurnTrainer.Train(Encoding.UTF8.GetBytes(turned), "b").Pmml);
    }

    private static void AssertSameScores(byte[] data, ChurnTraining training)
    {
        var model = PmmlModel.Load(training.Pmml);
        Assert.Equal(["T", "F"], model.Classes);
        var table = ChurnTable.Read(data, "data");
        var scorer = model.CreateScorer([.. ChurnColumn.Inputs.Select(c => c.Name)]);
        for (var k = 0; k < training.HeldOutRows.Count; k++)
        {
            var prediction = scorer.Score(table.Rows[training.HeldOutRows[k]]);
            Assert.Equal(training.HeldOutProbabilities[k], prediction.Probabilities![0], 1e-6);
        }
    }

    private static string Error(Func<string[], int, string?> change)
    {
        var lines = Lines(Data);
        var text = string.Join('\n', Enumerable.Range(0, lines.Length).Select(i => change(lines, i)).OfType<string>());
        return Assert.Throws<ChurnDataException>(() => ChurnTrainer.Train(Encoding.UTF8.GetBytes(text), "x.csv")).Message;
    }

    private static string[] Lines(byte[] data) => Encoding.UTF8.GetString(data).TrimEnd('\n').Split('\n');

    private static string Set(string line, int column, string value)
    {
        var cells = line.Split(',');
        cells[column] = value;
        return string.Join(',', cells);
    }
}
