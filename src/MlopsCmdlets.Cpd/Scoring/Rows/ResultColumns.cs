namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>The columns that are added to rows of the same kind: Prediction, Probability, then whatever else the reply has.</summary>
public sealed class ResultColumns
{
    private const int OfTheClasses = -2;

    private readonly ScoringColumns _roles;
    private readonly int[] _sources;
    private readonly bool _isReply;

    private ResultColumns(ScoringColumns roles, List<string> names, List<int> sources, int fieldCount, List<string> remarks)
    {
        _roles = roles;
        Names = names;
        _sources = [.. sources];
        _isReply = sources.Count == fieldCount && sources.Select((s, i) => s == i).All(same => same);
        Remarks = remarks;
    }

    /// <summary>The names, unique together with those of the row.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the user has to know about the names, in sentences.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <param name="input">The row's own columns.</param>
    /// <param name="fields">The reply's columns.</param>
    /// <param name="roles">Which of them are prediction and probability.</param>
    /// <param name="echoed">Those that repeat what was sent, and are not added.</param>
    internal static ResultColumns Create(RowColumns input, IReadOnlyList<string> fields, ScoringColumns roles, bool[] echoed)
    {
        var taken = new HashSet<string>(input.Names, StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        var sources = new List<int>();
        var remarks = new List<string>();
        Add("Prediction", roles.Prediction ?? -1);
        Add("Probability", roles.Probability ?? OfTheClasses);
        for (int i = 0; i < fields.Count; i++)
        {
            if (!echoed[i] && i != roles.Prediction && i != roles.Probability)
                Add(fields[i].Length > 0 ? fields[i] : $"Column{i + 1}", i);
        }

        if (roles.Prediction is null)
            remarks.Add($"Which column of the reply is the prediction is not known, so that Prediction is empty. The reply has: {string.Join(", ", fields)}.");
        return new ResultColumns(roles, names, sources, fields.Count, remarks);

        void Add(string name, int source)
        {
            string free = name;
            for (int n = 1; !taken.Add(free); n++)
                free = $"{name}_{n}";
            if (free != name)
                remarks.Add($"There is a column '{name}' already, so that the one of the reply is called '{free}'.");
            names.Add(free);
            sources.Add(source);
        }
    }

    /// <summary>The value of an added column.</summary>
    internal object? Value(int column, object?[] reply) => _sources[column] switch
    {
        >= 0 and int source => reply[source],
        OfTheClasses => _roles.ProbabilityOf(reply),
        _ => null,
    };

    /// <summary>The values of all added columns.</summary>
    internal object?[] Values(object?[] reply)
    {
        // The usual reply has just the prediction and its probabilities.
        if (_isReply)
            return reply;
        object?[] values = new object?[_sources.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Value(i, reply);
        return values;
    }
}
