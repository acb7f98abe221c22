namespace MlopsCmdlets.Host;

/// <summary>Exit codes that are not a script's own, as in pwsh and in shells.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUse = 64;

    /// <summary>128 + the signal's number.</summary>
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
