namespace MlopsCmdlets.Cpd;

/// <summary>Small helpers for the lists that clients return page by page.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>Reads everything into a list.</summary>
    public static async Task<IReadOnlyList<T>> CollectAsync<T>(this IAsyncEnumerable<T> source, CancellationToken cancellationToken = default)
    {
        var list = new List<T>();
        await foreach (var item in source.WithCancellation(cancellationToken).ConfigureAwait(false)) list.Add(item);
        return list;
    }
}
