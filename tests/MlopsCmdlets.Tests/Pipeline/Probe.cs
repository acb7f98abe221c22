namespace MlopsCmdlets.Tests.Pipeline;

/// <summary>What <see cref="ProbeCommand"/> does.</summary>
public sealed class Probe
{
    public Func<ProbeCommand, CancellationToken, Task> Begin { get; init; } = (_, _) => Task.CompletedTask;

    public Func<ProbeCommand, CancellationToken, Task> Process { get; init; } = (_, _) => Task.CompletedTask;

    public Func<ProbeCommand, CancellationToken, Task> End { get; init; } = (_, _) => Task.CompletedTask;
}
