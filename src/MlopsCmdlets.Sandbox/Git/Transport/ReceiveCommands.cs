using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlopsCmdlets.Sandbox.Git.Transport;

/// <summary>The head of a push: pkt-lines with one reference each, before the pack.</summary>
internal static class ReceiveCommands
{
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads the head and gives it back with its bytes, which still have to be passed on.</summary>
    /// <exception cref="InvalidDataException">It is not the head of a push.</exception>
    public static async Task<(IReadOnlyList<RefUpdate> Updates, byte[] Bytes)> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        List<RefUpdate> updates = [];
        var size = new byte[4];
        while (await body.ReadAtLeastAsync(size, 4, throwOnEndOfStream: false, cancellationToken) == 4)
        {
            kept.Write(size);
            if (!int.TryParse(Encoding.ASCII.GetString(size), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)) throw new InvalidDataException("The push does not begin with pkt-lines.");
            if (length < 4) break;
            if (kept.Length + length > MaxBytes) throw new InvalidDataException("The push names too many references.");
            var buffer = ArrayPool<byte>.Shared.Rent(length - 4);
            try
            {
                await body.ReadExactlyAsync(buffer.AsMemory(0, length - 4), cancellationToken);
                kept.Write(buffer, 0, length - 4);
                if (Parse(Encoding.UTF8.GetString(buffer, 0, length - 4)) is { } update) updates.Add(update);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return (updates, kept.ToArray());
    }

    // "<old> <new> <name>", the first with the client's capabilities behind a NUL; a shallow push has "shallow <id>" lines before.
    private static RefUpdate? Parse(string line)
    {
        var parts = line.Split('\0', 2)[0].TrimEnd('\n').Split(' ', 3);
        return parts is [{ Length: 40 or 64 } old, { Length: 40 or 64 } next, var name] ? new(name, old, next) : null;
    }
}
