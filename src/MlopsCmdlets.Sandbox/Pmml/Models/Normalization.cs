namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>The normalizationMethod values of RegressionModel.</summary>
internal static class Normalization
{
    public static readonly string[] Known = ["none", "simplemax", "softmax", "logit", "probit", "cloglog", "exp", "loglog", "cauchit"];

    /// <summary>The inverse link of one figure. Softmax of a single equation is the logistic function.</summary>
    public static double Inverse(string method, double y) => method switch
    {
        "none" => y,
        "logit" or "softmax" => 1 / (1 + Math.Exp(-y)),
        "exp" => Math.Exp(y),
        "probit" => Normal.Cdf(y),
        "cloglog" => 1 - Math.Exp(-Math.Exp(y)),
        "loglog" => Math.Exp(-Math.Exp(-y)),
        "cauchit" => 0.5 + (Math.Atan(y) / Math.PI),
        _ => double.NaN,
    };

    /// <summary>Turns one figure per class into probabilities, in place.</summary>
    public static void ToProbabilities(string method, double[] y, bool ordinal)
    {
        var last = y.Length - 1;
        if (ordinal)
        {
            // Cumulative: the j-th figure is the probability of class j or an earlier one.
            var below = 0.0;
            for (var i = 0; i < last; i++)
            {
                var upTo = Inverse(method, y[i]);
                y[i] = upTo - below;
                below = upTo;
            }

            y[last] = 1 - below;
            return;
        }

        switch (method)
        {
            case "softmax":
                var max = y.Max();
                for (var i = 0; i < y.Length; i++) y[i] = Math.Exp(y[i] - max); // shifted, or large figures overflow
                Divide(y, y.Sum());
                break;
            case "simplemax":
                Divide(y, y.Sum());
                break;
            case "none" or _ when y.Length == 2:
                y[0] = Inverse(method, y[0]);
                y[1] = 1 - y[0];
                break;
            case "none":
                y[last] = 1 - (y.Sum() - y[last]);
                break;
            default:
                // The standard defines these links for two classes; for more, each is one against the rest.
                for (var i = 0; i < y.Length; i++) y[i] = Inverse(method, y[i]);
                Divide(y, y.Sum());
                break;
        }
    }

    private static void Divide(double[] y, double by)
    {
        for (var i = 0; i < y.Length; i++) y[i] /= by;
    }
}
