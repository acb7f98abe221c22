namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>Finds where Python strings end: prefixes, three quotes, raw ones, and f-strings with strings of the same quote in their braces (Python 3.12).</summary>
internal static class PythonStrings
{
    private const int MaxNesting = 64;

    /// <summary>Whether letters before a quote make it a string of another kind.</summary>
    public static bool IsPrefix(string source, int start, int end)
    {
        if (end - start > 2)
            return false;
        bool raw = false, other = false;
        for (int i = start; i < end; i++)
        {
            char c = char.ToLowerInvariant(source[i]);
            ref bool seen = ref c == 'r' ? ref raw : ref other;
            if (seen || c is not ('r' or 'b' or 'f' or 'u' or 't') || (c == 'u' && end - start > 1))
                return false;
            seen = true;
        }

        return true;
    }

    /// <summary>The place behind a string that begins with its prefix.</summary>
    /// <returns>Less than 0 if it does not end.</returns>
    public static int End(string source, int start, int nesting = 0)
    {
        int quoteAt = start;
        bool formatted = false, raw = false;
        for (; source[quoteAt] is not ('"' or '\''); quoteAt++)
        {
            formatted |= source[quoteAt] is 'f' or 'F' or 't' or 'T';
            raw |= source[quoteAt] is 'r' or 'R';
        }

        char quote = source[quoteAt];
        bool triple = string.CompareOrdinal(source, quoteAt, new string(quote, 3), 0, 3) == 0;
        int at = quoteAt + (triple ? 3 : 1);
        return formatted ? FormattedEnd(source, at, quote, triple, raw, nesting) : PlainEnd(source, at, quote, triple);
    }

    private static int PlainEnd(string source, int at, char quote, bool triple)
    {
        for (; at < source.Length; at++)
        {
            char c = source[at];
            if (c == '\\')
                at += IsReturnPair(source, at + 1) ? 2 : 1; // raw strings too: the quote behind a backslash does not end them
            else if (Closes(source, at, quote, triple))
                return at + (triple ? 3 : 1);
            else if (!triple && c is '\n' or '\r')
                return -1;
        }

        return -1;
    }

    private static int FormattedEnd(string source, int at, char quote, bool triple, bool raw, int nesting)
    {
        for (; at < source.Length; at++)
        {
            char c = source[at];
            if (c == '\\' && !raw && At(source, at + 1) == 'N' && At(source, at + 2) == '{' && source.IndexOf('}', at) is > 0 and var named)
                at = named; // a character by name
            else if (c == '\\' && At(source, at + 1) is not ('{' or '}'))
                at += IsReturnPair(source, at + 1) ? 2 : 1;
            else if (Closes(source, at, quote, triple))
                return at + (triple ? 3 : 1);
            else if (!triple && c is '\n' or '\r')
                return -1;
            else if (c is '{' or '}' && At(source, at + 1) == c)
                at++;
            else if (c == '{' && (at = FieldEnd(source, at + 1, quote, triple, nesting) - 1) < 0)
                return -1;
        }

        return -1;
    }

    /// <summary>The place behind the brace that closes a replacement field.</summary>
    private static int FieldEnd(string source, int at, char quote, bool triple, int nesting)
    {
        if (nesting > MaxNesting)
            return -1;
        int depth = 0;
        bool inFormat = false;
        for (; at < source.Length; at++)
        {
            char c = source[at];
            if (inFormat)
            {
                // The format is text again, in which fields may be.
                if (c == '}')
                    return at + 1;
                if (Closes(source, at, quote, triple) || (c == '{' && (at = FieldEnd(source, at + 1, quote, triple, nesting + 1) - 1) < 0))
                    return -1;
            }
            else if (c is '"' or '\'')
            {
                int begin = at;
                while (begin > 0 && char.IsLetter(source[begin - 1]))
                    begin--;
                at = End(source, IsPrefix(source, begin, at) ? begin : at, nesting + 1) - 1;
                if (at < 0)
                    return -1;
            }
            else if (c is '(' or '[' or '{')
            {
                depth++;
            }
            else if (c == '}' && depth == 0)
            {
                return at + 1;
            }
            else if (c is ')' or ']' or '}')
            {
                depth--;
            }
            else if (c == '#' && triple)
            {
                while (At(source, at + 1) is not ('\n' or '\r' or '\0'))
                    at++;
            }
            else if (c == ':' && depth == 0)
            {
                inFormat = true;
            }
        }

        return -1;
    }

    private static bool Closes(string source, int at, char quote, bool triple) =>
        source[at] == quote && (!triple || (At(source, at + 1) == quote && At(source, at + 2) == quote));

    private static bool IsReturnPair(string source, int at) => At(source, at) == '\r' && At(source, at + 1) == '\n';

    private static char At(string source, int index) => index < source.Length ? source[index] : '\0';
}
