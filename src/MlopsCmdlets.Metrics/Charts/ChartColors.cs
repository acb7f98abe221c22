using OxyPlot;

namespace MlopsCmdlets.Metrics.Charts;

/// <summary>
/// Stand-ins for the page's colours. The drawing library writes fixed colours, but the page is light or dark as the reader's system is: these are
/// replaced by variables of the style sheet when the drawing is put into the page.
/// </summary>
internal static class ChartColors
{
    public static OxyColor Ink { get; } = OxyColor.FromRgb(1, 2, 3);

    public static OxyColor Grid { get; } = OxyColor.FromRgb(4, 5, 6);

    public static OxyColor Accent { get; } = OxyColor.FromRgb(7, 8, 9);

    public static OxyColor Quiet { get; } = OxyColor.FromRgb(10, 11, 12);

    /// <summary>Colour as the library writes it → variable of the style sheet.</summary>
    public static IReadOnlyList<(string Written, string Variable)> Variables { get; } =
    [
        ("rgb(1,2,3)", "var(--ink)"), ("rgb(4,5,6)", "var(--line)"), ("rgb(7,8,9)", "var(--accent)"), ("rgb(10,11,12)", "var(--quiet)"),
    ];
}
