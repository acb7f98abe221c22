using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MlopsCmdlets.Metrics.Charts;

/// <summary>A curve of two rates.</summary>
public static class CurveChart
{
    private const double Width = 420, Height = 360;

    /// <summary>Draws a curve in the unit square.</summary>
    /// <param name="number">Its number on the page: ids inside it begin with it.</param>
    /// <param name="title">What it is.</param>
    /// <param name="x">Name of the rate from left to right.</param>
    /// <param name="y">Name of the rate from below.</param>
    /// <param name="points">The points, both rates 0 to 1.</param>
    /// <param name="diagonal">Draws the line of a model that guesses.</param>
    /// <param name="remark">The figure that matters, in its caption.</param>
    /// <returns>A <c>figure</c> with its caption; its colours are the style sheet's variables <c>--ink</c>, <c>--line</c>, <c>--accent</c> and <c>--quiet</c>.</returns>
    public static XElement Of(int number, string title, string x, string y, IReadOnlyList<(double X, double Y)> points, bool diagonal, string remark)
    {
        var model = new PlotModel { Culture = CultureInfo.InvariantCulture, DefaultFont = "Arial", Padding = new OxyThickness(12, 8, 28, 12), TextColor = ChartColors.Ink, PlotAreaBorderColor = ChartColors.Grid };
        model.Axes.Add(Axis(AxisPosition.Bottom, x));
        model.Axes.Add(Axis(AxisPosition.Left, y));
        if (diagonal)
            model.Annotations.Add(new LineAnnotation { Slope = 1, Intercept = 0, Color = ChartColors.Quiet, LineStyle = LineStyle.Dash });
        var series = new LineSeries { Color = ChartColors.Accent, StrokeThickness = 2 };
        series.Points.AddRange(points.Select(point => new DataPoint(point.X, point.Y)));
        model.Series.Add(series);
        return SvgChart.Draw(model, number, title, remark, $"{title}, {remark}", Width, Height);
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = 18,
        Minimum = 0,
        Maximum = 1,
        MajorStep = 0.2,
        MinorTickSize = 0,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = ChartColors.Grid,
        TicklineColor = ChartColors.Grid,
        AxislineColor = ChartColors.Grid,
        TextColor = ChartColors.Ink,
        TitleColor = ChartColors.Ink,
        StringFormat = "0.0",
    };
}
