using System.Text;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

public class ScoringDocumentTests
{
    [Fact]
    public void Rows_have_the_kinds_of_their_values()
    {
        ScoringDocument document = Read("""{"scoring_parameters":{"a":1},"input_data":[{"id":"1","fields":["A","B","C","D"],"values":[[1,2.5,"x",null]]},{"fields":["A","B","C","D"],"values":[[true,[1],{},0]]}]}""");

        Assert.True(document.IsTable);
        Assert.Equal([1L, 2.5, "x", null], document.Rows[0].Values);
        Assert.Equal(2, document.Rows[1].Number);
        Assert.Same(document.Rows[0].Columns, document.Rows[1].Columns);
        Assert.Equal("""
            "scoring_parameters":{"a":1}
            """, Encoding.UTF8.GetString(document.FurtherMembers.ToArray()));
    }

    [Theory]
    [InlineData("""{"input_data":[{"values":[[1,2]]}]}""")]
    [InlineData("""{"input_data":[{"fields":["A"],"values":[[1]]},{"fields":["B"],"values":[[1]]}]}""")]
    [InlineData("""{"input_data":["free form"]}""")]
    public void What_is_no_table_of_named_columns_is_kept_as_it_is(string json)
    {
        ScoringDocument document = Read(json);

        Assert.False(document.IsTable);
        Assert.Equal(json, Encoding.UTF8.GetString(document.Content.ToArray()));
    }

    [Theory]
    [InlineData("{\"input_data\":[", "line 1")]
    [InlineData("[]", "no 'input_data'")]
    [InlineData("{\"rows\":[]}", "no 'input_data'")]
    [InlineData("{\"input_data\":[{\"fields\":[\"A\"],\"values\":[]}]}", "no rows")]
    [InlineData("{\"input_data\":[{\"fields\":[\"A\"],\"values\":[[1,2]]}]}", "row 1 has 2 values for 1 fields")]
    [InlineData("{\"input_data\":[{\"fields\":[\"A\",\"a\"],\"values\":[[1,2]]}]}", "two columns")]
    public void What_is_no_request_is_an_error(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<ScoringFileException>(() => Read(json)).Message);

    [Theory]
    [InlineData(".json", "A,B", true)]
    [InlineData(".txt", "  \n {\"input_data\":[]}", true)]
    [InlineData(".csv", "A,B", false)]
    [InlineData(".csv", "", false)]
    public void JSON_is_told_from_CSV(string extension, string content, bool json)
    {
        using var file = new TemporaryFile(content, extension);

        Assert.Equal(json, ScoringDocument.IsJson(file.Path));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_document()
    {
        using var file = new TemporaryFile([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{\"input_data\":[{\"fields\":[\"Ä\"],\"values\":[[1]]}]}")], ".json");

        Assert.Equal("Ä", ScoringDocument.Read(file.Path).Rows[0].Columns.Names[0]);
    }

    private static ScoringDocument Read(string json)
    {
        using var file = new TemporaryFile(json, ".json");
        return ScoringDocument.Read(file.Path);
    }
}
