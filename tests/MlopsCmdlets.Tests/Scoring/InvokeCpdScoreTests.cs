using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Text;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Tests.Scoring;

public sealed class InvokeCpdScoreTests : IDisposable
{
    private const string Schema = """[{"name":"ID","type":"int"},{"name":"AGE","type":"double"},{"name":"GENDER","type":"string"}]""";
    private const string Rows = """
        function Row($id, $age, $gender) { [pscustomobject]@{ Note = "n$id"; GENDER = $gender; AGE = $age; ID = $id } }
        """;

    private readonly ScoreEngine _engine = new();
    private readonly List<string> _files = [];

    public void Dispose()
    {
        _engine.Dispose();
        _files.ForEach(File.Delete);
    }

    [Fact]
    public void Objects_come_back_in_order_with_prediction_and_probability_behind_their_own_columns()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, Rows + "1..25 | ForEach-Object { Row \"$_\" '24.5' 'F' } | Invoke-CpdScore $deployment -BatchSize 4");

        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => (object)$"{i}"), result.Column("Prediction"));
        Assert.Equal(["Note", "GENDER", "AGE", "ID", "Prediction", "Probability"], result.Rows[0].Properties.Select(p => p.Name));
        Assert.Equal("1", result.Rows[0].Properties["ID"].Value);
        Assert.Equal([0.25, 0.75], Assert.IsType<double[]>(result.Rows[0].Properties["Probability"].Value));
        Assert.Equal(7, server.Requests.Count);
        Assert.Contains("""{"input_data":[{"fields":["ID","AGE","GENDER"],"values":[[1,24.5,"F"],[2,24.5,"F"]""", server.Requests.Single(r => r.Contains("[[1,")));
    }

    [Fact]
    public void Hashtables_and_data_rows_are_rows_too()
    {
        using var server = new ScoreServer(Schema);
        using var table = new DataTable();
        table.Columns.Add("ID", typeof(int));
        table.Columns.Add("AGE", typeof(double));
        table.Columns.Add("GENDER", typeof(string));
        table.Rows.Add(3, DBNull.Value, "M");
        _engine.With("table", table);

        ScoreOutcome result = Run(server, "@{ ID = 1; AGE = 2.5; GENDER = 'F' }, [ordered]@{ ID = 2; AGE = 3; GENDER = 'F' }, $table.Rows[0] | Invoke-CpdScore $deployment");

        Assert.Empty(result.Errors);
        Assert.Equal(["1", "2", "3"], result.Column("Prediction"));
        Assert.Contains("""[[1,2.5,"F"],[2,3,"F"],[3,null,"M"]]""", Assert.Single(server.Requests));
        Assert.Equal(["ID", "AGE", "GENDER", "Prediction", "Probability"], result.Rows[2].Properties.Select(p => p.Name));
    }

    [Fact]
    public void Objects_within_lists_and_dictionaries_are_sent_too()
    {
        using var server = new ScoreServer("[]");

        ScoreOutcome result = Run(server, """
            $items = @([pscustomobject]@{ a = 1; b = @([pscustomobject]@{ c = 2 }) }, [psobject]::AsPSObject('x'), 3)
            [pscustomobject]@{ ID = 1; ITEMS = $items; MAP = @{ k = [pscustomobject]@{ d = $items[1] } } } | Invoke-CpdScore $deployment
            """);

        Assert.Empty(result.Errors);
        Assert.Contains("""[[1,[{"a":1,"b":[{"c":2}]},"x",3],{"k":{"d":"x"}}]]""", Assert.Single(server.Requests));
    }

    [Fact]
    public void A_list_that_holds_itself_is_a_bad_row()
    {
        using var server = new ScoreServer("[]");

        ScoreOutcome result = Run(server, """
            $list = [System.Collections.ArrayList]::new(); [void]$list.Add($list); [void]$list.Add([pscustomobject]@{ a = $list })
            [pscustomobject]@{ ID = 1; ITEMS = $list }, [pscustomobject]@{ ID = 2; ITEMS = 1 } | Invoke-CpdScore $deployment
            """);

        Assert.StartsWith("ScoringRow,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(["2"], result.Column("Prediction"));
    }

    [Fact]
    public void A_bad_row_is_an_error_with_the_row_and_the_others_go_on()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, Rows + "(Row 1 2 'F'), (Row 2 '24,39' 'F'), 'text', (Row 4 5 'M') | Invoke-CpdScore $deployment");

        Assert.Equal(["1", "4"], result.Column("Prediction"));
        Assert.All(result.Errors, e => Assert.StartsWith("ScoringRow,", e.FullyQualifiedErrorId));
        Assert.Contains("Row 2: The column 'AGE' has '24,39', which is not double.", result.Errors[0].ToString());
        Assert.Equal(2, ((PSObject)result.Errors[0].TargetObject).Properties["ID"].Value);
        Assert.Contains("ConvertFrom-Csv", result.Errors[1].ToString());
    }

    [Fact]
    public void A_missing_column_ends_the_command_before_anything_is_sent()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, "[pscustomobject]@{ ID = 1; AGE = 2 } | Invoke-CpdScore $deployment");

        Assert.StartsWith("ScoringColumn,", result.End!.FullyQualifiedErrorId);
        Assert.Contains("'GENDER' is missing", result.End.ToString());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_request_that_fails_is_an_error_with_its_rows_and_the_others_go_on()
    {
        using var server = new ScoreServer(Schema, (input, _) =>
            input.GetProperty("values")[0][0].GetInt32() == 3 ? (400, """{"errors":[{"code":"invalid_input","message":"no such class"}],"trace":"t-1"}""") : (200, ScoreServer.Echo(input)));

        ScoreOutcome result = Run(server, Rows + "1..5 | ForEach-Object { Row $_ 1 'F' } | Invoke-CpdScore $deployment -BatchSize 2");

        Assert.Equal(["1", "2", "5"], result.Column("Prediction"));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ScoringBatch,", error.FullyQualifiedErrorId);
        Assert.StartsWith("Rows 3-4 were not scored: ", error.ToString());
        Assert.Contains("no such class", error.ToString());
        Assert.Equal([3, 4], ((IEnumerable)error.TargetObject).Cast<PSObject>().Select(r => PSObject.AsPSObject(r.Properties["ID"].Value).BaseObject));
    }

    [Fact]
    public void A_login_that_ends_is_one_error_that_ends_the_command()
    {
        using var server = new ScoreServer(Schema, (_, _) => (401, """{"errors":[{"code":"authentication_token_expired","message":"expired"}]}"""));

        ScoreOutcome result = Run(server, Rows + "1..50 | ForEach-Object { Row $_ 1 'F' } | Invoke-CpdScore $deployment -BatchSize 1");

        Assert.NotNull(result.End);
        Assert.Empty(result.Rows);
        Assert.DoesNotContain(result.Errors, e => e.FullyQualifiedErrorId.StartsWith("ScoringBatch", StringComparison.Ordinal));
    }

    [Fact]
    public void Results_appear_while_rows_still_come()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, Rows + """
            $log = [System.Collections.ArrayList]::new()
            $out = 1..10 | ForEach-Object { $null = $log.Add("in $_"); Row $_ 1 'F' } |
                Invoke-CpdScore $deployment -BatchSize 1 -ThrottleLimit 1 | ForEach-Object { $null = $log.Add("out $($_.ID)"); $_ }
            $log
            """);

        List<string> log = [.. result.Rows.Select(r => (string)r.BaseObject)];
        // With one request at a time, two of them wait to be taken: the fourth row cannot come before the first result.
        Assert.InRange(log.IndexOf("out 1"), 0, log.IndexOf("in 4") - 1);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"out {i}"), log.Where(l => l.StartsWith("out", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_is_scored_with_the_culture_of_no_country()
    {
        using var server = new ScoreServer(Schema);
        string path = NewFile("ID;AGE;GENDER;MORE\n1;24.5;F;x\n2;;M;y\n", ".csv");

        ScoreOutcome result = Run(server, "[System.Threading.Thread]::CurrentThread.CurrentCulture = 'de-DE'; Invoke-CpdScore -Deployment $deployment -Path $path -Delimiter ';'", ("path", path));

        Assert.Empty(result.Errors);
        Assert.Contains("""[[1,24.5,"F"],[2,null,"M"]]""", Assert.Single(server.Requests));
        Assert.Equal(["24.5", ""], result.Column("AGE"));
        Assert.Equal(["x", "y"], result.Column("MORE"));
    }

    [Fact]
    public void Other_encodings_are_given_by_name()
    {
        using var server = new ScoreServer();
        string path = NewFile(Encoding.Latin1.GetBytes("Straße\nMüller\n"), ".csv");

        ScoreOutcome wrong = Run(server, "Invoke-CpdScore $deployment -Path $path", ("path", path));
        ScoreOutcome right = Run(server, "Invoke-CpdScore $deployment -Path $path -Encoding windows-1252", ("path", path));

        Assert.StartsWith("ScoringFile,", Assert.Single(wrong.Errors).FullyQualifiedErrorId);
        Assert.Contains("-Encoding", wrong.Errors[0].ToString());
        Assert.Equal("Müller", Assert.Single(right.Column("Straße")));
    }

    [Fact]
    public void One_bad_file_does_not_stop_the_others_and_files_come_from_the_pipeline()
    {
        using var server = new ScoreServer(Schema);
        string good = NewFile("ID,AGE,GENDER\n1,2,F\n", ".csv");
        string empty = NewFile("", ".csv");
        string other = NewFile("A,B\n1,2\n", ".csv");
        _engine.With("files", new[] { empty, other, good });

        ScoreOutcome named = Run(server, "Invoke-CpdScore $deployment -Path $files");
        ScoreOutcome piped = Run(server, "[System.IO.FileInfo]$files[2] | Invoke-CpdScore $deployment");

        Assert.Equal(["ScoringFile", "ScoringColumn"], named.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["1"], named.Column("Prediction"));
        Assert.Equal(["1"], piped.Column("Prediction"));
    }

    [Fact]
    public void Rows_before_the_place_where_a_file_cannot_be_read_on_are_scored()
    {
        using var server = new ScoreServer(Schema);
        string path = NewFile("ID,AGE,GENDER\n1,2,F\n2,x,F\n3,3,\"open\n4,4,F\n", ".csv");

        ScoreOutcome result = Run(server, "Invoke-CpdScore $deployment -Path $path", ("path", path));

        Assert.Equal(["1"], result.Column("Prediction"));
        Assert.Equal(["ScoringRow", "ScoringFile"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal("2", ((PSObject)result.Errors[0].TargetObject).Properties["ID"].Value);
    }

    [Fact]
    public void A_scoring_request_in_a_file_gives_rows()
    {
        using var server = new ScoreServer(Schema);
        string path = NewFile("""{"input_data":[{"fields":["ID","AGE","GENDER"],"values":[[7,23000.5,"F"]]}],"scoring_parameters":{"x":1}}""", ".json");

        ScoreOutcome result = Run(server, "$deployment | Invoke-CpdScore -Path $path", ("path", path));

        Assert.Equal(["7"], result.Column("Prediction"));
        Assert.Equal([23000.5], result.Column("AGE"));
        Assert.EndsWith("\"scoring_parameters\":{\"x\":1}}", Assert.Single(server.Requests));
    }

    [Theory]
    [InlineData("'{\"input_data\":[{\"fields\":[\"A\"],\"values\":[[1]]}],  \"p\":1}'", "{\"input_data\":[{\"fields\":[\"A\"],\"values\":[[1]]}],  \"p\":1}")]
    [InlineData("@{ fields = @('A'); values = @(,@(1)) }", "{\"input_data\":[{")]
    [InlineData("@(@{ fields = @('A'); values = @(,@(1)) })", "{\"input_data\":[{")]
    public void Input_data_is_sent_as_it_is_and_the_reply_emitted_as_it_comes(string data, string sent)
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, $"$r = Invoke-CpdScore $deployment -InputData {data}; $r.predictions[0].values[0][0]");

        Assert.Empty(result.Errors);
        Assert.StartsWith(sent, Assert.Single(server.Requests));
        Assert.Equal("1", Assert.Single(result.Rows).BaseObject);
    }

    [Fact]
    public void Input_data_that_is_no_JSON_is_an_error_before_anything_is_sent()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, "Invoke-CpdScore $deployment -InputData '{\"input_data\":'");

        Assert.StartsWith("InvalidArgument,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Functions_answer_what_they_want()
    {
        using var server = new ScoreServer(Schema, (_, _) => (200, """{"predictions":"forty-two","extra":[1]}"""));

        ScoreOutcome result = Run(server, "[pscustomobject]@{ A = 1 } | Invoke-CpdScore $function", ("function", server.Deployment("function")));

        Assert.Equal("forty-two", Assert.Single(result.Column("predictions")));
    }

    [Fact]
    public void Replies_can_be_had_as_they_come()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome result = Run(server, Rows + "1..3 | ForEach-Object { Row $_ 1 'F' } | Invoke-CpdScore $deployment -BatchSize 2 -AsReply");

        Assert.Equal(2, result.Rows.Count);
        Assert.All(result.Rows, r => Assert.NotNull(r.Properties["predictions"]));
    }

    [Fact]
    public void Text_without_a_schema_is_sent_as_text_with_one_warning()
    {
        using var server = new ScoreServer();

        ScoreOutcome warned = Run(server, "1..3 | ForEach-Object { [pscustomobject]@{ A = \"$_\"; B = 'x' } } | Invoke-CpdScore $deployment -BatchSize 1");
        ScoreOutcome typed = Run(server, "[pscustomobject]@{ A = '1'; B = 'x'; C = 'y' } | Invoke-CpdScore $deployment -FieldType @{ a = [double] } -Field b, A");

        Assert.Contains("-FieldType", Assert.Single(warned.Warnings));
        Assert.Contains(server.Requests, r => r.Contains("[\"1\",\"x\"]"));
        Assert.Empty(typed.Warnings);
        Assert.Contains("""{"fields":["b","A"],"values":[["x",1]]}""", server.Requests[3]);
    }

    [Fact]
    public void A_column_of_the_same_name_stays_and_the_new_one_is_renamed_with_one_warning()
    {
        using var server = new ScoreServer();

        ScoreOutcome result = Run(server, "1..3 | ForEach-Object { [pscustomobject]@{ ID = $_; Prediction = 'old' } } | Invoke-CpdScore $deployment -Field ID -BatchSize 1");

        Assert.All(result.Column("Prediction"), v => Assert.Equal("old", v));
        Assert.Equal(["1", "2", "3"], result.Column("Prediction_1"));
        Assert.Contains("'Prediction_1'", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_command_behind_that_has_enough_stops_the_sending()
    {
        using var server = new ScoreServer(Schema);
        string path = NewFile("ID,AGE,GENDER\n" + string.Concat(Enumerable.Range(1, 2000).Select(i => $"{i},1,F\n")), ".csv");

        ScoreOutcome result = Run(server, "Invoke-CpdScore $deployment -Path $path -BatchSize 1 | Select-First", ("path", path));

        Assert.Equal(["1"], result.Column("Prediction"));
        // Not one for each of the 2,000 rows: no more than the pipeline has room for, even where it is late to take the first result.
        Assert.InRange(server.Requests.Count, 1, 4 * PipelineQueue.Capacity);
    }

    [Fact]
    public void Only_online_deployments_score_and_names_need_a_place()
    {
        using var server = new ScoreServer(Schema);

        ScoreOutcome batch = Run(server, "[pscustomobject]@{ A = 1 } | Invoke-CpdScore $batch", ("batch", server.Deployment(kind: CpdDeploymentKind.Batch)));
        ScoreOutcome name = Run(server, "1..3 | ForEach-Object { [pscustomobject]@{ A = 1 } } | Invoke-CpdScore churn");

        Assert.StartsWith("InvalidArgument,", batch.End!.FullyQualifiedErrorId);
        Assert.Contains("-Space", name.End!.ToString());
    }

    private ScoreOutcome Run(ScoreServer server, string script, params (string Name, object Value)[] variables)
    {
        foreach ((string name, object value) in variables)
            _engine.With(name, value);
        return _engine.With("deployment", server.Deployment()).Run(script);
    }

    private string NewFile(string content, string extension) => NewFile(new UTF8Encoding(false).GetBytes(content), extension);

    private string NewFile(byte[] content, string extension)
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + extension);
        File.WriteAllBytes(path, content);
        _files.Add(path);
        return path;
    }
}
