using System.Globalization;
using System.Text;
using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.Seed;

namespace MlopsCmdlets.Sandbox.Tests.Seed;

public sealed class ChurnFilesTests
{
    [Fact]
    public void Committed_data_is_what_the_generator_gives()
        => Assert.Equal(Encoding.UTF8.GetString(ChurnDataGenerator.Generate()), Encoding.UTF8.GetString(ChurnFiles.Data()));

    /// <summary>Compared by what it predicts, since another processor may round the last digit of a leaf differently.</summary>
    [Fact]
    public void Committed_model_is_the_one_trained_on_the_committed_data()
    {
        var training = ChurnTrainer.Train(ChurnFiles.Data(), "sample");
        var rows = ChurnTable.Read(ChurnFiles.Data(), "sample").Rows;
        var names = ChurnColumn.Inputs.Select(c => c.Name).ToList();
        var committed = PmmlModel.Load(ChurnFiles.Model()).CreateScorer(names);
        var fresh = PmmlModel.Load(training.Pmml).CreateScorer(names);
        foreach (var row in rows) Assert.Equal(fresh.Score(row).Probabilities![0], committed.Score(row).Probabilities![0], 1e-6);
    }

    [Fact]
    public void Data_has_plausible_columns()
    {
        var rows = ChurnTable.Read(ChurnFiles.Data(), "sample");
        double[] Numbers(int column) => [.. rows.Rows.Select(r => double.Parse(r[column], CultureInfo.InvariantCulture))];
        string[] Values(int column) => [.. rows.Rows.Select(r => r[column]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        Assert.Equal(ChurnDataGenerator.Rows, rows.Rows.Count);
        Assert.Equal(rows.Rows.Count, Numbers(0).Distinct().Count()); // ids
        Assert.InRange(rows.Leaves.Count(l => l) / (double)rows.Rows.Count, 0.3, 0.5);
        Assert.All(rows.Rows, r => Assert.Equal(int.Parse(r[8], CultureInfo.InvariantCulture), r[1..4].Sum(v => int.Parse(v, CultureInfo.InvariantCulture)))); // USAGE is the sum
        Assert.Equal(["Auto", "CC", "CH"], Values(5));
        Assert.Equal(["D", "M", "S"], Values(11));
        Assert.InRange(Numbers(15).Min(), 12, 18);
        Assert.InRange(Numbers(15).Max(), 60, 77);
        Assert.InRange(Numbers(13).Average(), 40000, 60000);
    }

    [Fact]
    public void The_generator_depends_on_its_seed_alone()
    {
        Assert.Equal(ChurnDataGenerator.Generate(7, 20), ChurnDataGenerator.Generate(7, 20));
        Assert.NotEqual(ChurnDataGenerator.Generate(7, 20), ChurnDataGenerator.Generate(8, 20));
    }
}
