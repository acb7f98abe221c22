namespace MlopsCmdlets.Http.Diagnostics;

public enum TrafficEventKind
{
    /// <summary>An attempt begins.</summary>
    Call,

    /// <summary>The reply's headers came.</summary>
    Reply,

    /// <summary>The call will be repeated after a delay.</summary>
    Retry,

    /// <summary>The server refused the token; it is renewed once.</summary>
    LoginAgain,
}
