using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MlopsCmdlets.Reporting.Charts;

/// <summary>A curve of two rates.</summary>
internal static class CurveChart
{
    private const double Width = 420, Height = 360;

    public static XElement Of(int number, string title, string x, string y, IReadOnlyList<(double X, double Y)> points, bool diagonal, string remark)
    {
        var model = new PlotModel { Title = title, Subtitle = remark, TitleFontSize = 15, SubtitleFontSize = 12, TextColor = ChartColors.Ink, PlotAreaBorderColor = ChartColors.Grid };
        model.Axes.Add(Axis(AxisPosition.Bottom, x));
        model.Axes.Add(Axis(AxisPosition.Left, y));
        if (diagonal)
            model.Annotations.Add(new LineAnnotation { Slope = 1, Intercept = 0, Color = ChartColors.Quiet, LineStyle = LineStyle.Dash });
        var series = new LineSeries { Color = ChartColors.Accent, StrokeThickness = 2 };
        series.Points.AddRange(points.Select(point => new DataPoint(point.X, point.Y)));
        model.Series.Add(series);
        return SvgChart.Draw(model, number, $"{title}, {remark}", Width, Height);
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
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
