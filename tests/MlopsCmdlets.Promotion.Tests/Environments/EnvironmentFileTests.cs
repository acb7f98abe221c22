using System.Text;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Tests.Environments;

public sealed class EnvironmentFileTests
{
    internal const string Full = """
        {
          "$schema": "schemas/mlops.schema.json",
          "version": 1,
          "environments": [
            { "name": "prd", "url": "https://cpd.example.com", "space": "prod", "predecessor": "UAT", "production": true, "approvals": 2,
              "gates": [ { "kind": "metric", "name": "accuracy", "severity": "advisory", "minimum": 0.90, "columns": ["a"] }, { "kind": "schema", "name": "same" } ],
              "freeze": [
                { "name": "close", "from": "2026-12-20T18:00", "to": "2027-01-04", "timeZone": "W. Europe Standard Time" },
                { "name": "weekend", "cron": "0 18 * * FRI", "duration": "2.12:00:00", "timeZone": "Europe/Berlin" } ],
              "map": { "connections": { "A": "B" }, "values": { "connection/W": { "/properties/host": "h", "/properties/port": 1 } } } },
            { "name": "dev", "url": "https://cpd-dev.example.com:8443/zen/", "space": "dev", "branch": "develop" },
            { "name": "uat", "url": "https://cpd.example.com", "space": "uat", "predecessor": "dev" },
            { "name": "side", "url": "https://cpd.example.com", "space": "side", "predecessor": "dev" }
          ]
        }
        """;

    [Fact]
    public void Everything_is_read_and_each_environment_comes_after_its_predecessor()
    {
        var file = Read(Full);
        Assert.Equal(["dev", "uat", "prd", "side"], file.Environments.Select(environment => environment.Name));
        var prd = file.Find("PRD");
        Assert.True(prd.Production);
        Assert.Equal(2, prd.RequiredApprovals);
        Assert.Equal((GateSeverity.Advisory, "0.90"), (prd.Gates[0].Severity, prd.Gates[0].Settings.GetProperty("minimum").GetRawText()));
        Assert.Equal(2, prd.Gates[0].Settings.EnumerateObject().Count());
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, prd.Gates[1].Settings.ValueKind);
        Assert.Equal(new DateTime(2026, 12, 20, 18, 0, 0), prd.FreezeWindows[0].From);
        Assert.Equal(TimeSpan.FromHours(60), prd.FreezeWindows[1].Duration);
        Assert.Equal("B", prd.Map.Connections["A"]);
        Assert.Equal(1, prd.Map.Values["connection/W"]["/properties/port"].GetInt32());
        Assert.Equal("mlops.json", prd.ConfigurationPath);
        Assert.Equal(["uat", "side"], file.SuccessorsOf(file.Find("dev")).Select(environment => environment.Name));
        Assert.Equal("develop", file.Find("dev").Branch);
        Assert.False(file.Find("dev").Production);
        Assert.Contains("dev, uat, prd, side", Assert.Throws<UnknownEnvironmentException>(() => file.Find("test")).Message);
    }

    [Theory]
    [InlineData("""{"environments":[]}""", "$.version", "missing")]
    [InlineData("""{"version":1,"environment":[]}""", "$.environment", "not known")]
    [InlineData("""{"version":"1","environments":[]}""", "$.version", "whole number")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://a","space":"s","colour":1}]}""", "$.environments[0].colour", "not known")]
    [InlineData("""{"version":1,"environments":[{"name":"a","name":"b","url":"https://a","space":"s"}]}""", "$.environments[0].name", "twice")]
    [InlineData("""{"version":1,"environments":[{"name":"a b","url":"https://a","space":"s"}]}""", "$.environments[0].name", "letters")]
    [InlineData("""{"version":1,"environments":[{"name":"../x","url":"https://a","space":"s"}]}""", "$.environments[0].name", "letters")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"cpd","space":"s"}]}""", "$.environments[0].url", "address")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"ftp://cpd","space":"s"}]}""", "$.environments[0].url", "address")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://u:p@cpd","space":"s"}]}""", "$.environments[0].url", "secrets")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd?token=x","space":"s"}]}""", "$.environments[0].url", "parameters")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":" "}]}""", "$.environments[0].space", "empty")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s","branch":""}]}""", "$.environments[0].branch", "empty")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s","approvals":-1}]}""", "$.environments[0].approvals", "0 to 20")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s","approvals":21}]}""", "$.environments[0].approvals", "0 to 20")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s","predecessor":"b"}]}""", "$.environments", "'b'")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s","predecessor":"A"}]}""", "$.environments", "circle")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","predecessor":"b"},{"name":"b","url":"https://c","space":"t","predecessor":"a"}]}""", "$.environments", "circle")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s"},{"name":"A","url":"https://c","space":"t"}]}""", "$.environments", "name 'a'")]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://C:443/x","space":"s"},{"name":"b","url":"https://c","space":"s"}]}""", "$.environments", "space 's'")]
    public void A_file_that_makes_no_sense_is_refused_with_its_place(string json, string path, string problem)
    {
        var e = Assert.Throws<MalformedDocumentException>(() => Read(json));
        Assert.Equal(path, e.Path);
        Assert.Contains(problem, e.Problem);
        Assert.Contains("mlops.json", e.Message);
    }

    [Theory]
    [InlineData("""{"name":"w"}""", "name", "either")]
    [InlineData("""{"name":"w","from":"2026-01-01"}""", "name", "either")]
    [InlineData("""{"name":"w","cron":"* * * * *"}""", "name", "either")]
    [InlineData("""{"name":"w","from":"2026-01-01","to":"2026-01-02","cron":"* * * * *","duration":"01:00"}""", "name", "either")]
    [InlineData("""{"name":"w","from":"2026-01-02","to":"2026-01-02"}""", "to", "not after")]
    [InlineData("""{"name":"w","from":"2026-01-01T00:00Z","to":"2026-01-02"}""", "from", "local time")]
    [InlineData("""{"name":"w","from":"2026-13-01","to":"2026-01-02"}""", "from", "local time")]
    [InlineData("""{"name":"w","cron":"0 18 * * FRI *","duration":"01:00"}""", "cron", "five fields")]
    [InlineData("""{"name":"w","cron":"0 25 * * *","duration":"01:00"}""", "cron", "five fields")]
    [InlineData("""{"name":"w","cron":"0 18 * * *","duration":"24:00:00"}""", "duration", "no length")]
    [InlineData("""{"name":"w","cron":"0 18 * * *","duration":"00:00"}""", "duration", "no length")]
    [InlineData("""{"name":"w","cron":"0 18 * * *","duration":"367.00:00"}""", "duration", "no length")]
    [InlineData("""{"name":"w","cron":"0 18 * * *","duration":"60"}""", "duration", "no length")]
    [InlineData("""{"name":"w","cron":"0 18 * * *","duration":"01:00","timeZone":"Mars/Olympus"}""", "timeZone", "no time zone")]
    [InlineData("""{"name":"w","cron":"0 18 * * *","duration":"01:00","zone":"UTC"}""", "zone", "not known")]
    public void A_freeze_window_that_cannot_be_judged_is_refused(string window, string field, string problem)
    {
        var e = Assert.Throws<MalformedDocumentException>(() => Read($$"""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s","freeze":[{{window}}]}]}"""));
        Assert.Equal($"$.environments[0].freeze[0].{field}", e.Path);
        Assert.Contains(problem, e.Problem);
    }

    [Theory]
    [InlineData("\"gates\":[{\"kind\":\"k\",\"name\":\"n\",\"severity\":\"Required\"}]", "severity")]
    [InlineData("\"gates\":[{\"kind\":\"k\",\"name\":\"n\",\"password\":\"x\"}]", "secret")]
    [InlineData("\"gates\":[{\"kind\":\"k\",\"name\":\"n\"},{\"kind\":\"l\",\"name\":\"N\"}]", "two gates")]
    [InlineData("\"gates\":[{\"name\":\"n\"}]", "missing")]
    [InlineData("\"map\":{\"values\":{\"nothing\":{}}}", "type and name")]
    [InlineData("\"map\":{\"values\":{\"connection/\":{}}}", "type and name")]
    [InlineData("\"map\":{\"values\":{\"connection/W\":{\"properties/host\":1}}}", "JSON pointer")]
    [InlineData("\"map\":{\"values\":{\"connection/W\":{\"/properties/password\":\"x\"}}}", "secret")]
    [InlineData("\"map\":{\"connections\":{\"A\":1}}", "text")]
    public void Gates_and_maps_are_checked(string part, string problem)
    {
        var e = Assert.Throws<MalformedDocumentException>(() => Read($$"""{"version":1,"environments":[{"name":"a","url":"https://cpd","space":"s",{{part}}}]}"""));
        Assert.True(e.Problem.Contains(problem) || e.Path.EndsWith(problem, StringComparison.Ordinal), e.Message);
    }

    [Fact]
    public void A_later_version_says_so() => Assert.Throws<NewerDocumentException>(() => Read("""{"version":2,"environments":[],"more":1}"""));

    [Fact]
    public void The_file_is_found_upwards()
    {
        var root = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        try
        {
            var deep = Directory.CreateDirectory(Path.Combine(root.FullName, "a", "b"));
            Assert.Null(EnvironmentFile.Locate(deep.FullName));
            File.WriteAllText(Path.Combine(root.FullName, "mlops.json"), Full);
            Assert.Equal(Path.Combine(root.FullName, "mlops.json"), EnvironmentFile.Locate(deep.FullName));
            File.WriteAllText(Path.Combine(deep.FullName, "mlops.json"), """{"version":1,"environments":[]}""");
            Assert.Empty(EnvironmentFile.Load(EnvironmentFile.Locate(deep.FullName)!).Environments);
            Assert.Equal(4, EnvironmentFile.Load(Path.Combine(root.FullName, "mlops.json")).Environments.Count);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("\n", "  ")]
    [InlineData("\r\n", "  ")]
    [InlineData("\n", "\t")]
    public void Adding_one_leaves_every_other_byte(string newLine, string indent)
    {
        var text = Full.Replace("\r\n", "\n").Replace("  ", indent).Replace("\n", newLine);
        var before = Encoding.UTF8.GetBytes("\uFEFF" + text);
        var after = Encoding.UTF8.GetString(EnvironmentFileWriter.Put(before, "mlops.json", New("test", "uat"), replace: false));

        var at = text.LastIndexOf("\"predecessor\": \"dev\" }", StringComparison.Ordinal) + "\"predecessor\": \"dev\" }".Length;
        Assert.StartsWith("\uFEFF" + text.Substring(0, at) + "," + newLine + indent + indent + "{" + newLine + indent + indent + "  \"name\": \"test\"", after, StringComparison.Ordinal);
        Assert.EndsWith(text.Substring(at), after, StringComparison.Ordinal);
        Assert.Equal("uat", Read(after).Find("test").Predecessor);
    }

    [Fact]
    public void A_new_file_and_an_empty_list_get_their_first()
    {
        var first = Encoding.UTF8.GetString(EnvironmentFileWriter.Put(null, "mlops.json", New("dev"), replace: false));
        Assert.Equal("{\n  \"version\": 1,\n  \"environments\": [\n    {\n      \"name\": \"dev\",\n      \"url\": \"https://cpd.example.com\",\n      \"space\": \"space-dev\"\n    }\n  ]\n}\n", first);
        var empty = "{\n  \"environments\": [],\n  \"version\": 1\n}\n";
        var filled = Encoding.UTF8.GetString(EnvironmentFileWriter.Put(Encoding.UTF8.GetBytes(empty), "mlops.json", New("dev"), replace: false));
        Assert.StartsWith("{\n  \"environments\": [\n    {\n      \"name\": \"dev\"", filled, StringComparison.Ordinal);
        Assert.EndsWith("    }\n  ],\n  \"version\": 1\n}\n", filled, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_the_same_name_is_replaced_only_when_asked_to()
    {
        var content = Encoding.UTF8.GetBytes(Full);
        Assert.Throws<EnvironmentExistsException>(() => EnvironmentFileWriter.Put(content, "mlops.json", New("Side", "dev"), replace: false));
        var after = Encoding.UTF8.GetString(EnvironmentFileWriter.Put(content, "mlops.json", New("Side", "dev"), replace: true));
        Assert.Equal(4, Read(after).Environments.Count);
        Assert.Equal("space-Side", Read(after).Find("side").Space);
        Assert.StartsWith(Full.Substring(0, Full.IndexOf("{ \"name\": \"side\"", StringComparison.Ordinal)), after, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_break_the_file_is_not_written()
    {
        Assert.Throws<MalformedDocumentException>(() => EnvironmentFileWriter.Put(Encoding.UTF8.GetBytes(Full), "mlops.json", New("test", "nowhere"), replace: false));
        Assert.Throws<MalformedDocumentException>(() => EnvironmentFileWriter.Put(Encoding.UTF8.GetBytes(Full), "mlops.json", New("dev", "prd"), replace: true));
        Assert.Throws<MalformedDocumentException>(() => EnvironmentFileWriter.Put(Encoding.UTF8.GetBytes("{"), "mlops.json", New("dev"), replace: true));
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var prd = Read(Full).Find("prd") with { Predecessor = null, ConfigurationPath = null };
        var again = Read(Encoding.UTF8.GetString(EnvironmentFileWriter.Put(null, "mlops.json", prd, replace: false))).Find("prd") with { ConfigurationPath = null };
        Assert.Equivalent(prd with { Gates = [], Map = EnvironmentMap.Empty }, again with { Gates = [], Map = EnvironmentMap.Empty }, strict: true);
        Assert.Equal("0.90", again.Gates[0].Settings.GetProperty("minimum").GetRawText());
        Assert.Equal(GateSeverity.Advisory, again.Gates[0].Severity);
        Assert.Equal("h", again.Map.Values["connection/W"]["/properties/host"].GetString());
        Assert.Equal("B", again.Map.Connections["A"]);
    }

    private static MlopsEnvironment New(string name, string? predecessor = null) => new() { Name = name, Url = new Uri("https://cpd.example.com/zen"), Space = "space-" + name, Predecessor = predecessor };

    private static EnvironmentFile Read(string json) => EnvironmentFile.Read(Encoding.UTF8.GetBytes(json), "mlops.json");
}
