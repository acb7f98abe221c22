namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>The requests whose operation a <c>fail</c> rule can let end badly. Elsewhere there is nothing that could fail, and a rule would only seem to work.</summary>
internal static class FailingOperations
{
    private static readonly (string Method, string Path)[] All =
    [
        ("POST", "/v2/asset_exports"), ("POST", "/v2/asset_imports"), ("POST", "/v2/connections"), ("PATCH", "/v2/connections/*"),
        ("POST", "/ml/v4/deployments"), ("PATCH", "/ml/v4/deployments/*"),
    ];

    /// <summary>For messages.</summary>
    public static string Names => string.Join(", ", All.Select(o => $"{o.Method} {o.Path}"));

    /// <summary>Whether this request starts such an operation.</summary>
    public static bool Starts(string method, string path) => All.Any(o => o.Method == method && Covers(o.Path, path));

    /// <summary>Whether a rule for this method (null means any) and path could meet one.</summary>
    /// <param name="method">In capitals.</param>
    /// <param name="path">The rule's path as it is written, without a query.</param>
    /// <param name="matches">Whether the rule's path, read as a pattern, fits a path.</param>
    public static bool CanMeet(string? method, string path, Func<string, bool> matches) =>
        All.Any(o => (method is null || method == o.Method) && (Covers(o.Path, path) || matches(o.Path.Replace("*", "id", StringComparison.Ordinal))));

    private static bool Covers(string operation, string path) =>
        operation.EndsWith("/*", StringComparison.Ordinal)
            ? path.StartsWith(operation[..^1], StringComparison.Ordinal) && path.IndexOf('/', operation.Length - 1) < 0
            : path == operation;
}
