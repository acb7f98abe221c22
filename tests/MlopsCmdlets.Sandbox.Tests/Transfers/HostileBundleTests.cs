using System.IO.Compression;
using System.Text;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Transfers;

public sealed class HostileBundleTests
{
    private const string Root = """{"metadata":{"id":"66554605-69e4-496e-a67d-8a4fa996c804"},"entity":{"name":"x"}}""";
    private const string Asset = """{"metadata":{"name":"a.csv","asset_type":"data_asset","asset_id":"12b8fcb0-852d-4a71-b98d-6136354f91ff"},"entity":{"data_asset":{}},"attachments":[{"id":"x","object_key":"data_asset/a.csv","size":3,"transfer_complete":true}]}""";
    private const string AssetName = "assets/.METADATA/data_asset.12b8fcb0-852d-4a71-b98d-6136354f91ff.json";

    public static TheoryData<string, string> BadNames() => new()
    {
        { "../evil.txt", "not allowed" },
        { "assets/../../evil.txt", "not allowed" },
        { "/etc/passwd", "not allowed" },
        { "C:/windows/evil.txt", "not allowed" },
        { @"assets\evil.txt", "not allowed" },
        { "assets/NUL.txt", "not allowed" },
        { "assets/com1", "not allowed" },
        { "assets//x", "not allowed" },
        { "assets/a\u0007b", "not allowed" },
        { "ASSETS/data_asset/A.CSV", "occurs twice" },
    };

    [Theory]
    [MemberData(nameof(BadNames))]
    public Task NamesThatLeadElsewhereAreRefused(string name, string message) =>
        FailsAsync(Zip(("space.json", Root), (AssetName, Asset), ("assets/data_asset/a.csv", "abc"), (name, "x")), message);

    [Fact]
    public Task ALinkIsRefused()
    {
        var bytes = Zip(zip =>
        {
            Add(zip, "space.json", Root);
            Add(zip, AssetName, Asset);
            Add(zip, "assets/data_asset/a.csv", "abc");
            zip.CreateEntry("assets/link").ExternalAttributes = unchecked((int)0xA1FF0000);
        });
        return FailsAsync(bytes, "is a link");
    }

    [Fact]
    public Task ABombIsRefusedByItsDeclaredSize() =>
        FailsAsync(Zip(("space.json", Root), (AssetName, Asset), ("assets/data_asset/a.csv", new string('0', 3_000_000))), "unpacks to more than", """{"max_import_bytes":1000000}""");

    [Theory]
    [InlineData("not a zip at all")]
    [InlineData("PK\u0003\u0004 only the beginning")]
    public Task WhatIsNoZipFails(string text) => FailsAsync(Encoding.UTF8.GetBytes(text), "not a complete zip");

    [Fact]
    public async Task ATruncatedArchiveFails()
    {
        var bytes = Zip(("space.json", Root), (AssetName, Asset), ("assets/data_asset/a.csv", "abc"));
        await FailsAsync(bytes[..(bytes.Length / 2)], "not a complete zip");
    }

    [Fact]
    public async Task ADamagedByteIsFound()
    {
        // Stored, not deflated, so that the damage is in the content itself and only the checksum tells.
        var bytes = Zip(zip =>
        {
            Add(zip, "space.json", Root);
            Add(zip, AssetName, Asset);
            Add(zip, "assets/data_asset/a.csv", "abc", CompressionLevel.NoCompression);
        });
        var at = bytes.AsSpan().IndexOf("a.csvabc"u8) + 5;
        bytes[at] = (byte)'X';
        await FailsAsync(bytes, "checksum is wrong");
    }

    [Fact]
    public Task AForeignZipFails() => FailsAsync(Zip(("readme.txt", "hello")), "neither space.json nor project.json");

    [Fact]
    public Task ABundleWithoutAssetsFails() => FailsAsync(Zip(("space.json", Root)), "holds no assets");

    [Fact]
    public Task MissingBytesFail() => FailsAsync(Zip(("space.json", Root), (AssetName, Asset)), "are missing");

    [Fact]
    public Task BytesOfTheWrongSizeFail() => FailsAsync(Zip(("space.json", Root), (AssetName, Asset), ("assets/data_asset/a.csv", "abcd")), "instead of 3");

    [Fact]
    public Task BadMetadataFails() => FailsAsync(Zip(("space.json", Root), (AssetName, "{\"metadata\":")), "cannot be read");

    [Fact]
    public Task MetadataWithoutATypeFails() => FailsAsync(Zip(("space.json", Root), (AssetName, """{"metadata":{"name":"x"}}""")), "asset_type is missing");

    [Fact]
    public async Task AnEmptyBodyIsRefusedAtOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        var content = new ByteArrayContent([]);
        content.Headers.ContentType = new("application/zip");
        Assert.Equal(400, (await host.Admin.SendAsync(HttpMethod.Post, $"/v2/asset_imports?{scope}", content)).Status);
    }

    [Fact]
    public async Task ImportsAtOnceDoNotTakeEachOthersFiles()
    {
        const int imports = 4, files = 100;
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        var attachments = string.Join(",", Enumerable.Range(0, files).Select(i => $$"""{"id":"x{{i}}","object_key":"data_asset/{{i}}.csv","transfer_complete":true}"""));
        var bundle = Zip(zip =>
        {
            Add(zip, "space.json", Root);
            Add(zip, AssetName, Asset[..Asset.IndexOf("\"attachments\"", StringComparison.Ordinal)] + $$"""
                "attachments":[{{attachments}}]}
                """);
            for (var i = 0; i < files; i++) Add(zip, $"assets/data_asset/{i}.csv", "abc");
        });

        var ends = await Task.WhenAll(Enumerable.Range(0, imports).Select(_ => host.Admin.ImportAsync(scope, bundle)));

        Assert.All(ends, end => Assert.Equal("completed", end.Text("entity", "status", "state")));
        Assert.Equal(imports * files, (await host.Admin.GetAsync($"/v2/asset_files?flat=true&{scope}")).Body.Whole("total_count"));
    }

    private static async Task FailsAsync(byte[] bundle, string message, string? settings = null)
    {
        await using var host = await SandboxHost.StartAsync();
        if (settings is not null) await host.SetAsync(settings);
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        var end = await host.Admin.ImportAsync(scope, bundle);
        Assert.Equal("failed", end.Text("entity", "status", "state"));
        Assert.Contains(message, end["entity"]!["status"]!["failure"]!["errors"]![0].Text("message"), StringComparison.Ordinal);
        Assert.Empty(await host.Admin.SearchAsync(scope));
        Assert.Empty((await host.Admin.GetAsync($"/v2/asset_files?flat=true&{scope}")).Body.Array("resources")!);
    }

    private static byte[] Zip(params (string Name, string Text)[] entries) => Zip(zip =>
    {
        foreach (var (name, text) in entries) Add(zip, name, text);
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true)) fill(zip);
        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, level).Open());
        writer.Write(text);
    }
}
