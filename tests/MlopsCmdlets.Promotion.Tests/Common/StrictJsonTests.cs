using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Promotion.Tests.Common;

public sealed class StrictJsonTests
{
    private enum Colour
    {
        Red,
        Green,
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "$.a", "twice")]
    [InlineData("""{"a":1,"\u0061":2}""", "$.a", "twice")]
    [InlineData("""{"x":[{"y":1},{"y":1,"z":{"q r":0,"q r":1}}]}""", "$.x[1].z['q r']", "twice")]
    [InlineData("""{"a":1,}""", "$.a", "not JSON")]
    [InlineData("""{"a":1} {}""", "$", "not JSON")]
    [InlineData("""{"a":1 // no comments""", "$.a", "not JSON")]
    [InlineData("""{"a":[1,2""", "$.a[0]", "not JSON")]
    [InlineData("", "$", "not JSON")]
    [InlineData("""{"a":NaN}""", "$.a", "not JSON")]
    [InlineData("""{"a":"\ud800"}""", "$.a", "not valid")]
    [InlineData("""{"a":{"\ud800":1}}""", "$.a", "not valid")]
    [InlineData("""{"a":1e999999999999}""", "$.a", "not valid")]
    [InlineData("""[1]""", "$", "object")]
    [InlineData("null", "$", "object")]
    public void What_is_not_strict_JSON_is_refused_with_its_place(string json, string path, string problem)
    {
        var e = Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Any("a")));
        Assert.Equal(path, e.Path);
        Assert.Contains(problem, e.Problem);
        Assert.Contains("test file", e.Message);
        Assert.NotEmpty(e.RecommendedAction);
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_one_more_is_not()
    {
        Read(Nested(32), fields => fields.Any("a"));
        var e = Assert.Throws<MalformedDocumentException>(() => Read(Nested(33), fields => fields.Any("a")));
        Assert.Contains("32 levels", e.Problem);
        Assert.Throws<MalformedDocumentException>(() => Read("{\"a\":" + new string('[', 100_000), fields => fields.Any("a")));

        static string Nested(int levels) => "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";
    }

    [Fact]
    public void Size_encoding_and_marks_are_judged()
    {
        Assert.Contains("bytes", Assert.Throws<MalformedDocumentException>(() => StrictJson.Parse(new byte[StrictJson.MaxBytes + 1], "test file")).Problem);
        Assert.Contains("UTF-16", Assert.Throws<MalformedDocumentException>(() => StrictJson.Parse([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")], "test file")).Problem);
        Assert.Throws<MalformedDocumentException>(() => StrictJson.Parse([(byte)'"', 0xC3, 0x28, (byte)'"'], "test file"));
        Assert.Equal(JsonValueKind.Object, StrictJson.Parse([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], "test file").ValueKind);
    }

    [Fact]
    public void An_unknown_field_is_refused_wherever_it_is()
    {
        var e = Assert.Throws<MalformedDocumentException>(() => Read("""{"list":[{"known":1},{"known":1,"other":2}]}""", fields => fields.Objects("list", item => item.Int32("known"))));
        Assert.Equal("$.list[1].other", e.Path);
        Assert.Throws<MalformedDocumentException>(() => Read("""{"Known":1}""", fields => fields.OptionalInt32("known")));
    }

    [Fact]
    public void A_missing_or_null_field_is_missing_where_it_is_needed()
    {
        foreach (var json in new[] { "{}", """{"a":null}""" })
        {
            Assert.Equal("$.a", Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Text("a"))).Path);
            Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Int64("a")));
            Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Boolean("a")));
            Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Time("a")));
            Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Sha256("a")));
            Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Enum<Colour>("a")));
            Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Object("a", _ => "")));
            Assert.Null(Read(json, fields => fields.OptionalText("a")));
            Assert.Null(Read(json, fields => fields.OptionalInt32("a")));
            Assert.Null(Read(json, fields => fields.OptionalBoolean("a")));
            Assert.Null(Read(json, fields => fields.OptionalEnum<Colour>("a")));
            Assert.Null(Read(json, fields => fields.OptionalObject("a", _ => "")));
            Assert.Empty(Read(json, fields => fields.Texts("a")));
            Assert.Empty(Read(json, fields => fields.TextMap("a")));
            Assert.Empty(Read(json, fields => fields.Objects("a", _ => 1)));
        }
    }

    [Fact]
    public void Values_are_read_in_their_types()
    {
        Assert.Equal("x", Read("""{"a":"x"}""", fields => fields.Text("a")));
        Assert.Equal(long.MinValue, Read("""{"a":-9223372036854775808}""", fields => fields.Int64("a")));
        Assert.Equal(200, Read("""{"a":2e2}""", fields => fields.Int32("a")));
        Assert.True(Read("""{"a":true}""", fields => fields.Boolean("a")));
        Assert.False(Read("""{"a":false}""", fields => fields.Boolean("a")));
        Assert.Equal(Colour.Green, Read("""{"a":"Green"}""", fields => fields.Enum<Colour>("a")));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Read("""{"a":"2026-01-02T03:04:05.0000000Z"}""", fields => fields.Time("a")));
        Assert.Equal(["x", "y"], Read("""{"a":["x","y"]}""", fields => fields.Texts("a")));
        Assert.Equal("v", Read("""{"a":{"k":"v"}}""", fields => fields.TextMap("a"))["k"]);
        Assert.Equal("$.a", Read("""{"a":{"k":1}}""", fields => fields.Object("a", inner => { inner.Any("k"); return inner.Path; })));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    public void A_value_of_another_type_is_refused(string value)
    {
        var json = $$"""{"a":{{value}}}""";
        var accepted = 0;
        foreach (var read in new Func<JsonFields, object?>[]
                 {
                     fields => fields.Text("a"), fields => fields.Int64("a"), fields => fields.Boolean("a"), fields => fields.Texts("a"), fields => fields.TextMap("a"),
                     fields => fields.Time("a"), fields => fields.Sha256("a"), fields => fields.Enum<Colour>("a"),
                 })
        {
            try
            {
                Read(json, read);
                accepted++;
            }
            catch (MalformedDocumentException e)
            {
                Assert.Equal("$.a", e.Path);
            }
        }
        Assert.Equal(value is "1.5" or "9223372036854775808" ? 0 : 1, accepted);
    }

    [Theory]
    [InlineData("""{"a":"green"}""")]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":"Red, Green"}""")]
    public void A_name_of_an_enumeration_has_its_own_spelling(string json) =>
        Assert.Contains("Red, Green", Assert.Throws<MalformedDocumentException>(() => Read(json, fields => fields.Enum<Colour>("a"))).Problem);

    [Fact]
    public void A_later_version_is_told_apart_from_a_broken_one()
    {
        Assert.Equal(1, Read("""{"form":1}""", fields => fields.Version("form", 1)));
        var newer = Assert.Throws<NewerDocumentException>(() => Read("""{"form":2,"unknown":3}""", fields => fields.Version("form", 1)));
        Assert.Contains("Update the module", newer.RecommendedAction);
        Assert.Equal("$.form", newer.Path);
        Assert.IsType<MalformedDocumentException>(Record.Exception(() => Read("""{"form":0}""", fields => fields.Version("form", 1))));
        Assert.Contains("too large", Assert.Throws<MalformedDocumentException>(() => Read("""{"a":3000000000}""", fields => fields.Int32("a"))).Problem);
        Assert.Throws<MalformedDocumentException>(() => Read("""{"a":" "}""", fields => fields.NonEmptyText("a")));
        Assert.Throws<MalformedDocumentException>(() => Read($$"""{"a":"{{new string('A', 64)}}"}""", fields => fields.Sha256("a")));
    }

    private static T Read<T>(string json, Func<JsonFields, T> read) => StrictJson.Read(Encoding.UTF8.GetBytes(json), "test file", read);
}
