using System.Collections;
using System.Globalization;
using MlopsCmdlets.Git.Notebooks.Python;

namespace MlopsCmdlets.Git.Tests.Notebooks;

public sealed class PythonLiteralTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "None" },
        { true, "True" },
        { 5, "5" },
        { -5L, "-5" },
        { ulong.MaxValue, "18446744073709551615" },
        { 0.2, "0.2" },
        { 1.0, "1.0" },
        { 1e-7, "1e-07" },
        { 1e300, "1e+300" },
        { 0.1f, "0.1" },
        { double.NaN, "float('nan')" },
        { double.NegativeInfinity, "float('-inf')" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 2m, "2.0" },
        { "it's", @"'it\'s'" },
        { "a\\b\n\t\0", @"'a\\b\n\t\x00'" },
        { "ü \ud83d\ude00", "'ü \ud83d\ude00'" },
        { "\u202e\ud800\u2028", @"'\u202e\ud800\u2028'" },
        { new object?[] { 1, "a", null, new[] { 1.5 } }, "[1, 'a', None, [1.5]]" },
        { new SortedList { ["b"] = 2, ["a"] = new[] { true } }, "{'a': [True], 'b': 2}" },
        { Array.Empty<int>(), "[]" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_as_Python_writes_it_in_any_culture(object? value, string expected)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(expected, PythonLiteral.Of(value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_Python_has_no_literal_for_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PythonLiteral.Of(new Uri("https://example.com")));
        var loop = new ArrayList();
        loop.Add(loop);
        Assert.Throws<ArgumentException>(() => PythonLiteral.Of(loop));
        Assert.Throws<ArgumentException>(() => PythonLiteral.Of(new Hashtable { [new[] { 1 }] = 1 }));
    }

    [Theory]
    [InlineData("test_size", true)]
    [InlineData("größe", true)]
    [InlineData("a.b", false)]
    [InlineData("2x", false)]
    [InlineData("", false)]
    [InlineData(" x", false)]
    [InlineData("x\n", false)]
    [InlineData("x y", false)]
    public void A_name_is_told_from_other_text(string text, bool expected) => Assert.Equal(expected, PythonLiteral.IsName(text));
}
