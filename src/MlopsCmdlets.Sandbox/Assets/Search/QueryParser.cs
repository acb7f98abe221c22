using System.Text;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Assets.Search;

/// <summary>
/// Reads the part of Lucene's query language that CAMS searches use: <c>*:*</c>, <c>field:value</c>, wildcards, phrases, ranges, <c>AND</c> <c>OR</c> <c>NOT</c>, <c>+</c> <c>-</c> and parentheses.
/// Terms side by side are joined by OR, as Lucene does.
/// </summary>
internal sealed class QueryParser
{
    private const int MaxDepth = 50;
    private readonly string _text;
    private int _at;
    private int _depth;

    private QueryParser(string text) => _text = text;

    /// <exception cref="ApiException">400: the query is not valid.</exception>
    public static QueryNode Parse(string text)
    {
        var parser = new QueryParser(text);
        parser.SkipSpace();
        if (parser.AtEnd) throw parser.Bad("it is empty");
        var node = parser.ReadClauses(null);
        if (!parser.AtEnd) throw parser.Bad("a ')' is not matched");
        return node;
    }

    private bool AtEnd => _at >= _text.Length;

    private char Current => _text[_at];

    private ApiException Bad(string what) => ApiException.BadRequest($"The query is not valid at position {_at}: {what}.", "invalid_query");

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Current)) _at++;
    }

    /// <summary>Clauses up to the end or a closing parenthesis. AND binds closer than OR; required and prohibited clauses are kept apart, as Lucene does.</summary>
    private QueryNode ReadClauses(string? field)
    {
        if (++_depth > MaxDepth) throw Bad("it is nested too deeply");
        QueryNode? must = null, should = null;
        var joinWithAnd = false;
        QueryNode? last = null;
        for (SkipSpace(); !AtEnd && Current != ')'; SkipSpace())
        {
            if (last is not null && TakeWord("AND", "&&"))
            {
                joinWithAnd = true;
                continue;
            }

            if (last is not null && TakeWord("OR", "||")) continue;

            var required = Take('+');
            var clause = ReadUnary(field);
            var prohibited = clause is QueryNode.Not;
            if (joinWithAnd)
            {
                // The clause before the AND is still the newest of the alternatives: replace it with the pair.
                should = Replace(should, last!, new QueryNode.And(last!, clause), ref must);
                last = should is QueryNode.Or or ? or.Right : should ?? must;
                joinWithAnd = false;
            }
            else if (required || prohibited)
            {
                must = must is null ? clause : new QueryNode.And(must, clause);
                last = clause;
            }
            else
            {
                should = should is null ? clause : new QueryNode.Or(should, clause);
                last = clause;
            }
        }

        _depth--;
        if (joinWithAnd) throw Bad("AND needs something on its right");
        return (must, should) switch
        {
            (null, null) => throw Bad("there is nothing to look for"),
            (null, { } only) => only,

            // With a required clause the others only raise the score; with a prohibited one alone they still select.
            ({ } only, null) => only,
            ({ } both, { } rest) => IsProhibition(both) ? new QueryNode.And(both, rest) : both,
        };
    }

    private static bool IsProhibition(QueryNode node) => node is QueryNode.Not || (node is QueryNode.And and && IsProhibition(and.Left) && IsProhibition(and.Right));

    private static QueryNode? Replace(QueryNode? should, QueryNode last, QueryNode pair, ref QueryNode? must)
    {
        if (should is QueryNode.Or or && ReferenceEquals(or.Right, last)) return new QueryNode.Or(or.Left, pair);
        if (ReferenceEquals(should, last)) return pair;

        // The clause before the AND was a required or prohibited one.
        must = ReferenceEquals(must, last) ? pair : must is QueryNode.And and && ReferenceEquals(and.Right, last) ? new QueryNode.And(and.Left, pair) : new QueryNode.And(must!, pair);
        return should;
    }

    private QueryNode ReadUnary(string? field)
    {
        SkipSpace();
        if (AtEnd) throw Bad("something is missing at the end");
        if (Take('-') || Take('!') || TakeWord("NOT", null)) return new QueryNode.Not(ReadUnary(field));
        return ReadPrimary(field);
    }

    private QueryNode ReadPrimary(string? field)
    {
        if (Take('('))
        {
            var inner = ReadClauses(field);
            if (!Take(')')) throw Bad("a '(' is not closed");
            return inner;
        }

        if (Current is '[' or '{') return ReadRange(field);
        if (Current == '"') return new QueryNode.Term(field, TermPattern.Phrase(ReadQuoted()));

        var term = ReadTerm();
        if (field is null && Take(':'))
        {
            SkipSpace();
            if (AtEnd) throw Bad("a field needs a value");
            var name = new string([.. term.Select(c => c.Character)]);
            if (name == "*" && TakeText("*")) return new QueryNode.Everything();
            if (name == "*") throw Bad("the field '*' takes only the value '*'");
            return ReadUnary(name);
        }

        if (term.Count == 1 && term[0] == ('*', false)) return field is null ? new QueryNode.Everything() : new QueryNode.Present(field);
        return term.Any(c => c is { Literal: false, Character: '*' or '?' })
            ? new QueryNode.Term(field, TermPattern.Wildcard(term))
            : new QueryNode.Term(field, TermPattern.Word(new string([.. term.Select(c => c.Character)])));
    }

    private List<(char Character, bool Literal)> ReadTerm()
    {
        List<(char, bool)> term = [];
        while (!AtEnd && !char.IsWhiteSpace(Current) && Current is not (':' or '(' or ')' or '"' or '[' or ']' or '{' or '}' or '^' or '~'))
        {
            if (Current == '\\')
            {
                _at++;
                if (AtEnd) throw Bad("'\\' needs a character after it");
                term.Add((Current, true));
            }
            else
            {
                term.Add((Current, false));
            }

            _at++;
        }

        if (term.Count == 0) throw Bad(AtEnd ? "something is missing at the end" : $"'{Current}' is not expected");
        SkipBoost();
        return term;
    }

    private string ReadQuoted()
    {
        var text = new StringBuilder();
        for (_at++; !AtEnd && Current != '"'; _at++)
        {
            if (Current == '\\' && _at + 1 < _text.Length) _at++;
            text.Append(Current);
        }

        if (!Take('"')) throw Bad("a quotation mark is not closed");
        SkipBoost();
        return text.ToString();
    }

    private QueryNode.Between ReadRange(string? field)
    {
        var withLow = Current == '[';
        _at++;
        var close = _text.IndexOfAny([']', '}'], _at);
        if (close < 0) throw Bad("a range is not closed");
        var ends = _text[_at..close].Split(" TO ", StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || ends.Any(end => end.Length == 0)) throw Bad("a range is written [low TO high]");
        _at = close + 1;
        return new QueryNode.Between(field, ends[0].Trim('"'), ends[1].Trim('"'), withLow, _text[close] == ']');
    }

    /// <summary>Boosts and fuzziness only order the hits.</summary>
    private void SkipBoost()
    {
        if (AtEnd || Current is not ('^' or '~')) return;
        _at++;
        while (!AtEnd && (char.IsAsciiDigit(Current) || Current == '.')) _at++;
    }

    private bool Take(char character)
    {
        if (AtEnd || Current != character) return false;
        _at++;
        return true;
    }

    private bool TakeText(string text)
    {
        if (string.CompareOrdinal(_text, _at, text, 0, text.Length) != 0) return false;
        _at += text.Length;
        return true;
    }

    private bool TakeWord(string word, string? symbol)
    {
        if (symbol is not null && TakeText(symbol)) return true;
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        var after = _at + word.Length;
        if (after < _text.Length && !char.IsWhiteSpace(_text[after]) && _text[after] != '(') return false;
        _at = after;
        return true;
    }
}
