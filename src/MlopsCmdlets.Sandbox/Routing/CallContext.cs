using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Identity;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>What the pipeline knows of a request, kept in <see cref="HttpContext.Items"/>.</summary>
internal static class CallContext
{
    private static readonly object CallerKey = new();
    private static readonly object NameKey = new();
    private static readonly object TraceKey = new();
    private static readonly object FaultKey = new();

    public static User? Caller(HttpContext http) => http.Items[CallerKey] as User;

    public static void SetCaller(HttpContext http, User user) => http.Items[CallerKey] = user;

    /// <summary>The name of the caller, whichever part of the sandbox knows them.</summary>
    public static string? UserName(HttpContext http) => http.Items[NameKey] as string ?? Caller(http)?.UserName;

    /// <summary>A caller who is no user of the platform.</summary>
    public static void SetUserName(HttpContext http, string name) => http.Items[NameKey] = name;

    public static string Trace(HttpContext http) => (string)http.Items[TraceKey]!;

    public static void SetTrace(HttpContext http, string trace) => http.Items[TraceKey] = trace;

    public static FaultRule? Fault(HttpContext http) => http.Items[FaultKey] as FaultRule;

    public static void SetFault(HttpContext http, FaultRule rule) => http.Items[FaultKey] = rule;
}
