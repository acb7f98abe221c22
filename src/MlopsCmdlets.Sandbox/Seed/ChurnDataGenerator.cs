using System.Globalization;
using System.Text;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>
/// Makes the sandbox's sample data: customers of a telephone company, with the columns that churn tutorials use. Every value is invented:
/// each column is drawn by itself from a distribution that gives plausible ranges, and the label follows from the rules in <see cref="Leaves"/>,
/// turned round for one row in a hundred. Same seed, same bytes, on every machine: only sums and products are used, no library functions.
/// </summary>
internal static class ChurnDataGenerator
{
    public const ulong Seed = 20220614;

    public const int Rows = 1400;

    private const double Noise = 0.01;

    /// <summary>Where the quantiles of the number columns lie.</summary>
    private static readonly double[] Levels = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    public static byte[] Generate(ulong seed = Seed, int rows = Rows)
    {
        var random = new SplitMix64(seed);
        var text = new StringBuilder();
        text.AppendJoin(',', ChurnColumn.Inputs.Select(c => c.Name)).Append(',').Append(ChurnColumn.Label).Append('\n');
        var id = 0;
        for (var i = 0; i < rows; i++)
        {
            id += 1 + random.Next(4);
            Append(text, id, random);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, int id, SplitMix64 random)
    {
        var longDistance = (int)Quantile(random, 0, 0.5, 8, 16, 23, 29.5, 55);
        var international = random.NextDouble() < 0.82 ? 0 : 1 + random.Next(9);
        var local = (int)Quantile(random, 0, 5, 16, 42, 90, 170, 330);
        var dropped = random.NextDouble() < 0.92 ? 0 : 1 + random.Next(4);
        var payment = Pick(random, ("CC", 0.59), ("Auto", 0.22), ("CH", 0.19));
        var localBill = Pick(random, ("Budget", 0.55), ("FreeLocal", 0.45));
        var distanceBill = Pick(random, ("Standard", 0.7), ("Intnl_discount", 0.3));
        var plan = 1 + random.Next(4);
        var gender = Pick(random, ("F", 0.64), ("M", 0.36));
        var status = Pick(random, ("M", 0.56), ("S", 0.41), ("D", 0.03));
        var children = int.Parse(Pick(random, ("2", 0.42), ("0", 0.3), ("1", 0.28)), CultureInfo.InvariantCulture);
        var income = Hundredths(Quantile(random, 100, 3500, 22000, 54000, 78000, 95000, 120000));
        var car = Pick(random, ("N", 0.65), ("Y", 0.35));
        var age = (int)(Quantile(random, 12.5, 16.5, 31, 45, 54, 63, 77) * 12) / 12m;

        var churn = Leaves(longDistance, local, gender, status, children, income, age, plan);
        if (random.NextDouble() < Noise) churn = !churn;
        text.Append(CultureInfo.InvariantCulture, $"{id},{longDistance},{international},{local},{dropped},{payment},{localBill},{distanceBill},")
            .Append(CultureInfo.InvariantCulture, $"{longDistance + international + local},{plan},{gender},{status},{children},{income:0.0#},{car},{age:0.0#####},")
            .Append(churn ? "T\n" : "F\n");
    }

    /// <summary>Who leaves: heavy long-distance callers, singles with little income, the young with few children, and men who talk much on a dear plan.</summary>
    private static bool Leaves(int longDistance, int local, string gender, string status, int children, decimal income, decimal age, int plan)
        => longDistance >= 30
            || (status == "S" && income < 50000)
            || (age < 26 && children < 2)
            || (gender == "M" && local > 60 && plan >= 3);

    /// <summary>A number whose distribution passes through the given quantiles, with straight lines between them.</summary>
    private static double Quantile(SplitMix64 random, params ReadOnlySpan<double> values)
    {
        var u = random.NextDouble();
        var i = 1;
        while (u > Levels[i]) i++;
        return values[i - 1] + ((u - Levels[i - 1]) / (Levels[i] - Levels[i - 1]) * (values[i] - values[i - 1]));
    }

    private static string Pick(SplitMix64 random, params ReadOnlySpan<(string Value, double Share)> choices)
    {
        var u = random.NextDouble();
        foreach (var (value, share) in choices)
        {
            if (u < share) return value;
            u -= share;
        }

        return choices[^1].Value;
    }

    private static decimal Hundredths(double value) => (long)(value * 100) / 100m;
}
