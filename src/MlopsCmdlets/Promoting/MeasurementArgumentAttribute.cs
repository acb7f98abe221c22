using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>
/// Takes what Measure-MlopsModel emits, read back from JSON too, and hashtables such as <c>@{ accuracy = 0.91; ModelId = $model.Id; Rows = 283 }</c>. A measurement
/// has to say of which model it is.
/// </summary>
internal sealed class MeasurementArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Facts = ["ModelId", "Sha256", "Rows", "Source"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Bare(inputData);
        return value is IEnumerable items and not (string or IDictionary) ? items.Cast<object?>().Select(One).ToArray() : new[] { One(inputData) };
    }

    private static ModelMetrics One(object? item)
    {
        object? value = Bare(item);
        if (value is ModelMetrics ready)
            return ready;
        PSObject view = value is IDictionary table ? FromTable(table) : PSObject.AsPSObject(item ?? throw Wrong("a measurement is missing"));
        var values = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        if (view.Properties["Metrics"]?.Value is IEnumerable metrics and not string)
        {
            foreach (object? metric in metrics)
            {
                PSObject one = PSObject.AsPSObject(metric);
                Add(values, one.Properties["Name"]?.Value?.ToString(), one.Properties["Value"]?.Value);
            }
        }
        else
        {
            foreach (PSPropertyInfo property in view.Properties.Where(property => !Facts.Contains(property.Name, StringComparer.OrdinalIgnoreCase)))
                Add(values, property.Name, property.Value);
        }

        string? id = Text(view, "ModelId");
        string? sha256 = Text(view, "Sha256");
        if (values.Count == 0)
            throw Wrong("a measurement has no figure");
        if (id is null && sha256 is null)
            throw Wrong("a measurement does not say of which model it is: measure through a deployment, or give ModelId or Sha256");
        return new ModelMetrics(values)
        {
            AssetId = id,
            Sha256 = sha256,
            Rows = long.TryParse(Text(view, "Rows"), NumberStyles.Integer, CultureInfo.InvariantCulture, out long rows) ? rows : 0,
            Source = Text(view, "Source") ?? "",
        };
    }

    private static void Add(Dictionary<string, double> values, string? name, object? value)
    {
        if (!string.IsNullOrEmpty(name) && Bare(value) is { } figure && figure is not (string or bool) && LanguagePrimitives.TryConvertTo(figure, CultureInfo.InvariantCulture, out double number))
            values[name!] = number;
    }

    private static PSObject FromTable(IDictionary table)
    {
        var view = new PSObject();
        foreach (DictionaryEntry entry in table)
            view.Properties.Add(new PSNoteProperty(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value));
        return view;
    }

    private static string? Text(PSObject view, string name) => Bare(view.Properties[name]?.Value) is { } value && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static ArgumentTransformationMetadataException Wrong(string what) => new($"-Measurement: {what}.");
}
