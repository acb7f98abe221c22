#if NETFRAMEWORK
namespace MlopsCmdlets;

/// <summary>What tests use of .NET that .NET Framework does not have.</summary>
internal static class Framework
{
    extension(string)
    {
        public static string Join(char separator, params IEnumerable<string?> values) => string.Join(separator.ToString(), values);
    }

    public static string Replace(this string text, string old, string next, StringComparison comparison) =>
        comparison == StringComparison.Ordinal ? text.Replace(old, next) : throw new ArgumentOutOfRangeException(nameof(comparison));

    public static bool EndsWith(this string text, char end) => text.Length > 0 && text[text.Length - 1] == end;

    public static bool StartsWith(this string text, char start) => text.Length > 0 && text[0] == start;

    public static string[] Split(this string text, char separator, StringSplitOptions options) => text.Split([separator], options);

    public static string[] Split(this string text, string separator, int count = int.MaxValue) => text.Split([separator], count, StringSplitOptions.None);

    public static IEnumerable<(T First, T Second)> Zip<T>(this IEnumerable<T> items, IEnumerable<T> others) => items.Zip(others, (one, other) => (one, other));
}
#endif
