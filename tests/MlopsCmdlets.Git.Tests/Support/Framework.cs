#if NETFRAMEWORK
using System.Diagnostics;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets;

/// <summary>What tests use of .NET that .NET Framework does not have.</summary>
internal static class Framework
{
    extension(Directory)
    {
        public static DirectoryInfo CreateTempSubdirectory(string prefix) => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));
    }

    extension(File)
    {
        public static void CreateSymbolicLink(string path, string target)
        {
            using Process link = Process.Start("ln", $"-s \"{target}\" \"{path}\"");
            link.WaitForExit();
        }
    }

    extension(Stopwatch)
    {
        public static TimeSpan GetElapsedTime(long start) => TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency);
    }

    extension(OperatingSystem)
    {
        public static bool IsWindows() => Path.DirectorySeparatorChar == '\\';

        public static bool IsMacOS() => Directory.Exists("/System/Library/CoreServices");
    }

    extension(Environment)
    {
        public static int ProcessId => Process.GetCurrentProcess().Id;
    }

    extension(X509Certificate2)
    {
        public static X509Certificate2 CreateFromPem(string pem) =>
            new(Convert.FromBase64String(string.Concat(pem.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '-'))));
    }

    extension(HttpClientHandler)
    {
        public static Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> DangerousAcceptAnyServerCertificateValidator => (_, _, _, _) => true;
    }

    extension(string)
    {
        public static string Join(char separator, params IEnumerable<string?> values) => string.Join(separator.ToString(), values);
    }

    public static string Replace(this string text, string old, string next, StringComparison comparison) =>
        comparison == StringComparison.Ordinal ? text.Replace(old, next) : throw new ArgumentOutOfRangeException(nameof(comparison));

    public static bool EndsWith(this string text, char end) => text.Length > 0 && text[text.Length - 1] == end;

    public static bool StartsWith(this string text, char start) => text.Length > 0 && text[0] == start;

    public static string[] Split(this string text, char separator, StringSplitOptions options) => text.Split([separator], options);

    public static int IndexOf(this string text, char sought, StringComparison comparison) => text.IndexOf(sought.ToString(), comparison);

    public static IEnumerable<T> Order<T>(this IEnumerable<T> items, IComparer<T>? comparer = null) => items.OrderBy(i => i, comparer);

    public static IEnumerable<(T First, T Second)> Zip<T>(this IEnumerable<T> items, IEnumerable<T> others) => items.Zip(others, (one, other) => (one, other));

    public static Task CancelAsync(this CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }

    public static Task WaitForExitAsync(this Process process, CancellationToken cancellationToken = default) => Task.Run(process.WaitForExit, cancellationToken);

    public static Task<string> ReadToEndAsync(this StreamReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return reader.ReadToEndAsync();
    }

    public static Task<string> ReadAsStringAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStringAsync();
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value) => (key, value) = (pair.Key, pair.Value);
}
#endif
