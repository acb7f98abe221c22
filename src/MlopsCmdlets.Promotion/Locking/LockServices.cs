using System.Security.Cryptography;

namespace MlopsCmdlets.Promotion.Locking;

/// <summary>What locks and records need of the machine; tests bring their own.</summary>
/// <param name="Time">The clock; waits are made on it.</param>
/// <param name="Processes">Who we are, and which processes are gone.</param>
/// <param name="NewNonce">A name that nobody else makes: lower-case letters and digits.</param>
/// <param name="Jitter">From 0 to 1; spreads the pauses of contenders.</param>
public sealed record LockServices(TimeProvider Time, IProcessProbe Processes, Func<string> NewNonce, Func<double> Jitter)
{
    /// <summary>The real ones.</summary>
    public static LockServices Of(TimeProvider time, IProcessProbe? processes = null) =>
        new(time, processes ?? new SystemProcesses(), RandomName, () => RandomBytes(1)[0] / 255.0);

    private static string RandomName() => string.Concat(RandomBytes(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }
}
