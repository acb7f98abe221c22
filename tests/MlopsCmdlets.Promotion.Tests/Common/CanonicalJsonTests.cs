using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsCmdlets.Promotion.Tests.Common;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Members_are_sorted_by_code_units_and_white_space_is_gone() =>
        Assert.Equal("""{"":0,"A":[true,false,null],"a":{"b":{},"c":[]},"é":1}""", Canonical("""{ "é": 1, "a": { "c": [ ], "b": { } }, "A": [true, false, null], "": 0 }"""));

    // The example of RFC 8785, section 3.2.2, without its number beyond double precision.
    [Fact]
    public void The_example_of_the_standard_comes_out_as_there() =>
        Assert.Equal("""{"literals":[null,true,false],"numbers":[1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Canonical("""{"numbers":[1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"""));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.000e5", "0")]
    [InlineData("1.0", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("-12.3400", "-12.34")]
    [InlineData("0.90", "0.9")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("123456789012345678901", "123456789012345678901")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1234567890123456789012", "1.234567890123456789012e+21")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("0.00000012", "1.2e-7")]
    [InlineData("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827")]
    public void A_number_has_one_form(string written, string canonical)
    {
        Assert.Equal(canonical, Canonical(written));
        Assert.Equal(canonical, Canonical(canonical));
    }

    [Fact]
    public void A_shortest_double_stands_as_ECMAScript_writes_it()
    {
        foreach (var value in new[] { 0.1, 1 / 3d, 5e-324, double.MaxValue, 1e16, 123456.789, 1e-6, 9.999e20 })
        {
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            Assert.Equal(value, double.Parse(Canonical(shortest), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Control_characters_are_escaped_and_nothing_else_is()
    {
        var all = string.Concat(Enumerable.Range(0, 0x250).Select(i => (char)i)) + "\u2028\ud83d\ude00<&'+";
        var bytes = CanonicalJson.Write(JsonValue.Create(all)!);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Equal(all, JsonDocument.Parse(bytes).RootElement.GetString());
        Assert.StartsWith("\"\\u0000\\u0001", text, StringComparison.Ordinal);
        Assert.Contains("\\b\\t\\n\\u000b\\f\\r\\u000e", text);
        Assert.Contains("\\u001f !\\\"#", text);
        Assert.EndsWith("\u2028\ud83d\ude00<&'+\"", text, StringComparison.Ordinal);
        Assert.Contains("\u007f\u0080", text);
    }

    [Fact]
    public void Two_writings_of_one_value_have_one_hash_and_another_value_has_another()
    {
        var hash = CanonicalJson.Hash(JsonNode.Parse("""{"a":1,"b":[1.5,"x"]}""")!);
        Assert.Equal(hash, CanonicalJson.Hash(JsonDocument.Parse("""{ "b" : [15e-1, "\u0078"], "a": 1.0 }""").RootElement));
        Assert.NotEqual(hash, CanonicalJson.Hash(JsonNode.Parse("""{"a":1,"b":["x",1.5]}""")!));
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", CanonicalJson.Hash(new JsonObject()));
    }

    [Fact]
    public void The_indented_form_is_for_people_and_has_the_same_hash()
    {
        var value = new JsonObject { ["b"] = "Größe <1>", ["a"] = new JsonArray(1, 2) };
        var indented = CanonicalJson.WriteIndented(value);
        Assert.Contains("\n  \"b\": \"Größe <1>\"", indented);
        Assert.DoesNotContain('\r', indented);
        Assert.Equal(CanonicalJson.Hash(value), CanonicalJson.Hash(StrictJson.Parse(Encoding.UTF8.GetBytes(indented), "test")));
    }

    [Fact]
    public void Times_are_utc_with_seven_decimals_and_come_back_exactly()
    {
        var time = new DateTimeOffset(2026, 3, 1, 1, 2, 3, TimeSpan.FromHours(2)).AddTicks(1234567);
        var text = CanonicalTime.Write(time);
        Assert.Equal("2026-02-28T23:02:03.1234567Z", text);
        Assert.True(CanonicalTime.TryRead(text, out var back));
        Assert.Equal(time, back);
        Assert.Equal(TimeSpan.Zero, back.Offset);
        Assert.False(CanonicalTime.TryRead("2026-02-28T23:02:03Z", out _));
        Assert.False(CanonicalTime.TryRead("2026-02-28T23:02:03.1234567+00:00", out _));
        Assert.False(CanonicalTime.TryRead(text + " ", out _));
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(StrictJson.Parse(Encoding.UTF8.GetBytes(json), "test")));
}
