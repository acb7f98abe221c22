namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>Finds where names get values in a notebook cell. Not counted: parameters of functions, attributes, items, loop variables.</summary>
internal sealed class PythonPlaces
{
    private static readonly HashSet<string> Compound = new(StringComparer.Ordinal)
    {
        "if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class", "async",
    };

    // Cell magics whose body is Python of this kernel.
    private static readonly HashSet<string> PythonMagics = new(StringComparer.Ordinal) { "%%time", "%%timeit", "%%capture", "%%prun", "%%debug" };

    private readonly string _source;
    private readonly IReadOnlyList<PythonToken> _tokens;
    private readonly bool[] _inLambda;
    private readonly List<PythonPlace> _places = [];

    private PythonPlaces(string source, IReadOnlyList<PythonToken> tokens)
    {
        _source = source;
        _tokens = tokens;
        _inLambda = FindLambdas();
    }

    /// <summary>All places of a cell, in order.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="wellFormed">False if a string or bracket is not closed: nothing can then be set safely.</param>
    public static IReadOnlyList<PythonPlace> Find(string source, out bool wellFormed)
    {
        wellFormed = true;
        if (IsForeign(source))
            return [];
        var finder = new PythonPlaces(source, PythonTokenizer.Tokenize(source, out wellFormed));
        finder.Run();
        finder._places.Sort((a, b) => a.NameStart.CompareTo(b.NameStart));
        return finder._places;
    }

    /// <summary>Whether a cell magic gives the cell to another language or program.</summary>
    private static bool IsForeign(string source)
    {
        string start = source.TrimStart();
        return start.StartsWith("%%", StringComparison.Ordinal) && !PythonMagics.Contains(start.Split([' ', '\t', '\r', '\n'], 2)[0]);
    }

    private void Run()
    {
        for (int line = 0; line < _tokens.Count;)
        {
            int end = line;
            while (_tokens[end].Kind != PythonTokenKind.NewLine)
                end++;
            ReadLine(line, end);
            ReadArguments(line, end);
            line = end + 1;
        }
    }

    private void ReadLine(int start, int end)
    {
        while (start < end && IsHeader(start, end))
        {
            int colon = FindAtTop(start, end, ":");
            start = colon < 0 ? end : colon + 1;
        }

        while (start < end)
        {
            int semicolon = FindAtTop(start, end, ";");
            int last = semicolon < 0 ? end : semicolon;
            ReadStatement(start, last);
            start = last + 1;
        }
    }

    /// <summary>The first line of a block, behind whose colon a statement may follow.</summary>
    private bool IsHeader(int start, int end)
    {
        if (_tokens[start].Kind != PythonTokenKind.Name)
            return false;
        string word = Text(start);
        if (Compound.Contains(word))
            return true;
        // match and case are names, too: "case: int = 3" is no header, "case 1: x = 3" is.
        return word is "match" or "case" && start + 1 < end
            && (_tokens[start + 1].Kind != PythonTokenKind.Operator || Text(start + 1) is "(" or "[" or "{" or "-" or "*")
            && FindAtTop(start, end, ":") is > 0 and var colon && (FindAtTop(start, end, "=") is var assign && (assign < 0 || assign > colon));
    }

    private void ReadStatement(int start, int end)
    {
        int first = FindAtTop(start, end, "=");
        if (first < 0)
        {
            ReadAugmented(start, end);
            return;
        }

        int last = first, count = 0;
        for (int i = first; i >= 0; i = FindAtTop(i + 1, end, "="))
        {
            last = i;
            count++;
        }

        if (last + 1 >= end)
            return;
        for (int target = start, equals = first; equals >= 0; target = equals + 1, equals = FindAtTop(target, end, "="))
            ReadTarget(target, equals, count > 1, _tokens[last + 1].Start, _tokens[end - 1].End);
    }

    private void ReadTarget(int start, int end, bool chained, int valueStart, int valueEnd)
    {
        bool isName = start < end && IsPlainName(start);
        if (isName && (end == start + 1 || Is(start + 1, ":")))
        {
            _places.Add(new(chained ? PythonPlaceKind.Chained : PythonPlaceKind.Assignment, Text(start), _tokens[start].Start, valueStart, valueEnd));
            return;
        }

        if (start >= end || !(Is(start, "(") || Is(start, "[") || Is(start, "*") || FindAtTop(start, end, ",") >= 0))
            return;
        for (int i = start; i < end; i++)
        {
            // What is in an index or a call gets no value.
            if (i > start && (Is(i, "(") || Is(i, "[")) && (_tokens[i - 1].Kind != PythonTokenKind.Operator || Is(i - 1, ")") || Is(i - 1, "]")))
            {
                int depth = _tokens[i].Depth;
                while (i + 1 < end && _tokens[i + 1].Depth > depth)
                    i++;
                continue;
            }

            bool alone = IsPlainName(i) && !(i > start && Is(i - 1, ".")) && !(i + 1 < end && (Is(i + 1, ".") || Is(i + 1, "[") || Is(i + 1, "(")));
            if (alone)
                _places.Add(new(PythonPlaceKind.Unpacking, Text(i), _tokens[i].Start, valueStart, valueEnd));
        }
    }

    private void ReadAugmented(int start, int end)
    {
        if (end - start >= 3 && IsPlainName(start) && _tokens[start + 1].Kind == PythonTokenKind.Operator
            && Text(start + 1) is "+=" or "-=" or "*=" or "/=" or "//=" or "%=" or "**=" or "&=" or "|=" or "^=" or ">>=" or "<<=" or "@=")
            _places.Add(new(PythonPlaceKind.Augmented, Text(start), _tokens[start].Start, _tokens[start + 2].Start, _tokens[end - 1].End));
    }

    /// <summary>Keyword arguments and assignment expressions, which may be anywhere in a line.</summary>
    private void ReadArguments(int start, int end)
    {
        int parameters = ParametersOf(start, end);
        var open = new Stack<int>();
        for (int i = start; i < end; i++)
        {
            if (_tokens[i].Kind == PythonTokenKind.Operator)
            {
                string text = Text(i);
                if (text is "(" or "[" or "{")
                    open.Push(i);
                else if (text is ")" or "]" or "}" && open.Count > 0)
                    open.Pop();
                else if (text == ":=" && i > start && IsPlainName(i - 1))
                    _places.Add(new(PythonPlaceKind.Expression, Text(i - 1), _tokens[i - 1].Start, _tokens[i].End, _tokens[i].End));
                continue;
            }

            if (open.Count > 0 && open.Peek() is var bracket && Is(bracket, "(") && bracket != parameters && bracket > start
                && i + 2 < end && IsPlainName(i) && Is(i + 1, "=") && (Is(i - 1, "(") || Is(i - 1, ",")) && !_inLambda[i])
                AddArgument(i, bracket, end);
        }
    }

    private void AddArgument(int name, int bracket, int end)
    {
        int last = name + 2;
        while (last < end && !(_tokens[last].Depth < _tokens[name].Depth) && !(_tokens[last].Depth == _tokens[name].Depth && Is(last, ",") && !_inLambda[last]))
            last++;
        if (last == name + 2)
            return;
        bool forwarded = last == name + 3 && IsPlainName(name + 2) && Text(name + 2) == Text(name);
        _places.Add(new(
            forwarded ? PythonPlaceKind.ForwardedArgument : PythonPlaceKind.KeywordArgument, Text(name), _tokens[name].Start, _tokens[name + 2].Start, _tokens[last - 1].End, CallOf(bracket)));
    }

    /// <summary>The dotted name before a bracket.</summary>
    private string? CallOf(int bracket)
    {
        int first = bracket;
        while (first > 0 && (_tokens[first - 1].Kind == PythonTokenKind.Name || Is(first - 1, ".")) && (_tokens[first - 1].Kind != PythonTokenKind.Name || first == bracket || Is(first, ".")))
            first--;
        return first == bracket ? null : _source.Substring(_tokens[first].Start, _tokens[bracket - 1].End - _tokens[first].Start);
    }

    /// <summary>The bracket with the parameters of a function or the bases of a class.</summary>
    private int ParametersOf(int start, int end)
    {
        int word = start < end && Text(start) == "async" ? start + 1 : start;
        return word < end && Text(word) is "def" or "class" ? FindAtTop(word, end, "(") : -1;
    }

    private bool[] FindLambdas()
    {
        var result = new bool[_tokens.Count];
        var open = new Stack<int>();
        for (int i = 0; i < _tokens.Count; i++)
        {
            PythonToken token = _tokens[i];
            while (open.Count > 0 && (token.Kind == PythonTokenKind.NewLine || token.Depth < open.Peek()))
                open.Pop();
            result[i] = open.Count > 0 && open.Peek() == token.Depth;
            if (token.Kind == PythonTokenKind.Name && Text(i) == "lambda")
                open.Push(token.Depth);
            else if (result[i] && Is(i, ":"))
                open.Pop();
        }

        return result;
    }

    /// <summary>The first operator outside of brackets and of a lambda's parameters; less than 0 if there is none.</summary>
    private int FindAtTop(int start, int end, string text)
    {
        for (int i = start; i < end; i++)
        {
            if (_tokens[i].Depth == 0 && !_inLambda[i] && Is(i, text))
                return i;
        }

        return -1;
    }

    private bool IsPlainName(int token) => _tokens[token].Kind == PythonTokenKind.Name;

    private bool Is(int token, string text) =>
        _tokens[token] is { Kind: PythonTokenKind.Operator } t && t.End - t.Start == text.Length && string.CompareOrdinal(_source, t.Start, text, 0, text.Length) == 0;

    private string Text(int token) => _source.Substring(_tokens[token].Start, _tokens[token].End - _tokens[token].Start);
}
