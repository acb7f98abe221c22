using System.Net;

namespace MlopsCmdlets.Benchmarks.Transfer;

/// <summary>Bytes that do not compress and are not held in memory.</summary>
internal sealed class NoiseContent(long length, int seed) : HttpContent
{
    private const int BlockSize = 1 << 20;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        byte[] block = new byte[Math.Min(BlockSize, length)];
        new Random(seed).NextBytes(block);
        for (long sent = 0; sent < length; sent += block.Length)
        {
            BitConverter.TryWriteBytes(block, sent);
            await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, length - sent)));
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
