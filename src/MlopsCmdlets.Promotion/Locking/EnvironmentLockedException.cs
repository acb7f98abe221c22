namespace MlopsCmdlets.Promotion.Locking;

/// <summary>Somebody else works in the environment.</summary>
public sealed class EnvironmentLockedException(string environment, LockHolder holder, TimeSpan age)
    : PromotionException(Describe(environment, holder, age))
{
    /// <summary>Who holds it.</summary>
    public LockHolder Holder { get; } = holder;

    /// <inheritdoc/>
    public override string RecommendedAction =>
        "Wait for it with -TimeoutSec (-LockTimeoutSec of a promotion). If that process is gone for good, take the lock over with -Force (-TakeLock of a promotion), which is recorded, or remove it with Unlock-MlopsEnvironment -Force.";

    private static string Describe(string environment, LockHolder holder, TimeSpan age) =>
        holder.IsUnknown ? $"Environment '{environment}' is locked by {holder.Owner.UserName}: {holder.Purpose}."
        : $"Environment '{environment}' is locked by {holder.Owner.UserName} {(holder.IsPerson ? "by hand, from" : "on")} {holder.Host}{(holder.IsPerson ? "" : $" (process {holder.ProcessId})")} since {Age(age)}: {holder.Purpose}.";

    private static string Age(TimeSpan age) => age.TotalMinutes < 2 ? $"{Math.Max(0, (int)age.TotalSeconds)} s" : age.TotalHours < 2 ? $"{(int)age.TotalMinutes} min" : $"{(int)age.TotalHours} h";
}
