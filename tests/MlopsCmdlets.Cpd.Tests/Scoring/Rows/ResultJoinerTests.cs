using MlopsCmdlets.Cpd.Scoring.Rows;
using static MlopsCmdlets.Cpd.Tests.Scoring.Rows.RowScorerTests;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

public class ResultJoinerTests
{
    [Fact]
    public async Task Prediction_and_probability_come_first_and_nothing_of_the_reply_is_lost()
    {
        ScoredRow row = await OneAsync("""{"predictions":[{"fields":["nodeADP_class","prediction","probability","extra"],"values":[["c","T",[0.1,0.9],{"a":1}]]}]}""");

        Assert.Equal(["Prediction", "Probability", "nodeADP_class", "extra"], row.Added.Names);
        Assert.Equal("T", row.Prediction);
        Assert.Equal([0.1, 0.9], Assert.IsType<double[]>(row.Probability));
        Assert.Equal("c", row.Value(2));
        Assert.NotNull(row.Value(3));
        Assert.Empty(row.Added.Remarks);
    }

    [Fact]
    public async Task PMML_names_are_understood_and_kept()
    {
        ScoredRow row = await OneAsync("""{"predictions":[{"fields":["$R-CHURN","$RC-CHURN","$RP-CHURN","$RP-F","$RP-T"],"values":[["T",0.8,0.9,0.1,0.9]]}]}""");

        Assert.Equal("T", row.Prediction);
        Assert.Equal(0.9, row.Probability);
        Assert.Equal(["Prediction", "Probability", "$RC-CHURN", "$RP-F", "$RP-T"], row.Added.Names);
        Assert.Equal(0.1, row.Value(3));
    }

    [Theory]
    [InlineData("Probability_F", "Probability_T")]
    [InlineData("probability(F)", "probability(T)")]
    public async Task Probabilities_in_a_column_for_each_class_become_one_list_and_stay(string first, string second)
    {
        ScoredRow row = await OneAsync($$"""{"predictions":[{"fields":["Predicted_CHURN","{{first}}","{{second}}"],"values":[["T",0.25,1]]}]}""");

        Assert.Equal("T", row.Prediction);
        Assert.Equal([0.25, 1.0], Assert.IsType<double[]>(row.Probability));
        Assert.Equal(["Prediction", "Probability", first, second], row.Added.Names);
    }

    [Fact]
    public async Task Spark_gives_the_label_and_its_repeated_columns_are_not_added_again()
    {
        const string reply = """
            {"predictions":[{"fields":["ID","AGE","NAME","features","prediction","probability","predictedLabel"],
            "values":[["7",24.5,"x",[1.0,2.0],1.0,[0.2,0.8],"T"]]}]}
            """;

        ScoredRow row = (await ScoreAsync(new FakeScoring(reply), new RowScorerOptions(), Row(1, "7", "24.50", "x")))[0];

        Assert.Equal("T", row.Prediction);
        Assert.Equal(["Prediction", "Probability", "features", "prediction_1"], row.Added.Names);
        Assert.Equal(1L, Convert.ToInt64(row.Value(3), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_repeated_column_that_says_something_else_is_added()
    {
        ScoredRow row = await OneAsync("""{"predictions":[{"fields":["prediction","AGE"],"values":[["T",99]]}]}""");

        Assert.Equal(["Prediction", "Probability", "AGE_1"], row.Added.Names);
        Assert.Equal(99L, row.Value(2));
        Assert.Contains("'AGE_1'", Assert.Single(row.Added.Remarks));
    }

    [Fact]
    public async Task Columns_that_the_row_has_already_stay_and_the_new_ones_are_renamed_with_a_remark()
    {
        var columns = new RowColumns(["ID", "prediction", "Prediction_1", "Probability"]);
        InputRow input = new(columns, ["a", "old", "older", 1], 1);

        ScoredRow row = (await ScoreAsync(new FakeScoring(), new RowScorerOptions { Fields = ["ID"] }, input))[0];

        Assert.Equal(["Prediction_2", "Probability_1"], row.Added.Names);
        Assert.Equal("a", row.Prediction);
        Assert.Equal(2, row.Added.Remarks.Count);
    }

    [Theory]
    [InlineData("""{"predictions":[{"values":[["T",[0.1,0.9]]]}]}""")]
    [InlineData("""{"predictions":[{"fields":["Predicted_CHURN"],"values":[["T"]]}]}""")]
    [InlineData("""{"predictions":[{"fields":["anything"],"values":[["T"]]}]}""")]
    [InlineData("""{"predictions":[{"id":"1","fields":["predicted_label"],"values":["T"]}]}""")]
    public async Task Other_forms_of_replies_are_understood(string reply)
    {
        ScoredRow row = await OneAsync(reply);

        Assert.Equal("T", row.Prediction);
        Assert.Equal(["Prediction", "Probability"], row.Added.Names);
    }

    [Fact]
    public async Task A_reply_without_a_prediction_keeps_its_columns_and_says_so()
    {
        ScoredRow row = await OneAsync("""{"predictions":[{"fields":["x","y"],"values":[[1,2]]}]}""");

        Assert.Null(row.Prediction);
        Assert.Equal(["Prediction", "Probability", "x", "y"], row.Added.Names);
        Assert.Contains("x, y", Assert.Single(row.Added.Remarks));
    }

    private static async Task<ScoredRow> OneAsync(string reply) => (await ScoreAsync(new FakeScoring(reply), new RowScorerOptions(), Row(1, "a", 1, "x")))[0];
}
