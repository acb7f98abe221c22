namespace MlopsCmdlets.Sandbox.Assets.Search;

/// <summary>A parsed search query.</summary>
internal abstract record QueryNode
{
    /// <summary>Whether something with these fields is found.</summary>
    public abstract bool Matches(Func<string?, IEnumerable<string>> fields);

    internal sealed record Everything : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => true;
    }

    internal sealed record And(QueryNode Left, QueryNode Right) : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => Left.Matches(fields) && Right.Matches(fields);
    }

    internal sealed record Or(QueryNode Left, QueryNode Right) : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => Left.Matches(fields) || Right.Matches(fields);
    }

    internal sealed record Not(QueryNode Inner) : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => !Inner.Matches(fields);
    }

    /// <summary>The field has any value.</summary>
    internal sealed record Present(string Field) : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => fields(Field).Any();
    }

    /// <param name="Field">Null means the default fields.</param>
    /// <param name="Pattern">What a value, or a word of it, must be.</param>
    internal sealed record Term(string? Field, TermPattern Pattern) : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => fields(Field).Any(Pattern.Matches);
    }

    /// <summary><c>[a TO b]</c>; an end of <c>*</c> is open. Numbers compare as numbers, all else as text.</summary>
    internal sealed record Between(string? Field, string Low, string High, bool WithLow, bool WithHigh) : QueryNode
    {
        public override bool Matches(Func<string?, IEnumerable<string>> fields) => fields(Field).Any(value =>
            (Low == "*" || Compare(value, Low) is var low && (low > 0 || (WithLow && low == 0)))
            && (High == "*" || Compare(value, High) is var high && (high < 0 || (WithHigh && high == 0))));

        private static int Compare(string a, string b) =>
            double.TryParse(a, System.Globalization.CultureInfo.InvariantCulture, out var x) && double.TryParse(b, System.Globalization.CultureInfo.InvariantCulture, out var y)
                ? x.CompareTo(y)
                : string.CompareOrdinal(a, b);
    }
}
