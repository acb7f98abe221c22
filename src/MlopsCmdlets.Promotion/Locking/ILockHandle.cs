namespace MlopsCmdlets.Promotion.Locking;

/// <summary>A lock that is held.</summary>
public interface ILockHandle
{
    /// <summary>The claim.</summary>
    LockHolder Holder { get; }

    /// <summary>Those from whom it was taken: crashed processes of this machine, or anybody with force.</summary>
    IReadOnlyList<LockHolder> TakenFrom { get; }

    /// <summary>Looks whether it is still ours; call it before every step that changes something.</summary>
    /// <exception cref="LockLostException">Somebody took it.</exception>
    Task VerifyAsync(CancellationToken cancellationToken);

    /// <summary>Gives it back; with a token that is cancelled already too, then without telling of failures. It is no error when somebody took it meanwhile.</summary>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
