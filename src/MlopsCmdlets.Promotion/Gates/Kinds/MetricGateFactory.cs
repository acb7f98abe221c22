namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>
/// Kind <c>metric</c>. Settings: <c>metric</c>, and at least one of <c>minimum</c>, <c>maximum</c> and <c>notWorseBy</c> (margin against the model that
/// serves now, in units of the metric); <c>lowerIsBetter</c> where the metric's name does not say so. With <c>path</c> and <c>labelColumn</c> (and
/// <c>positiveClass</c>) the models are measured when there is no measurement of them.
/// </summary>
internal sealed class MetricGateFactory : IGateFactory
{
    public string Kind => "metric";

    public IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        var settings = new GateSettings(definition, "metric", "minimum", "maximum", "notWorseBy", "lowerIsBetter", "path", "labelColumn", "positiveClass");
        var bounds = new MetricBounds(settings.RequiredText("metric"), settings.Number("minimum"), settings.Number("maximum"), settings.Number("notWorseBy"), settings.Flag("lowerIsBetter"));
        if (bounds is { Minimum: null, Maximum: null, NotWorseBy: null })
            throw settings.Wrong("one of 'minimum', 'maximum' and 'notWorseBy' is needed");
        if (bounds.NotWorseBy < 0)
            throw settings.Wrong("'notWorseBy' is a margin, 0 or more");
        if (bounds.Minimum > bounds.Maximum)
            throw settings.Wrong("'minimum' is more than 'maximum'");
        var (path, label) = (settings.Text("path"), settings.Text("labelColumn"));
        if (path is null != label is null)
            throw settings.Wrong("'path' and 'labelColumn' go together");
        // Relative to the file that names it, wherever the promotion is started.
        if (path is not null && !Path.IsPathRooted(path) && services.Folder is not null)
            path = Path.Combine(services.Folder, path);
        return new MetricGate(definition, bounds, path, label, settings.Text("positiveClass"), services);
    }
}
