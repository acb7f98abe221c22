using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Environments;

/// <summary>A record of years: thousands of entries over HTTP.</summary>
public sealed class LongRecordTests(SandboxFixture sandbox)
{
    private const int Count = 3000;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Thousands_of_entries_are_read_in_flight_and_any_of_them_is_missed()
    {
        using Engine engine = sandbox.Connect();
        using var folder = new TemporaryFolder();
        string space = SandboxFixture.NewSpace(engine);
        engine.Run("""
            $ExecutionContext.SessionState.Path.SetLocation($args[1])
            New-MlopsEnvironment -Name prd -Url $sandbox.Url -Space $args[0] | Out-Null
            Lock-MlopsEnvironment prd -Purpose first | Out-Null
            Lock-MlopsEnvironment prd -Purpose second -Force | Out-Null
            $id = (Get-CpdSpace -Name $args[0]).Id
            """, space, folder.Root).ThrowIfFailed();
        string head = await WriteAsync(engine);
        // One after the other, 3,000 replies that take 100 ms each would last 300 s.
        SandboxFixture.Control(engine, "Post", "/_sandbox/faults", new Hashtable { ["fault"] = "delay", ["method"] = "GET", ["path"] = "/v2/asset_files/mlops**prd**json*", ["delay_ms"] = 100, ["times"] = "always" });
        try
        {
            var clock = Stopwatch.StartNew();
            PSObject check = engine.Run("Test-MlopsPromotionRecord prd -ExpectedHead $args[0]", head).ThrowIfFailed().Single();
            TestContext.Current.TestOutputHelper?.WriteLine($"{Count} entries with 100 ms per request: {clock.Elapsed.TotalSeconds:0.0} s");
            Assert.Equal(("Intact", Count), (check.Properties["State"].Value.ToString(), check.Properties["Entries"].Value));
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 300);
        }
        finally
        {
            SandboxFixture.Control(engine, "Delete", "/_sandbox/faults");
        }

        var listing = Stopwatch.StartNew();
        RunResult last = engine.Run("Get-MlopsPromotion prd -Last 3");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Count} entries at once: {listing.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal([Count, Count - 1, Count - 2], last.ThrowIfFailed().Select(entry => (int)entry.Properties["Sequence"].Value));
        Assert.Empty(last.Warnings);

        string gone = Assert.Single(engine.Run("(Invoke-CpdRestMethod -Path \"/v2/asset_files?space_id=$id&path=mlops/record/prd&flat=true&limit=200&offset=1400\").resources.path | Where-Object { $_ -like '*/00001500-*' }").ThrowIfFailed()).ToString();
        engine.Run("Invoke-CpdRestMethod -Method Delete -Path \"/v2/asset_files/$($args[0].Replace('/', '%2F'))?space_id=$id\" -Confirm:$false", gone).ThrowIfFailed();
        Assert.Equal("Broken", engine.Run("Test-MlopsPromotionRecord prd -ExpectedHead $args[0]", head).Single("State")!.ToString());
    }

    /// <summary>Goes on from the one entry that is there, as the module would, without asking it three thousand times.</summary>
    /// <returns>The last hash.</returns>
    private async Task<string> WriteAsync(Engine engine)
    {
        PSObject entry = engine.Run("Get-MlopsPromotion prd").ThrowIfFailed().Single();
        string previous = (string)entry.Properties["Hash"].Value;
        var credential = (PSCredential)sandbox.Sandbox.Properties["Credential"].Value;
        using X509Certificate2 authority = X509Certificate2.CreateFromPem((string)sandbox.Sandbox.Properties["CaCertificate"].Value);
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority } };
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        using var client = new HttpClient(handler) { BaseAddress = sandbox.Url };
        using var login = new StringContent(JsonSerializer.Serialize(new { username = credential.UserName, password = credential.GetNetworkCredential().Password }), Encoding.UTF8, "application/json");
        using HttpResponseMessage token = await client.PostAsync(new Uri("/icp4d-api/v1/authorize", UriKind.Relative), login);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonNode.Parse(await token.Content.ReadAsStringAsync())!["token"]!.GetValue<string>());
        string id = engine.Run("$id").ThrowIfFailed().Single().ToString();
        string folder = "/v2/asset_files/mlops/record/prd/";
        var form = JsonNode.Parse(await client.GetStringAsync(new Uri($"{folder}00000001-{previous[..16]}.json?space_id={id}", UriKind.Relative)))!.AsObject();
        form["notes"] = new JsonArray("made by a test");
        var files = new List<(string Name, byte[] Content)>();
        for (int sequence = 2; sequence <= Count; sequence++)
        {
            form.Remove("hash");
            (form["sequence"], form["previous"], form["nonce"]) = (sequence, previous, sequence.ToString("x32", CultureInfo.InvariantCulture));
            previous = Convert.ToHexStringLower(SHA256.HashData(Canonical(form)));
            form["hash"] = previous;
            files.Add(($"{sequence:D8}-{previous[..16]}.json", Canonical(form)));
        }

        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (file, token) =>
        {
            using var content = new ByteArrayContent(file.Content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var body = new MultipartFormDataContent { { content, "file", file.Name } };
            using HttpResponseMessage reply = await client.PutAsync(new Uri($"{folder}{file.Name}?space_id={id}", UriKind.Relative), body, token);
            reply.EnsureSuccessStatusCode();
        });
        return previous;
    }

    /// <summary>Members in ordinal order, no white space.</summary>
    private static byte[] Canonical(JsonObject form)
    {
        static JsonNode? Sorted(JsonNode? node) => node switch
        {
            JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
        return Encoding.UTF8.GetBytes(Sorted(form)!.ToJsonString(Plain));
    }
}
