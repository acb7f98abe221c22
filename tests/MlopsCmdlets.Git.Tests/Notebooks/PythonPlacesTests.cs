using MlopsCmdlets.Git.Notebooks.Python;

namespace MlopsCmdlets.Git.Tests.Notebooks;

public sealed class PythonPlacesTests
{
    [Theory]
    [InlineData("x = 0.4", "Assignment 0.4")]
    [InlineData("x=0.4 # x = 1", "Assignment 0.4")]
    [InlineData("x: float = 0.4", "Assignment 0.4")]
    [InlineData("x: Dict[str, int] = {'x': 1}", "Assignment {'x': 1}")]
    [InlineData("if True: x = 1", "Assignment 1")]
    [InlineData("y = 1; x = 2; z = 3", "Assignment 2")]
    [InlineData("def f(x=1):\n    x = 2", "Assignment 2")]
    [InlineData("x = (1,\n  2)  # two", "Assignment (1,\n  2)")]
    [InlineData("x = 1 + \\\n  2", "Assignment 1 + \\\n  2")]
    [InlineData("x = lambda a, x=1: a", "Assignment lambda a, x=1: a")]
    [InlineData("x = 1 if y == 2 else 3", "Assignment 1 if y == 2 else 3")]
    [InlineData("x = 1, 2", "Assignment 1, 2")]
    [InlineData("%matplotlib inline\nx = 1", "Assignment 1")]
    [InlineData("!pip install x==1\nx = 1", "Assignment 1")]
    [InlineData("%%time\nx = 1", "Assignment 1")]
    [InlineData("match y:\n    case 1: x = 2", "Assignment 2")]
    [InlineData("case: int = 1\nx = 2", "Assignment 2")]
    [InlineData("x = \"\"\"a\nx = 3\n\"\"\"", "Assignment \"\"\"a\nx = 3\n\"\"\"")]
    [InlineData("f'{d[\"k\"]}'; x = 1", "Assignment 1")]
    [InlineData("f'{d['k']}'; x = 1", "Assignment 1")]
    [InlineData("f'{v:{w}}{{x = 2}}'\nx = 1", "Assignment 1")]
    [InlineData("r'\\'; x = 1'\nx = 2", "Assignment 2")]
    [InlineData("b'#'; x = 2", "Assignment 2")]
    [InlineData("x = 1\r\ny = 2", "Assignment 1")]
    [InlineData("f(x=0.4)", "KeywordArgument 0.4 f")]
    [InlineData("a, b = m.split(X, y, x=0.4, s=1)", "KeywordArgument 0.4 m.split")]
    [InlineData("g(1)(x=[1, 2], y=3)", "KeywordArgument [1, 2] ")]
    [InlineData("f(x=lambda a, b: a, y=1)", "KeywordArgument lambda a, b: a f")]
    [InlineData("f(\n  a,\n  x = 1, # one\n)", "KeywordArgument 1 f")]
    [InlineData("@decorate(x=1)\ndef f(): pass", "KeywordArgument 1 decorate")]
    [InlineData("def f(y=g(x=1)): pass", "KeywordArgument 1 g")]
    [InlineData("for i in range(3): f(x=i)", "KeywordArgument i f")]
    [InlineData("f(x=x)", "ForwardedArgument x f")]
    [InlineData("x, y = 1, 2", "Unpacking 1, 2")]
    [InlineData("(x, y) = 1, 2", "Unpacking 1, 2")]
    [InlineData("y, *x = 1, 2", "Unpacking 1, 2")]
    [InlineData("x = y = 1", "Chained 1")]
    [InlineData("y = x = 1", "Chained 1")]
    [InlineData("x += 1", "Augmented 1")]
    [InlineData("if (x := 1): pass", "Expression ")]
    public void A_place_is_found(string source, string expected)
    {
        PythonPlace place = Assert.Single(PythonPlaces.Find(source, out bool wellFormed), p => p.Name == "x");

        Assert.True(wellFormed);
        string call = place.Kind is PythonPlaceKind.KeywordArgument or PythonPlaceKind.ForwardedArgument ? " " + place.Call : "";
        Assert.Equal(expected, $"{place.Kind} {source[place.ValueStart..place.ValueEnd]}{call}");
        Assert.Equal("x", source.Substring(place.NameStart, 1));
    }

    [Theory]
    [InlineData("x == 1")]
    [InlineData("self.x = 1")]
    [InlineData("x.y = 1")]
    [InlineData("x['a'] = 1")]
    [InlineData("x[0], y = 1, 2")]
    [InlineData("def f(a, x=1): pass")]
    [InlineData("async def f(a, *, x=1) -> int: pass")]
    [InlineData("class A(B, x=1): pass")]
    [InlineData("lambda x=1: x")]
    [InlineData("f(lambda a, x=1: a)")]
    [InlineData("for x in y: pass")]
    [InlineData("x: int")]
    [InlineData("# x = 1")]
    [InlineData("'''\nx = 1\n'''")]
    [InlineData("f'{x = }'")]
    [InlineData("%%bash\nx = 1")]
    [InlineData("%timeit x = 1")]
    [InlineData("!x = 1")]
    [InlineData("!echo \\\nx = 1")]
    [InlineData("?x")]
    [InlineData("import x")]
    [InlineData("{'x': 1}")]
    [InlineData("f(x >= 1)")]
    [InlineData("d = dict(y=[x, 1])")]
    [InlineData("")]
    public void What_only_looks_like_one_is_none(string source) =>
        Assert.DoesNotContain(PythonPlaces.Find(source, out _), p => p.Name == "x");

    [Theory]
    [InlineData("x = 'open")]
    [InlineData("x = (1")]
    [InlineData("x = 1)")]
    [InlineData("x = (1]")]
    [InlineData("x = \"\"\"open")]
    [InlineData("x = f'{y'")]
    public void An_open_string_or_bracket_is_noticed(string source)
    {
        PythonPlaces.Find(source, out bool wellFormed);

        Assert.False(wellFormed);
    }

    [Fact]
    public void Tokens_cover_everything_but_white_space_and_comments_whatever_the_text()
    {
        string[] pieces = ["x", " ", "=", "(", ")", "[", "'", "\"", "\"\"\"", "f'{", "}", "\\", "\n", "\r\n", "#", "%", "!", ":", "lambda ", ",", "é", "\ud83d\ude00", "\ud800", "1e-5", "0x1F", "if ", ";"];
        var random = new Random(20260101);
        for (int round = 0; round < 20_000; round++)
        {
            string source = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => pieces[random.Next(pieces.Length)]));

            int at = 0;
            foreach (PythonToken token in PythonTokenizer.Tokenize(source, out _))
            {
                Assert.True(token.Start >= at && token.End <= source.Length && token.Depth >= 0, source);
                at = token.End;
            }

            foreach (PythonPlace place in PythonPlaces.Find(source, out _))
                Assert.True(place.ValueStart <= place.ValueEnd && place.ValueEnd <= source.Length && source.IndexOf(place.Name, place.NameStart, StringComparison.Ordinal) == place.NameStart, source);
        }
    }
}
