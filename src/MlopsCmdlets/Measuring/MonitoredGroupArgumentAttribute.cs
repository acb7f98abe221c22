using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Metrics.Fairness;

namespace MlopsCmdlets.Measuring;

/// <summary>Lets monitored groups be given as hashtables or objects: Feature, Monitored, Reference.</summary>
internal sealed class MonitoredGroupArgumentAttribute : ArgumentTransformationAttribute
{
    private const string Form = "A group is @{ Feature = 'GENDER'; Monitored = 'F'; Reference = 'M' }; ranges are '18-25'.";

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object plain = Plain(inputData)!;
        IEnumerable groups = plain is IDictionary or string || plain is not IEnumerable list ? new[] { inputData } : list;
        return groups.Cast<object?>().Select(Group).ToArray();
    }

    private static MonitoredGroup Group(object? given)
    {
        if (Plain(given) is MonitoredGroup ready)
            return ready;
        try
        {
            string feature = Member(given, "Feature") is { } name ? LanguagePrimitives.ConvertTo<string>(name) : "";
            GroupValue[] monitored = Values(Member(given, "Monitored"));
            if (feature.Length == 0 || monitored.Length == 0)
                throw new ArgumentTransformationMetadataException($"A monitored group lacks {(feature.Length == 0 ? "its Feature" : "its Monitored values")}. {Form}");
            return new MonitoredGroup(feature, monitored, Values(Member(given, "Reference")));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentTransformationMetadataException($"{e.Message} {Form}", e);
        }
    }

    private static object? Member(object? given, string name)
    {
        if (Plain(given) is IDictionary table)
        {
            foreach (DictionaryEntry entry in table)
            {
                if (string.Equals(Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture), name, StringComparison.OrdinalIgnoreCase))
                    return entry.Value;
            }

            return null;
        }

        return given is null ? null : PSObject.AsPSObject(given).Properties[name]?.Value;
    }

    private static GroupValue[] Values(object? given) => Plain(given) switch
    {
        null => [],
        string text => [GroupValue.Parse(text)],
        // A pair of numbers within a list is a range, as OpenScale writes it: [[18,25]].
        IEnumerable list => [.. list.Cast<object?>().SelectMany(v => Plain(v) is IList { Count: 2 } pair ? [Range(pair)] : Values(v))],
        object value => [GroupValue.Of(ClassText.Of(value) ?? "")],
    };

    private static GroupValue Range(IList pair) =>
        ClassText.TryNumber(Plain(pair[0]), out double low) && ClassText.TryNumber(Plain(pair[1]), out double high)
            ? GroupValue.Range(low, high)
            : throw new ArgumentException("A list within a list is a range of two numbers.");

    private static object? Plain(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
