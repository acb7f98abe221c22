namespace MlopsCmdlets.Metrics.Columns;

/// <summary>A column of texts, each text stored once.</summary>
/// <param name="name">The name of the feature.</param>
/// <param name="codes">For each row the place of its text in <paramref name="categories"/>, or -1 if it is missing. The array is not copied.</param>
/// <param name="categories">The texts, no two of them equal.</param>
/// <exception cref="ArgumentException">A code is outside the texts, or a text is there twice.</exception>
public sealed class CategoryColumn : DataColumn
{
    private readonly Dictionary<string, int> _places;

    public CategoryColumn(string name, int[] codes, IReadOnlyList<string> categories)
        : base(name)
    {
        Codes = codes;
        Categories = categories;
        _places = new Dictionary<string, int>(categories.Count, StringComparer.Ordinal);
        for (int i = 0; i < categories.Count; i++)
            _places.Add(categories[i], i);
        foreach (int code in codes)
        {
            if (code < -1 || code >= categories.Count)
                throw new ArgumentException($"The code {code} in the column '{name}' stands for none of its {categories.Count} texts.", nameof(codes));
        }
    }

    /// <summary>For each row the place of its text, or -1.</summary>
    public int[] Codes { get; }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <inheritdoc/>
    public override int Count => Codes.Length;

    /// <summary>The place of a text, or -1 if the column does not have it. Compared exactly.</summary>
    public int CodeOf(string category) => _places.TryGetValue(category, out int code) ? code : -1;

    /// <summary>A column out of texts; null is a missing value.</summary>
    public static CategoryColumn Of(string name, IEnumerable<string?> texts)
    {
        var builder = new CategoryColumnBuilder(name);
        foreach (string? text in texts)
            builder.Add(text);
        return builder.Build();
    }
}
