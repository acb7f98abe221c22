namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Cumulative probability, exact to about 1e-15: a power series near zero, a continued fraction in the tails.</summary>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        var z = Math.Abs(x);
        if (z > 38) return x > 0 ? 1 : 0;
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        double upper;
        if (z < 3)
        {
            double term = z, sum = z;
            for (var k = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum) && k < 200; k++)
            {
                term *= z * z / ((2 * k) + 1);
                sum += term;
            }

            upper = 0.5 - (density * sum);
        }
        else
        {
            double fraction = z;
            for (var k = 100; k >= 1; k--) fraction = z + (k / fraction);
            upper = density / fraction;
        }

        return x > 0 ? 1 - upper : upper;
    }
}
