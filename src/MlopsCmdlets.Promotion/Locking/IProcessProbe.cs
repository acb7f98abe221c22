namespace MlopsCmdlets.Promotion.Locking;

/// <summary>What a lock needs to know of processes.</summary>
public interface IProcessProbe
{
    /// <summary>The process that asks.</summary>
    LocalProcess Current { get; }

    /// <summary>
    /// Whether a process certainly runs no more. False when it runs and whenever that cannot be told: another machine, another container, no right to look.
    /// </summary>
    bool IsGone(LocalProcess process);
}
