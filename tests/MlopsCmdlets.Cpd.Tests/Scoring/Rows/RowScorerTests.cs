using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

public class RowScorerTests
{
    private static readonly RowColumns Columns = new(["ID", "AGE", "NAME"]);

    [Fact]
    public async Task Sends_the_columns_of_the_schema_in_its_order_and_types()
    {
        var model = new FakeScoring();
        RowScorerOptions options = new() { Schema = [new("age", "double"), new("id", "int"), new("NAME", "string")] };

        await ScoreAsync(model, options, Row(1, "7", "24.393333", "4"), Row(2, "28.0", "", ""));

        Assert.Equal("""{"input_data":[{"fields":["age","id","NAME"],"values":[[24.393333,7,"4"],[null,28,""]]}]}""", Assert.Single(model.Requests));
    }

    [Theory]
    [InlineData("int", "12x", "'12x', which is not int")]
    [InlineData("int", "1.5", "'1.5', which is not int")]
    [InlineData("integer", "1,5", "written with a point")]
    [InlineData("double", "24,39", "written with a point")]
    [InlineData("double", "NA", "not double")]
    [InlineData("bool", "maybe", "not bool")]
    public async Task A_value_of_another_type_is_an_error_of_its_row_and_the_rest_is_sent(string type, string value, string problem)
    {
        var model = new FakeScoring();
        var scorer = new RowScorer(model.SendAsync, new RowScorerOptions { Fields = ["ID", "AGE"], FieldTypes = new Dictionary<string, string> { ["age"] = type } });
        scorer.Add(Row(1, "a", "1", ""));

        var error = Assert.Throws<ScoringRowException>(() => scorer.Add(new InputRow(Columns, ["b", value, ""], 2, 3)));
        scorer.Add(Row(3, "c", "0", ""));

        Assert.StartsWith("Row 2 (line 3): The column 'AGE' has ", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.Equal(("AGE", 2L), (error.Column, error.Row));
        Assert.Equal(["a", "c"], (await RunAsync(scorer)).Select(r => r.Prediction));
    }

    [Fact]
    public async Task Numbers_are_read_and_written_in_the_invariant_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var model = new FakeScoring();
            await ScoreAsync(
                model,
                new RowScorerOptions { FieldTypes = new Dictionary<string, string> { ["AGE"] = "double", ["NAME"] = "string" } },
                Row(1, 1.5m, "24.5", 0.5),
                Row(2, 2.5f, 1.25, new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc)));

            Assert.Contains("""[[1.5,24.5,"0.5"],[2.5,1.25,"2026-11-23T09:00:00.0000000Z"]]""", Assert.Single(model.Requests));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Without_schema_and_types_values_go_by_their_kind()
    {
        var model = new FakeScoring();
        object?[] values = ["007", 7, 8L, 9.5, true, null, DBNull.Value, DayOfWeek.Friday, new[] { 1, 2 }, new OrderedDictionary { ["k"] = "v" }, double.NaN, new Version(1, 2)];
        var columns = new RowColumns([.. values.Select((_, i) => $"c{i}")]);

        await ScoreAsync(model, new RowScorerOptions(), new InputRow(columns, values, 1));

        Assert.Contains("""[["007",7,8,9.5,true,null,null,"Friday",[1,2],{"k":"v"},null,"1.2"]]""", Assert.Single(model.Requests));
    }

    [Theory]
    [InlineData("int", double.PositiveInfinity)]
    [InlineData("double", double.NegativeInfinity)]
    [InlineData("", double.PositiveInfinity)]
    [InlineData("int", true)]
    [InlineData("int", 1.5)]
    [InlineData("bool", 2)]
    public void Typed_values_are_checked_too(string type, object value)
    {
        Dictionary<string, string> types = type.Length > 0 ? new() { ["ID"] = type } : [];
        var scorer = new RowScorer(new FakeScoring().SendAsync, new RowScorerOptions { FieldTypes = types });

        Assert.Throws<ScoringRowException>(() => scorer.Add(Row(1, value, 0, "")));
    }

    [Fact]
    public void Missing_columns_are_told_before_anything_is_sent()
    {
        var model = new FakeScoring();
        var scorer = new RowScorer(model.SendAsync, new RowScorerOptions { Schema = [new("ID", "int"), new("INCOME", "int"), new("USAGE", "int")] });

        var error = Assert.Throws<ScoringColumnException>(() => scorer.Begin(Columns));

        Assert.Equal(["INCOME", "USAGE"], error.Columns);
        Assert.Contains("'INCOME', 'USAGE' are missing", error.Message);
        Assert.Empty(model.Requests);
    }

    [Theory]
    [InlineData("NOPE", "int", "'NOPE', which is not sent")]
    [InlineData("ID", "wonder", "'wonder'")]
    public void A_type_for_no_column_or_of_no_kind_is_told(string column, string type, string problem)
    {
        var scorer = new RowScorer(new FakeScoring().SendAsync, new RowScorerOptions { FieldTypes = new Dictionary<string, string> { [column] = type } });

        Assert.Contains(problem, Assert.Throws<ScoringColumnException>(() => scorer.Begin(Columns)).Message);
    }

    [Fact]
    public async Task A_later_row_without_a_column_is_left_out()
    {
        var scorer = new RowScorer(new FakeScoring().SendAsync, new RowScorerOptions());
        scorer.Add(Row(1, "a", 1, "x"));

        var error = Assert.Throws<ScoringRowException>(() => scorer.Add(new InputRow(new RowColumns(["ID", "NAME"]), ["b", "y"], 2)));
        scorer.Add(new InputRow(new RowColumns(["NAME", "AGE", "ID", "MORE"]), ["z", 3, "c", 4], 3));

        Assert.Equal("AGE", error.Column);
        List<ScoredRow> rows = await RunAsync(scorer);
        Assert.Equal(["a", "c"], rows.Select(r => r.Prediction));
        Assert.Equal(["z", 3, "c", 4], rows[1].Input.Values);
    }

    [Fact]
    public async Task The_label_is_not_sent_when_nothing_else_says_what_to_send()
    {
        var model = new FakeScoring();

        await ScoreAsync(model, new RowScorerOptions { LabelColumn = "name" }, Row(1, "a", 2, "T"));

        Assert.Contains("""{"fields":["ID","AGE"],"values":[["a",2]]}""", Assert.Single(model.Requests));
    }

    [Fact]
    public async Task Order_is_kept_when_replies_come_in_another_order()
    {
        // The first request is answered last: only when all four of them are there.
        var all = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new FakeScoring(async (input, number) =>
        {
            if (number == 3)
                all.SetResult(true);
            if (number == 0)
                await all.Task;
            return FakeScoring.Echo(input);
        });

        List<ScoredRow> rows = await ScoreAsync(model, new RowScorerOptions { BatchSize = 2, ThrottleLimit = 4 }, [.. Enumerable.Range(1, 19).Select(i => Row(i, $"r{i}", i, ""))]);

        Assert.Equal(Enumerable.Range(1, 19).Select(i => $"r{i}"), rows.Select(r => r.Prediction));
        Assert.Equal(10, model.Requests.Count);
    }

    [Fact]
    public async Task No_more_requests_than_the_limit_are_under_way_and_no_more_than_twice_that_wait()
    {
        int active = 0;
        int most = 0;
        var gate = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new FakeScoring(async (input, _) =>
        {
            int now = Interlocked.Increment(ref active);
            lock (gate)
                most = Math.Max(most, now);
            await gate.Task;
            Interlocked.Decrement(ref active);
            return FakeScoring.Echo(input);
        });
        var scorer = new RowScorer(model.SendAsync, new RowScorerOptions { BatchSize = 1, ThrottleLimit = 3 });

        int started = 0;
        for (bool room = true; room && started < 100; started += room ? 1 : 0)
        {
            if (!scorer.IsFull)
                scorer.Add(Row(started + 1, "a", 1, ""));
            room = scorer.TrySend(CancellationToken.None);
        }

        gate.SetResult(true);
        int taken = 0;
        for (; taken < started; taken++)
            Assert.NotNull(await scorer.TakeAsync(CancellationToken.None));
        Assert.Equal(6, started);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task A_request_is_sent_when_it_is_large_enough()
    {
        var model = new FakeScoring();

        await ScoreAsync(model, new RowScorerOptions { BatchBytes = 1000 }, [.. Enumerable.Range(1, 10).Select(i => Row(i, new string('x', 400), i, ""))]);

        Assert.Equal(4, model.Requests.Count);
    }

    [Fact]
    public async Task A_request_that_fails_names_its_rows_and_the_others_go_on()
    {
        var model = new FakeScoring((input, number) => number == 1 ? throw new InvalidOperationException("out of memory in the pod") : Task.FromResult(FakeScoring.Echo(input)));
        var scorer = new RowScorer(model.SendAsync, new RowScorerOptions { BatchSize = 2, ThrottleLimit = 1 });

        List<ScoredBatch> batches = await BatchesAsync(scorer, [.. Enumerable.Range(1, 5).Select(i => Row(i, "a", i, ""))]);

        Assert.Equal([false, true, false], batches.Select(b => b.Failure is not null));
        Assert.Equal("Rows 3-4 were not scored: out of memory in the pod", batches[1].Failure!.Message);
        Assert.Equal([3L, 4L], batches[1].Rows.Select(r => r.Number));
        Assert.Single(batches[2].Rows);
    }

    [Theory]
    [InlineData("""{"predictions":[{"fields":["prediction"],"values":[["a"]]}]}""", "2 rows were sent and the reply has 1")]
    [InlineData("""{"predictions":[{"fields":["prediction"],"values":[["a"],["b"],["c"]]}]}""", "the reply has 3")]
    [InlineData("""{"predictions":[{"fields":["prediction","x"],"values":[["a"],["b"]]}]}""", "2 columns and a row of 1 values")]
    [InlineData("""{"errors":[{"code":"boom"}]}""", "boom")]
    [InlineData("""{"predictions":[{"fields":["prediction"],"values":[["a"],""", "JSON")]
    [InlineData("<html>", "JSON")]
    [InlineData("", "not scored")]
    public async Task A_reply_that_does_not_fit_is_an_error(string reply, string problem)
    {
        var scorer = new RowScorer(new FakeScoring(reply).SendAsync, new RowScorerOptions());

        ScoredBatch batch = Assert.Single(await BatchesAsync(scorer, Row(1, "a", 1, ""), Row(2, "b", 1, "")));

        Assert.StartsWith("Rows 1-2 were not scored: ", batch.Failure!.Message);
        Assert.Contains(problem, batch.Failure!.Message);
    }

    [Fact]
    public async Task A_stop_is_no_failure_of_rows_and_is_immediate()
    {
        using var stop = new CancellationTokenSource();
        var model = new FakeScoring((_, _) => new TaskCompletionSource<string>().Task);
        var scorer = new RowScorer(model.SendAsync, new RowScorerOptions());
        scorer.Add(Row(1, "a", 1, ""));
        Assert.True(scorer.TrySend(stop.Token));
        Task<ScoredBatch?> next = scorer.TakeAsync(stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Further_members_go_with_each_request()
    {
        var model = new FakeScoring();

        await ScoreAsync(model, new RowScorerOptions { BatchSize = 1, FurtherMembers = "\"scoring_parameters\":{\"p\":1}"u8.ToArray() }, Row(1, "a", 1, ""), Row(2, "b", 1, ""));

        Assert.All(model.Requests, r => Assert.EndsWith("}],\"scoring_parameters\":{\"p\":1}}", r));
    }

    internal static InputRow Row(long number, params object?[] values) => new(Columns, values, number);

    internal static async Task<List<ScoredRow>> ScoreAsync(FakeScoring model, RowScorerOptions options, params InputRow[] rows)
    {
        var scorer = new RowScorer(model.SendAsync, options);
        var joiner = new ResultJoiner();
        return [.. (await BatchesAsync(scorer, rows)).SelectMany(b => b.Failure is null ? joiner.Join(b).ToList() : throw b.Failure)];
    }

    private static async Task<List<ScoredRow>> RunAsync(RowScorer scorer)
    {
        var joiner = new ResultJoiner();
        return [.. (await BatchesAsync(scorer)).SelectMany(b => joiner.Join(b).ToList())];
    }

    private static async Task<List<ScoredBatch>> BatchesAsync(RowScorer scorer, params InputRow[] rows)
    {
        Task writer = Task.Run(async () =>
        {
            foreach (InputRow row in rows)
            {
                scorer.Add(row);
                if (scorer.IsFull)
                    await scorer.SendAsync(TestContext.Current.CancellationToken);
            }

            await scorer.SendAsync(TestContext.Current.CancellationToken);
            scorer.Complete();
        });
        var batches = new List<ScoredBatch>();
        while (await scorer.TakeAsync(TestContext.Current.CancellationToken) is { } batch)
            batches.Add(batch);
        await writer;
        return batches;
    }
}
