using System.Text;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Text files whose bytes must be valid. A byte-order mark names the encoding, else the given one holds.</summary>
internal static class StrictText
{
    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Opens a file to read, also while another program has it open to write: a spreadsheet, a log.</summary>
    public static FileStream OpenFile(string path, int bufferSize = 4096, FileOptions options = FileOptions.None) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize, options);

    /// <summary>Opens a reader on a stream that can seek.</summary>
    // StreamReader's own detection would take lenient encodings.
    public static StreamReader Open(Stream stream, Encoding encoding, int bufferSize) =>
        Reader(stream, OfMark(stream) ?? encoding, bufferSize);

    /// <summary>A reader that begins where the stream is.</summary>
    public static StreamReader Reader(Stream stream, Encoding encoding, int bufferSize) =>
        new(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize, leaveOpen: true);

    /// <summary>The same encoding that refuses invalid bytes.</summary>
    public static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    /// <summary>The same encoding that replaces invalid bytes.</summary>
    public static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        return lenient;
    }

    /// <summary>Where the first invalid byte is.</summary>
    /// <returns>The position of the byte, and its line, counted from 1; null if all are valid.</returns>
    public static (long Offset, long Line)? FirstInvalid(string path, Encoding encoding)
    {
        using FileStream file = OpenFile(path);
        Decoder decoder = encoding.GetDecoder();
        byte[] bytes = new byte[64 * 1024];
        char[] chars = new char[8];
        long offset = 0;
        long line = 1;
        try
        {
            int count;
            while ((count = file.Read(bytes, 0, bytes.Length)) > 0)
            {
                for (int i = 0; i < count; i++, offset++)
                {
                    int made = decoder.GetChars(bytes, i, 1, chars, 0, flush: false);
                    for (int c = 0; c < made; c++)
                        line += chars[c] == '\n' ? 1 : 0;
                }
            }

            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return (offset, line);
        }
    }

    /// <summary>Whether bytes of this encoding need not become text to be checked.</summary>
    public static bool CanCheck(Encoding encoding) =>
#if NET
        encoding.CodePage == Encoding.UTF8.CodePage;
#else
        false;
#endif

    /// <summary>Whether bytes are valid UTF-8.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8) =>
#if NET
        System.Text.Unicode.Utf8.IsValid(utf8);
#else
        throw new PlatformNotSupportedException();
#endif

    /// <summary>The encoding that a byte-order mark names, or null; the stream stands behind the mark.</summary>
    public static Encoding? OfMark(Stream stream)
    {
        byte[] start = new byte[4];
        int count = 0;
        int read;
        while (count < start.Length && (read = stream.Read(start, count, start.Length - count)) > 0)
            count += read;
        foreach (Encoding encoding in Marked)
        {
            byte[] mark = encoding.GetPreamble();
            if (count >= mark.Length && start.AsSpan(0, mark.Length).SequenceEqual(mark))
            {
                stream.Position = mark.Length;
                return encoding;
            }
        }

        stream.Position = 0;
        return null;
    }
}
