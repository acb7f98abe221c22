using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>
/// Baselines as JSON, format version 1: <c>{kind, version, createdAt?, rows, accuracy?, features[], predictions?, confidences[], rules[]}</c>. Unknown
/// members are refused, so that a newer file is not half understood.
/// </summary>
public static class DriftBaselineJson
{
    /// <summary>What the first member says.</summary>
    public const string Kind = "MlopsCmdlets.DriftBaseline";

    /// <summary>The version that is written, and the highest that is read.</summary>
    public const int Version = 1;

    /// <summary>Writes a baseline, indented, in UTF-8.</summary>
    public static void Write(Stream stream, DriftBaseline baseline)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("kind", Kind);
        json.WriteNumber("version", Version);
        if (baseline.CreatedAt is { } createdAt)
            json.WriteString("createdAt", createdAt);
        json.WriteNumber("rows", baseline.Rows);
        if (baseline.Accuracy is { } accuracy)
            json.WriteNumber("accuracy", accuracy);
        json.WriteStartArray("features");
        foreach (ColumnBaseline feature in baseline.Features)
            ColumnBaselineJson.Write(json, feature);
        json.WriteEndArray();
        if (baseline.Predictions is { } predictions)
        {
            json.WritePropertyName("predictions");
            ColumnBaselineJson.Write(json, predictions);
        }

        json.WriteStartArray("confidences");
        foreach (ConfidenceBaseline confidence in baseline.Confidences)
        {
            json.WriteStartObject();
            json.WriteString("class", confidence.Class);
            json.WriteNumber("share", confidence.Share);
            json.WritePropertyName("probability");
            ColumnBaselineJson.Write(json, confidence.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (PairRule rule in baseline.Rules)
        {
            json.WriteStartObject();
            json.WriteString("feature", rule.Feature);
            Write(json, "value", rule.Value);
            json.WriteString("otherFeature", rule.OtherFeature);
            Write(json, "otherValue", rule.OtherValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="BaselineFormatException">It is not one, is damaged, or is of a newer version.</exception>
    public static DriftBaseline Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 16 });
            return Read(new JsonMembers(document.RootElement, "the baseline"));
        }
        catch (JsonException e)
        {
            throw new BaselineFormatException($"It is not JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new BaselineFormatException("It has a text that is not valid UTF-8.", e);
        }
    }

    private static DriftBaseline Read(JsonMembers root)
    {
        if (root.OptionalText("kind") != Kind)
            throw new BaselineFormatException($"It is not a baseline: its kind is not '{Kind}'.");
        double version = root.Number("version", 1);
        if (version > Version)
            throw new BaselineFormatException($"It is of version {version.ToString(CultureInfo.InvariantCulture)}; this module reads versions up to {Version}. Update the module, or make the baseline again.");
        var baseline = new DriftBaseline(root.Rows("rows"), [.. root.Items("features", ColumnBaselineJson.Read)], [.. root.Items("rules", Rule)])
        {
            CreatedAt = root.OptionalDate("createdAt"),
            Accuracy = root.OptionalNumber("accuracy", 0, 1),
            Predictions = root.Optional("predictions", ColumnBaselineJson.Read) switch
            {
                null => null,
                FrequencyBaseline predictions => predictions,
                _ => throw new BaselineFormatException("The predictions of the baseline are not counts of classes."),
            },
            Confidences = [.. root.Items("confidences", Confidence)],
        };
        root.NothingElse();
        return baseline;
    }

    private static ConfidenceBaseline Confidence(JsonMembers members)
    {
        var confidence = new ConfidenceBaseline(
            members.Text("class"),
            members.Number("share", 0, 1),
            members.Member("probability", ColumnBaselineJson.Read) as DensityBaseline
                ?? throw new BaselineFormatException("A confidence of the baseline has no density."));
        members.NothingElse();
        return confidence;
    }

    private static PairRule Rule(JsonMembers members)
    {
        var rule = new PairRule(members.Text("feature"), members.Member("value", Slice), members.Text("otherFeature"), members.Member("otherValue", Slice));
        members.NothingElse();
        return rule;
    }

    private static ValueSlice Slice(JsonMembers members)
    {
        var slice = new ValueSlice(members.OptionalText("text"), members.OptionalNumber("from"), members.OptionalNumber("to"));
        members.NothingElse();
        return slice;
    }

    private static void Write(Utf8JsonWriter json, string name, ValueSlice slice)
    {
        json.WriteStartObject(name);
        if (slice.Text is not null)
            json.WriteString("text", slice.Text);
        if (slice.From is { } from)
            json.WriteNumber("from", from);
        if (slice.To is { } to)
            json.WriteNumber("to", to);
        json.WriteEndObject();
    }
}
