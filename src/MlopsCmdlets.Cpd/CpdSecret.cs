using System.Runtime.InteropServices;
using System.Security;

namespace MlopsCmdlets.Cpd;

/// <summary>
/// A password, API key, token or encryption key in memory. It has no property, so that no formatter or serialiser can show it, and it is
/// overwritten on <see cref="Dispose"/>.
/// </summary>
public sealed class CpdSecret : IDisposable
{
    private readonly char[] text;
    private bool disposed;

    public CpdSecret(ReadOnlySpan<char> secret) => text = secret.ToArray();

    public CpdSecret(SecureString secret)
    {
        text = new char[secret.Length];
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(pointer, text, 0, text.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>A second copy with its own lifetime.</summary>
    public CpdSecret Copy() => new(Span);

    public void Dispose()
    {
        disposed = true;
        Array.Clear(text, 0, text.Length);
    }

    public override string ToString() => "********";

    internal bool IsEmpty => text.Length == 0;

    /// <summary>The secret's characters, valid until it is disposed.</summary>
    internal ReadOnlySpan<char> Span => disposed ? throw new ObjectDisposedException(nameof(CpdSecret)) : text;

    /// <summary>The secret as text, for the places of the HTTP stack that take nothing else. Do not keep it.</summary>
    internal string Reveal() => Span.ToString();
}
