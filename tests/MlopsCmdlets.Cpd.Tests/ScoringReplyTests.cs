using System.Text;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Scoring;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class ScoringReplyTests
{
    private static ScoringReply Parse(string json) => ScoringReply.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Prediction_and_probability_by_name()
    {
        var reply = Parse("""{"predictions":[{"id":"1","fields":["prediction","probability"],"values":[["Risk",[0.49,0.51]],["No Risk",[1,0]]]}]}""");
        Assert.True(reply.IsTable);
        Assert.Equal("1", Assert.Single(reply.Blocks).Id);
        var rows = reply.Rows.ToList();
        Assert.Equal("Risk", rows[0].Prediction);
        Assert.Equal([0.49, 0.51], Assert.IsType<double[]>(rows[0].Probability));
        Assert.Equal("No Risk", rows[1].Prediction);
        Assert.Equal([1d, 0d], Assert.IsType<double[]>(rows[1].Probability));
    }

    [Fact]
    public void Pmml_classification_takes_the_class_and_its_probability()
    {
        var reply = Parse("""
            {"predictions":[{"fields":["$R-CHURN","$RC-CHURN","$RP-CHURN","$RP-F","$RP-T","$RI-CHURN"],
                             "values":[["T",0.8,0.9,0.1,0.9,"17"],["F",0.7,0.6,0.6,0.4,"3"]]}]}
            """);
        var row = reply.Rows.First();
        Assert.Equal("T", row.Prediction);
        Assert.Equal(0.9, row.Probability);
        Assert.Equal(6, row.Values.Count);
        Assert.Equal("17", row.Values[5]);
    }

    [Theory]
    // Order and letters differ between algorithms; the confidence serves where there is no probability.
    [InlineData("""["$RC-x","$R-x"]""", 1, 0)]
    [InlineData("""["$N-x","$NC-x"]""", 0, 1)]
    [InlineData("""["$XR-x","$XRC-x"]""", 0, 1)]
    [InlineData("""["$R-price"]""", 0, null)]
    [InlineData("""["$RP-T","$RP-F","$R-x","$RP-x"]""", 2, 3)]
    [InlineData("""["AGE","rawPrediction","probability","prediction","predictedLabel"]""", 4, 2)]
    [InlineData("""["AGE","Prediction"]""", 1, null)]
    [InlineData("""["probability_T","predicted_CHURN"]""", 1, 0)]
    [InlineData("""["score"]""", 0, null)]
    [InlineData("""["a","b"]""", null, null)]
    [InlineData("[]", 0, 1)]
    public void Columns_are_found_by_name(string fields, int? prediction, int? probability)
    {
        var width = fields == "[]" ? 2 : fields.Split(',').Length;
        var values = string.Join(",", Enumerable.Range(0, width).Select(i => i + ".5"));
        var block = Parse($$"""{"predictions":[{"fields":{{fields}},"values":[[{{values}}]]}]}""").Blocks[0];
        Assert.Equal(new ScoringColumns(prediction, probability), block.Columns);
    }

    [Fact]
    public void Several_blocks_keep_their_order_and_their_own_columns()
    {
        var reply = Parse("""{"predictions":[{"fields":["prediction"],"values":[[1],[2]]},{"values":[[3]],"fields":["x","prediction"]},{"fields":[],"values":[]}]}""");
        Assert.Equal(3, reply.RowCount);
        Assert.Equal([1L, 2L], reply.Rows.Take(2).Select(r => r.Prediction));
        // One cell where the fields promise two: the prediction is missing, not wrong.
        Assert.Null(reply.Rows.Last().Prediction);
    }

    [Fact]
    public void Cells_keep_their_types()
    {
        var cells = Parse("""{"predictions":[{"values":[[null,true,false,"a\u00e9\"",9007199254740993,1.5,1e400,[],["a",1],{"k":[1]}]]}]}""").Rows.Single().Values;
        Assert.Null(cells[0]);
        Assert.Equal(true, cells[1]);
        Assert.Equal(false, cells[2]);
        Assert.Equal("aé\"", cells[3]);
        Assert.Equal(9007199254740993L, cells[4]);
        Assert.Equal(1.5, cells[5]);
        Assert.IsType<double>(cells[6]);
        Assert.Empty(Assert.IsType<double[]>(cells[7]));
        Assert.Equal(["a", 1L], Assert.IsType<object?[]>(cells[8]));
        Assert.Equal("""{"k":[1]}""", Assert.IsType<System.Text.Json.JsonElement>(cells[9]).GetRawText());
    }

    [Theory]
    [InlineData("""{"predictions":[{"answer":42}]}""")]
    [InlineData("""{"predictions":["text",1]}""")]
    [InlineData("""{"predictions":{"answer":1}}""")]
    [InlineData("""{"other":1}""")]
    [InlineData("""[1,2]""")]
    [InlineData("\"text\"")]
    [InlineData("""{"predictions":[]}""")]
    public void What_a_function_answers_passes_through(string json)
    {
        var reply = Parse(json);
        Assert.False(reply.IsTable);
        Assert.Empty(reply.Rows);
        Assert.Equal(json, reply.ReadJson().GetRawText());
    }

    [Fact]
    public void A_mixture_is_no_table_but_its_rows_are_there()
    {
        var reply = Parse("""{"predictions":[{"fields":["prediction"],"values":[[1]]},{"answer":42}]}""");
        Assert.False(reply.IsTable);
        Assert.Equal(1, reply.RowCount);
    }

    [Fact]
    public void A_byte_order_mark_and_bare_values_are_read()
    {
        var reply = ScoringReply.Parse(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("""{"predictions":[{"fields":["prediction"],"values":[1,"b"]}]}""")).ToArray());
        Assert.Equal([1L, "b"], reply.Rows.Select(r => r.Prediction));
    }

    [Theory]
    [InlineData("""{"predictions":[{"fields":["prediction"],"values":[[1],[2""")]
    [InlineData("<html>")]
    [InlineData("")]
    public void What_is_not_json_is_a_typed_error(string text) => Assert.Throws<CpdInvalidReplyException>(() => Parse(text));
}
