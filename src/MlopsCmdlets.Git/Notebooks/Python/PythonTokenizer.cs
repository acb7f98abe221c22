using System.Globalization;

namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>
/// Splits a notebook cell into tokens as Python does (https://docs.python.org/3/reference/lexical_analysis.html), with IPython's magics as tokens
/// of their own. Indentation gives no tokens: what is looked for here does not depend on it.
/// </summary>
internal sealed class PythonTokenizer
{
    private readonly string _source;
    private readonly List<PythonToken> _tokens = [];
    private readonly Stack<char> _brackets = new();
    private int _at;

    private PythonTokenizer(string source) => _source = source;

    /// <summary>The tokens of a cell.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="wellFormed">False where a string or a bracket is not closed: the tokens are then a guess.</param>
    public static IReadOnlyList<PythonToken> Tokenize(string source, out bool wellFormed)
    {
        var tokenizer = new PythonTokenizer(source);
        wellFormed = tokenizer.Run();
        return tokenizer._tokens;
    }

    private bool IsLineStart => _brackets.Count == 0 && (_tokens.Count == 0 || _tokens[_tokens.Count - 1].Kind == PythonTokenKind.NewLine);

    private char Current => _source[_at];

    private bool Run()
    {
        bool good = true;
        while (_at < _source.Length)
        {
            char c = Current;
            if (c is '\n' or '\r')
                EndLine();
            else if (c == '\\' && IsLineEnd(_at + 1))
                _at = PastLineEnd(_at + 1);
            else if (char.IsWhiteSpace(c) || c == '\ufeff')
                _at++;
            else if (c == '#')
                _at = LineEnd(_at);
            else if (IsMagicHere())
                AddMagic();
            else
                good &= AddToken(c);
        }

        if (_tokens.Count > 0 && _tokens[_tokens.Count - 1].Kind != PythonTokenKind.NewLine)
            _tokens.Add(new PythonToken(PythonTokenKind.NewLine, _at, _at, 0));
        return good && _brackets.Count == 0;
    }

    private void EndLine()
    {
        int start = _at;
        _at = PastLineEnd(_at);
        if (!IsLineStart && _brackets.Count == 0)
            _tokens.Add(new PythonToken(PythonTokenKind.NewLine, start, _at, 0));
    }

    private bool AddToken(char c)
    {
        int start = _at;
        if (c is '"' or '\'')
            return AddText(start);
        if (IsNameStart(start))
        {
            while (_at < _source.Length && IsNamePart(_at))
                _at += char.IsHighSurrogate(Current) && _at + 1 < _source.Length ? 2 : 1;
            if (_at < _source.Length && Current is '"' or '\'' && PythonStrings.IsPrefix(_source, start, _at))
                return AddText(start);
            Add(PythonTokenKind.Name, start);
            return true;
        }

        if (char.IsDigit(c) || (c == '.' && _at + 1 < _source.Length && char.IsDigit(_source[_at + 1])))
        {
            SkipNumber();
            Add(PythonTokenKind.Number, start);
            return true;
        }

        return AddOperator(c);
    }

    private bool AddText(int start)
    {
        int end = PythonStrings.End(_source, start);
        bool ends = end >= 0;
        _at = ends ? end : _source.Length;
        Add(PythonTokenKind.Text, start);
        return ends;
    }

    private void SkipNumber()
    {
        // 1_000, 0xff, 1e-5, 2.5j: letters belong to it, signs only behind an exponent of a decimal number.
        bool hex = Current == '0' && _at + 1 < _source.Length && _source[_at + 1] is 'x' or 'X';
        for (; _at < _source.Length; _at++)
        {
            char c = Current;
            bool sign = c is '+' or '-' && !hex && _source[_at - 1] is 'e' or 'E';
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '.') && !sign)
                return;
        }
    }

    private bool AddOperator(char c)
    {
        int start = _at;
        if (c is '(' or '[' or '{')
        {
            _at++;
            Add(PythonTokenKind.Operator, start);
            _brackets.Push(c == '(' ? ')' : c == '[' ? ']' : '}');
            return true;
        }

        if (c is ')' or ']' or '}')
        {
            bool good = _brackets.Count > 0 && _brackets.Pop() == c;
            _at++;
            Add(PythonTokenKind.Operator, start);
            return good;
        }

        _at += OperatorLength(start);
        Add(PythonTokenKind.Operator, start);
        return true;
    }

    private int OperatorLength(int start)
    {
        string three = _source.Substring(start, Math.Min(3, _source.Length - start));
        if (three is "**=" or "//=" or ">>=" or "<<=" or "...")
            return 3;
        if (three.Length < 2)
            return 1;
        return three.Substring(0, 2) is "==" or "!=" or "<=" or ">=" or "->" or ":=" or "+=" or "-=" or "*=" or "/=" or "%=" or "&=" or "|=" or "^=" or "@=" or "**" or "//" or ">>" or "<<" ? 2 : 1;
    }

    /// <summary>At the beginning of a line, or as all of the value in <c>files = !ls</c>.</summary>
    private bool IsMagicHere()
    {
        if (Current is not ('%' or '!' or '?') || _brackets.Count > 0)
            return false;
        return IsLineStart || (Current is '%' or '!' && _tokens[_tokens.Count - 1] is { Kind: PythonTokenKind.Operator } last && last.End - last.Start == 1 && _source[last.Start] == '=');
    }

    private void AddMagic()
    {
        int start = _at;
        // %time runs the statement behind it as if it stood there alone.
        const string timed = "%time";
        if (IsLineStart && string.CompareOrdinal(_source, start, timed, 0, timed.Length) == 0 && start + timed.Length < _source.Length && _source[start + timed.Length] is ' ' or '\t')
        {
            _at += timed.Length;
            return;
        }

        while (true)
        {
            _at = LineEnd(_at);
            if (_at >= _source.Length || _source[_at - 1] != '\\')
                break;
            _at = PastLineEnd(_at);
        }

        Add(PythonTokenKind.Magic, start);
    }

    private void Add(PythonTokenKind kind, int start) => _tokens.Add(new PythonToken(kind, start, _at, _brackets.Count));

    private bool IsLineEnd(int index) => index >= _source.Length || _source[index] is '\n' or '\r';

    private int LineEnd(int from) => _source.IndexOfAny(['\n', '\r'], from) is >= 0 and var end ? end : _source.Length;

    private int PastLineEnd(int at) =>
        at >= _source.Length ? at : _source[at] == '\r' && at + 1 < _source.Length && _source[at + 1] == '\n' ? at + 2 : at + 1;

    private bool IsNameStart(int index) =>
        _source[index] == '_' || char.IsLetter(_source, index) || char.GetUnicodeCategory(_source, index) == UnicodeCategory.LetterNumber;

    private bool IsNamePart(int index) =>
        IsNameStart(index) || char.IsDigit(_source, index)
        || char.GetUnicodeCategory(_source, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
