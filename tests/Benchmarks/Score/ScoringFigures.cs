namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>What all ways of scoring share in one run.</summary>
internal static class ScoringFigures
{
    public const int BatchSize = 1000;
    public const int Concurrency = 4;
    public const string PredictionPath = "ml/v4/deployments/d1/predictions";

    /// <summary>The columns of the churn data set, as its model asks for them.</summary>
    public static readonly (string Name, string Type)[] Columns =
    [
        ("ID", "int"), ("LONGDISTANCE", "int"), ("INTERNATIONAL", "int"), ("LOCAL", "int"), ("DROPPED", "int"), ("PAYMETHOD", "string"),
        ("LOCALBILLTYPE", "string"), ("LONGDISTANCEBILLTYPE", "string"), ("USAGE", "int"), ("RATEPLAN", "int"), ("GENDER", "string"),
        ("STATUS", "string"), ("CHILDREN", "int"), ("ESTINCOME", "double"), ("CAROWNER", "string"), ("AGE", "double"),
    ];

    /// <summary>Writes a file of so many made-up customers.</summary>
    public static void WriteCsv(string path, int rows)
    {
        var random = new Random(7);
        using var text = new StreamWriter(path);
        text.WriteLine(string.Join(",", Columns.Select(c => c.Name)) + ",CHURN");
        string[] methods = ["CC", "CH", "Auto"];
        string[] bills = ["Budget", "FreeLocal"];
        string[] distances = ["Standard", "Intnl_discount"];
        for (int i = 1; i <= rows; i++)
        {
            text.WriteLine(FormattableString.Invariant(
                $"{i},{random.Next(30)},{random.Next(10)},{random.Next(300)},{random.Next(3)},{methods[i % 3]},{bills[i % 2]},{distances[i % 2]},{random.Next(400)},{1 + (i % 4)},{(i % 2 == 0 ? "F" : "M")},{(i % 3 == 0 ? "S" : "M")},{i % 3},{random.Next(2_000_000) / 20.0},{(i % 2 == 0 ? "Y" : "N")},{18 + (random.NextDouble() * 60):F6},{(i % 2 == 0 ? "T" : "F")}"));
        }
    }
}
