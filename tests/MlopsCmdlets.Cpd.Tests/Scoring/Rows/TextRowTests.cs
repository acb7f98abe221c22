using System.Text.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

/// <summary>Rows of a file are sent as the bytes that they are: with the same outcome as values that are strings.</summary>
public class TextRowTests
{
    private static readonly CpdSchemaField[] Schema = [new("I", "int"), new("N", "double"), new("B", "bool"), new("T", "string"), new("A", "vector")];

    public static TheoryData<string[]> Good => new(
        ["1", "2.50", "true", "plain", "3"],
        [" 7 ", "+1", "0", "", "007"],
        ["", "", "", "say \"hi\", \\ and\ttabs\n", ""],
        ["45.0", "-1e-3", "FALSE", "Müller 東京 \U0001F600 </script>", "1,5"],
        ["12345678901234567890123", ".5", "1", new string('x', 70_000), "x"]);

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Bytes_are_sent_as_their_text_would_be(string[] cells)
    {
        using var file = new TemporaryFile("I,N,B,T,A\n" + string.Join(",", cells.Select(c => "\"" + c.Replace("\"", "\"\"") + "\"")) + "\n");
        var ofText = new FakeScoring();
        var ofBytes = new FakeScoring();
        var options = new RowScorerOptions { Schema = Schema };
        InputRow row = Read(file.Path);

        await RowScorerTests.ScoreAsync(ofText, options, new InputRow(row.Columns, cells, 1));
        await RowScorerTests.ScoreAsync(ofBytes, options, row);

        Assert.True(row.IsText);
        Assert.Equal(cells, row.Values);
        Assert.Equal(Values(ofText), Values(ofBytes));
    }

    [Theory]
    [InlineData("1.5,1,true,x,1", "'I'", "'1.5'")]
    [InlineData("1,\"1,5\",true,x,1", "'N'", "'1,5'")]
    [InlineData("1,1,maybe,x,1", "'B'", "'maybe'")]
    [InlineData("1,\u0663,true,x,1", "'N'", "'\u0663'")]
    public async Task A_cell_of_another_type_is_an_error_and_the_next_row_is_sent(string bad, string column, string value)
    {
        using var file = new TemporaryFile($"I,N,B,T,A\n{bad}\n2,2,true,y,2\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);
        var model = new FakeScoring();
        var scorer = new RowScorer(model.SendAsync, new RowScorerOptions { Schema = Schema });
        Assert.True(reader.Read(out InputRow first));
        Assert.True(reader.Read(out InputRow second));

        var error = Assert.Throws<ScoringRowException>(() => scorer.Add(first));
        scorer.Add(second);
        await scorer.SendAsync(TestContext.Current.CancellationToken);
        scorer.Complete();
        await scorer.TakeAsync(TestContext.Current.CancellationToken);

        Assert.Contains(column, error.Message);
        Assert.Contains(value, error.Message);
        Assert.Equal("""[[2,2,true,"y",2]]""", Values(model));
    }

    [Fact]
    public async Task A_column_can_be_sent_twice()
    {
        string longText = new('x', 5000);
        using var file = new TemporaryFile($"T\n{longText}\n");
        var model = new FakeScoring();

        await RowScorerTests.ScoreAsync(model, new RowScorerOptions { Fields = ["T", "T", "T"] }, Read(file.Path));

        Assert.Equal($"""[["{longText}","{longText}","{longText}"]]""", Values(model));
    }

    private static string Values(FakeScoring model)
    {
        using JsonDocument request = JsonDocument.Parse(Assert.Single(model.Requests));
        return request.RootElement.GetProperty("input_data")[0].GetProperty("values").GetRawText();
    }

    private static InputRow Read(string path)
    {
        using CsvRowReader reader = CsvRowReader.Open(path);
        Assert.True(reader.Read(out InputRow row));
        return row;
    }
}
