using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MlopsCmdlets.Metrics.Charts;

/// <summary>Bars from left to right, the first on top.</summary>
public static class BarChart
{
    private const double Width = 420, BarHeight = 26, Frame = 64;
    private const int LongestName = 28;

    /// <summary>Draws bars.</summary>
    /// <param name="number">Its number on the page: ids inside it begin with it.</param>
    /// <param name="title">What it is.</param>
    /// <param name="unit">What the length means, in its caption.</param>
    /// <param name="maximum">The longest that a bar can be.</param>
    /// <param name="bars">The bars; names must be safe to show.</param>
    /// <returns>A <c>figure</c> with its caption; its colours are the style sheet's variables <c>--ink</c>, <c>--line</c>, <c>--accent</c> and <c>--quiet</c>.</returns>
    public static XElement Of(int number, string title, string unit, double maximum, IReadOnlyList<Bar> bars)
    {
        // The library measures a name shorter than a browser draws it.
        double left = 8 + (1.8 * bars.Select(bar => Shorten(bar.Name).Length).DefaultIfEmpty().Max());
        var model = new PlotModel { Culture = CultureInfo.InvariantCulture, DefaultFont = "Arial", Padding = new OxyThickness(left, 8, 28, 12), TextColor = ChartColors.Ink, PlotAreaBorderColor = ChartColors.Grid };
        var names = new CategoryAxis { Position = AxisPosition.Left, TextColor = ChartColors.Ink, TicklineColor = ChartColors.Grid, AxislineColor = ChartColors.Grid, GapWidth = 0.4 };
        var series = new BarSeries { LabelFormatString = maximum > 10 ? "{0:0.0}" : "{0:0.000}", LabelPlacement = LabelPlacement.Outside, LabelMargin = 8, TextColor = ChartColors.Ink, StrokeThickness = 0 };
        // The axis counts from below.
        foreach (Bar bar in bars.Reverse())
        {
            names.Labels.Add(Shorten(bar.Name));
            series.Items.Add(new BarItem(bar.Value ?? double.NaN) { Color = bar.Tone == BarTone.Accent ? ChartColors.Accent : ChartColors.Quiet });
        }

        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = 0,
            // Room for the figure at the end of the longest bar.
            Maximum = maximum * 1.18,
            MajorStep = maximum / 5,
            MinorTickSize = 0,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = ChartColors.Grid,
            TicklineColor = ChartColors.Grid,
            TextColor = ChartColors.Ink,
        });
        model.Series.Add(series);
        string figures = string.Join("; ", bars.Select(bar => $"{bar.Name}: {(bar.Value is { } value ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "none")}"));
        return SvgChart.Draw(model, number, title, unit, $"{title}. {figures}", Width, Frame + (BarHeight * Math.Max(1, bars.Count)));
    }

    private static string Shorten(string name)
    {
        if (name.Length <= LongestName)
            return name;
        // Half of a pair is no character, and cannot be drawn.
        int length = LongestName - (char.IsHighSurrogate(name[LongestName - 2]) ? 2 : 1);
        return name.Substring(0, length) + "…";
    }
}
