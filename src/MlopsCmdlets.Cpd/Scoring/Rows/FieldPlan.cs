using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Which columns are sent, in which order and as what. Fixed by the options and the first row.</summary>
internal sealed class FieldPlan
{
    private RowColumns? _columns;
    private int[] _positions = [];

    private FieldPlan(ScoringField[] fields) => Fields = fields;

    public ScoringField[] Fields { get; }

    /// <exception cref="ScoringColumnException">A column to send is missing, or a type is given for one that is not sent.</exception>
    public static FieldPlan Create(RowScorerOptions options, RowColumns first)
    {
        ScoringField[] fields = [.. Names(options, first).Select(n => Field(n, options))];
        string[] missing = [.. fields.Select(f => f.Name).Where(n => first.IndexOf(n) < 0)];
        if (missing.Length > 0)
            throw ScoringColumnException.Missing(missing, first.Names);
        foreach (KeyValuePair<string, string> given in options.FieldTypes)
        {
            if (ScoringFieldTypes.Of(given.Value) == ScoringFieldType.Auto && !Same(given.Value, "auto"))
                throw new ScoringColumnException($"The type '{given.Value}' of the column '{given.Key}' is not known. Known are int, long, double, bool, string and the like. Nothing was sent.", [given.Key]);
        }

        string[] untyped = [.. options.FieldTypes.Keys.Where(n => !fields.Any(f => Same(f.Name, n)))];
        if (untyped.Length > 0)
        {
            throw new ScoringColumnException(
                $"A type is given for {string.Join(", ", untyped.Select(n => $"'{n}'"))}, which is not sent. Sent are: {string.Join(", ", fields.Select(f => f.Name))}. Nothing was sent.",
                untyped);
        }

        return new FieldPlan(fields);
    }

    /// <summary>Where the fields are in rows of these columns.</summary>
    /// <exception cref="ScoringRowException">This row lacks a column that the first one had.</exception>
    public int[] PositionsIn(in InputRow row)
    {
        if (ReferenceEquals(row.Columns, _columns))
            return _positions;
        int[] positions = new int[Fields.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = row.Columns.IndexOf(Fields[i].Name);
            if (positions[i] < 0)
                throw new ScoringRowException(row.Number, row.Line, $"The column '{Fields[i].Name}' is missing.") { Column = Fields[i].Name };
        }

        _columns = row.Columns;
        _positions = positions;
        return positions;
    }

    /// <summary>Whether a column of this name is sent.</summary>
    public bool Sends(string name) => Array.Exists(Fields, f => Same(f.Name, name));

    private static IEnumerable<string> Names(RowScorerOptions options, RowColumns first)
    {
        if (options.Fields.Count > 0)
            return options.Fields;
        if (options.Schema.Count > 0)
            return options.Schema.Select(f => f.Name);
        return first.Names.Where(n => !Same(n, options.LabelColumn));
    }

    private static ScoringField Field(string name, RowScorerOptions options)
    {
        // Under the name that the model knows, whatever the case of the one that was asked for.
        CpdSchemaField? schema = options.Schema.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal))
            ?? options.Schema.FirstOrDefault(f => Same(f.Name, name));
        string? type = options.FieldTypes.Where(t => Same(t.Key, name)).Select(t => t.Value).FirstOrDefault() ?? schema?.Type;
        return new ScoringField(schema?.Name ?? name, type is null ? null : ScoringFieldTypes.Of(type), type ?? "");
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
