namespace MlopsCmdlets.Promotion.Locking;

/// <summary>A process, in a way that another process on the same machine recognises.</summary>
/// <param name="Host">Name of the machine.</param>
/// <param name="Scope">
/// What else a process number needs to mean the same: on Linux the boot and the process namespace, so that containers which share a host name are told
/// apart; elsewhere empty.
/// </param>
/// <param name="Id">Its number.</param>
/// <param name="StartedAt">When it began: numbers are used again.</param>
public sealed record LocalProcess(string Host, string Scope, int Id, DateTimeOffset StartedAt);
