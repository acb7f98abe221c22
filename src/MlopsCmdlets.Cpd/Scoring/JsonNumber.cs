namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>The grammar of numbers in JSON (RFC 8259).</summary>
internal static class JsonNumber
{
    public static bool IsValid(ReadOnlySpan<byte> text, out bool whole)
    {
        whole = true;
        var i = 0;
        if (i < text.Length && text[i] == (byte)'-') i++;
        var digits = Digits(text, ref i);
        // No leading zeros: they are the sign of a code, not of a number.
        if (digits == 0 || (digits > 1 && text[i - digits] == (byte)'0')) return false;
        if (i < text.Length && text[i] == (byte)'.')
        {
            whole = false;
            i++;
            if (Digits(text, ref i) == 0) return false;
        }

        if (i < text.Length && text[i] is (byte)'e' or (byte)'E')
        {
            whole = false;
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-') i++;
            if (Digits(text, ref i) == 0) return false;
        }

        return i == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9') i++;
        return i - start;
    }
}
