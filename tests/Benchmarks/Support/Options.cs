using System.Globalization;

namespace MlopsCmdlets.Benchmarks.Support;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(IReadOnlyList<string> Names)
{
    public string ResultsFolder { get; init; } = Built.ResultsFolder;

    /// <summary>Rounds of each benchmark; null takes its own number.</summary>
    public int? Rounds { get; init; }

    /// <summary>Size of the large asset of the transfer.</summary>
    public int SizeMib { get; init; } = 1024;

    /// <returns>Null if the arguments make no sense.</returns>
    public static Options? Parse(string[] arguments, IReadOnlyCollection<string> known)
    {
        var names = new List<string>();
        var options = new Options(names);
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
            switch (arguments[i])
            {
                case "all":
                    names.AddRange(known);
                    break;
                case "--results" when value is not null:
                    options = options with { ResultsFolder = value };
                    i++;
                    break;
                case "--rounds" when isNumber:
                    options = options with { Rounds = number };
                    i++;
                    break;
                case "--size-mib" when isNumber:
                    options = options with { SizeMib = number };
                    i++;
                    break;
                case var name when known.Contains(name):
                    names.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return names.Count == 0 ? null : options;
    }
}
