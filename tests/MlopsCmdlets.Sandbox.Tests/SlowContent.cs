using System.Net;

namespace MlopsCmdlets.Sandbox.Tests;

/// <summary>Sends more than all buffers on the way hold, so that the server must have begun with it; waits for something else; and then sends its end.</summary>
internal sealed class SlowContent(byte filler, Func<Task> meanwhile, byte[] end) : HttpContent
{
    private const int Begun = 32 << 20;

    /// <summary>A JSON document behind blanks.</summary>
    public static SlowContent Json(string json, Func<Task> meanwhile) => new((byte)' ', meanwhile, System.Text.Encoding.UTF8.GetBytes(json));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var many = new byte[Begun];
        Array.Fill(many, filler);
        await stream.WriteAsync(many);
        await meanwhile();
        await stream.WriteAsync(end);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Begun + end.Length;
        return true;
    }
}
