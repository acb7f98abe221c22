namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>Parts of a line: names and numbers, white space, and every other sign by itself.</summary>
internal static class Words
{
    /// <summary>The place behind the word that begins somewhere.</summary>
    public static int End(string text, int start)
    {
        int kind = KindOf(text[start]);
        int end = start + 1;
        if (kind == 0)
            return char.IsHighSurrogate(text[start]) && end < text.Length && char.IsLowSurrogate(text[end]) ? end + 1 : end;
        while (end < text.Length && KindOf(text[end]) == kind)
            end++;
        return end;
    }

    public static List<string> Of(string text)
    {
        var words = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            int end = End(text, at);
            words.Add(text.Substring(at, end - at));
            at = end;
        }

        return words;
    }

    private static int KindOf(char c) => char.IsLetterOrDigit(c) || c is '_' ? 1 : char.IsWhiteSpace(c) ? 2 : 0;
}
