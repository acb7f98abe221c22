using MlopsCmdlets.Promotion.Locking;

namespace MlopsCmdlets.Environments;

/// <summary>A lock of an environment.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Owner">Login name of who holds or held it.</param>
/// <param name="Host">The machine that it was taken from.</param>
/// <param name="ProcessId">The process that holds it; null for a person, whose lock outlives the process that took it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Since">Since when, by that machine's clock.</param>
public sealed record MlopsEnvironmentLock(string Environment, string Owner, string Host, int? ProcessId, string Purpose, DateTimeOffset Since)
{
    internal static MlopsEnvironmentLock Of(string environment, LockHolder holder) =>
        new(environment, holder.Owner.UserName, holder.Host, holder.IsPerson ? null : holder.ProcessId, holder.Purpose, holder.Since);

    /// <inheritdoc/>
    public override string ToString() => $"{Environment} by {Owner} from {Host}";
}
