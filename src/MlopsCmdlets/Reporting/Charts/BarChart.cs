using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MlopsCmdlets.Reporting.Charts;

/// <summary>Bars from left to right, the first on top.</summary>
internal static class BarChart
{
    private const double Width = 640, BarHeight = 26, Frame = 96;
    private const int LongestName = 34;

    public static XElement Of(int number, string title, string unit, double maximum, IReadOnlyList<Bar> bars)
    {
        var model = new PlotModel { Title = title, Subtitle = unit, TitleFontSize = 15, SubtitleFontSize = 12, TextColor = ChartColors.Ink, PlotAreaBorderColor = ChartColors.Grid };
        var names = new CategoryAxis { Position = AxisPosition.Left, TextColor = ChartColors.Ink, TicklineColor = ChartColors.Grid, AxislineColor = ChartColors.Grid, GapWidth = 0.4 };
        var series = new BarSeries { LabelFormatString = maximum > 10 ? "{0:0.0}" : "{0:0.000}", LabelPlacement = LabelPlacement.Outside, TextColor = ChartColors.Ink, StrokeThickness = 0 };
        // The axis counts from below.
        foreach (Bar bar in bars.Reverse())
        {
            names.Labels.Add(Shorten(ReportText.Of(bar.Name)));
            series.Items.Add(new BarItem(bar.Value ?? 0) { Color = bar.Tone == BarTone.Accent ? ChartColors.Accent : ChartColors.Quiet });
        }

        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = 0,
            // Room for the figure at the end of the longest bar.
            Maximum = maximum * 1.12,
            MajorStep = maximum / 5,
            MinorTickSize = 0,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = ChartColors.Grid,
            TicklineColor = ChartColors.Grid,
            TextColor = ChartColors.Ink,
        });
        model.Series.Add(series);
        string figures = string.Join("; ", bars.Select(bar => $"{ReportText.Of(bar.Name)}: {ReportText.Number(bar.Value)}"));
        return SvgChart.Draw(model, number, $"{title}. {figures}", Width, Frame + (BarHeight * Math.Max(1, bars.Count)));
    }

    private static string Shorten(string name) => name.Length <= LongestName ? name : name.Substring(0, LongestName - 1) + "…";
}
