using System.IO.Compression;
using System.Text;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

public sealed class BundleTests
{
    private static async Task<BundleContents> InspectAsync(byte[] zip, BundleLimits? limits = null) =>
        await BundleInspector.InspectAsync(BundleReader.Open(new MemoryStream(zip), "test.zip", limits), null, default);

    [Fact]
    public async Task A_bundle_lists_its_assets_with_hashes()
    {
        var asset = Assert.Single((await InspectAsync(ZipMaker.Make(ZipMaker.Good))).Assets);
        Assert.Equal("churn", asset.Document.Header.Name);
        Assert.Equal(new ContentHash("995bfec3a6347383862e7b01bc5e45cfc551d1af3d58609240d241daf9541450", 7), asset.Content);
    }

    [Fact]
    public async Task Content_that_the_metadata_does_not_list_is_found_by_the_assets_folder()
    {
        var asset = Assert.Single((await InspectAsync(ZipMaker.Make(
            ($"assets/.METADATA/script.{ZipMaker.ModelId}.json", ZipMaker.Document(type: "script")),
            ($"assets/script/{ZipMaker.ModelId}/a1", "print(1)")))).Assets);
        Assert.Equal(8, asset.Content.Bytes);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("assets/../../evil")]
    [InlineData("assets/./x")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share/x")]
    [InlineData(@"\\server\share\x")]
    [InlineData(@"\x")]
    [InlineData(@"assets\x")]
    [InlineData(@"assets\..\..\x")]
    [InlineData("C:/x")]
    [InlineData("c:x")]
    [InlineData("assets/a.txt:hidden")]
    [InlineData("assets/CON")]
    [InlineData("assets/nul.txt")]
    [InlineData("assets/Com1.csv")]
    [InlineData("assets/lpt9")]
    [InlineData("assets/AUX /x")]
    [InlineData("assets/CONIN$")]
    [InlineData("assets/com¹.txt")]
    [InlineData("assets/x.")]
    [InlineData("assets/x /y")]
    [InlineData("assets/...")]
    [InlineData("assets//x")]
    [InlineData("assets/a\nb")]
    [InlineData("assets/a\u0000b")]
    [InlineData("ASSETS/.metadata/wml_model." + ZipMaker.ModelId + ".JSON")] // clashes by case
    [InlineData("space.json")] // twice
    [InlineData("space.json/x")] // a file as folder
    public void Unsafe_names_refuse_the_whole_archive(string name)
    {
        var error = Assert.Throws<HostileBundleException>(() => BundleReader.Open(new MemoryStream(ZipMaker.Make([.. ZipMaker.Good, (name, "x")])), "test.zip"));
        Assert.Contains("test.zip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_only_in_unicode_form_clash() =>
        Assert.Throws<HostileBundleException>(() => BundleReader.Open(new MemoryStream(ZipMaker.Make([.. ZipMaker.Good, ("assets/\u00e9", "x"), ("assets/e\u0301", "y")])), "test.zip"));

    [Theory]
    [InlineData(0xA000)] // symbolic link
    [InlineData(0x1000)] // pipe
    [InlineData(0x2000)] // character device
    [InlineData(0x6000)] // block device
    [InlineData(0xC000)] // socket
    public void Links_and_devices_are_refused(int mode)
    {
        var zip = ZipMaker.Make(ZipMaker.Good);
        var bad = ZipMaker.Patch(zip, ZipMaker.Central(zip, 2) + 38, 0, 0, (byte)mode, (byte)(mode >> 8));
        Assert.Throws<HostileBundleException>(() => BundleReader.Open(new MemoryStream(bad), "test.zip"));
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused()
    {
        var zip = ZipMaker.Make(ZipMaker.Good);
        var bad = ZipMaker.Patch(zip, ZipMaker.Central(zip, 1) + 42, 1, 0, 0, 0);
        Assert.Throws<HostileBundleException>(() => BundleReader.Open(new MemoryStream(bad), "test.zip"));
    }

    [Fact]
    public async Task A_local_header_with_another_name_is_refused()
    {
        var zip = ZipMaker.Make(ZipMaker.Good);
        await Assert.ThrowsAsync<HostileBundleException>(() => InspectAsync(ZipMaker.Patch(zip, 30, (byte)'S')));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html>not found</html>")]
    [InlineData("PK\u0003\u0004 and nothing more that would make sense")]
    public void What_is_no_zip_archive_is_corrupt(string text) =>
        Assert.Throws<CorruptBundleException>(() => BundleReader.Open(new MemoryStream(Encoding.ASCII.GetBytes(text)), "test.zip"));

    [Fact]
    public async Task Every_truncation_is_refused()
    {
        var zip = ZipMaker.Make(ZipMaker.Good);
        for (var length = 0; length < zip.Length; length++)
            await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync([.. zip.Take(length)]));
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public async Task A_changed_byte_is_refused_or_changes_nothing_that_is_read(CompressionLevel level)
    {
        var zip = ZipMaker.Make(level, ZipMaker.Good);
        var good = Assert.Single((await InspectAsync(zip)).Assets);
        for (var at = 0; at < zip.Length; at++)
        {
            foreach (var bit in new byte[] { 0x01, 0x20, 0x80 })
            {
                try
                {
                    var asset = Assert.Single((await InspectAsync(ZipMaker.Patch(zip, at, (byte)(zip[at] ^ bit)))).Assets);
                    Assert.Equal(good.Content, asset.Content);
                    Assert.Equal(good.Document.Header.Name, asset.Document.Header.Name);
                }
                catch (BundleException)
                {
                    // Any of its kinds; any other exception fails the test.
                }
            }
        }
    }

    [Fact]
    public void Something_before_or_after_the_archive_is_refused()
    {
        var zip = ZipMaker.Make(ZipMaker.Good);
        Assert.Throws<CorruptBundleException>(() => BundleReader.Open(new MemoryStream([.. "#!/bin/sh\n"u8.ToArray(), .. zip]), "test.zip"));
        Assert.Throws<CorruptBundleException>(() => BundleReader.Open(new MemoryStream([.. zip, 1]), "test.zip"));
    }

    [Fact]
    public async Task A_sound_zip_without_assets_is_foreign()
    {
        await Assert.ThrowsAsync<ForeignBundleException>(() => InspectAsync(ZipMaker.Make(("readme.txt", "hello"))));
        await Assert.ThrowsAsync<ForeignBundleException>(() => InspectAsync(ZipMaker.Make()));
        await Assert.ThrowsAsync<ForeignBundleException>(() => InspectAsync(ZipMaker.Make(("assets/.METADATA/x.json", "{}"))));
        await Assert.ThrowsAsync<ForeignBundleException>(() => InspectAsync(ZipMaker.Make(("assets/.METADATA/a.b.json", "[]"))));
    }

    [Fact]
    public async Task Metadata_that_lies_is_refused()
    {
        var path = $"assets/.METADATA/wml_model.{ZipMaker.ModelId}.json";
        await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync(ZipMaker.Make((path, ZipMaker.Document(id: "another")))));
        await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync(ZipMaker.Make((path, ZipMaker.Document(type: "script")))));
        await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync(ZipMaker.Make((path, "{ not json"))));
        await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync(ZipMaker.Make((path, new string('[', 100) + new string(']', 100)))));
        var missing = await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync(ZipMaker.Make((path, ZipMaker.Document(attachments: """{"id":"a","size":3,"object_key":"x/y"}""")))));
        Assert.Contains("x/y", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_are_counted_while_inflating()
    {
        var bomb = ZipMaker.Make([.. ZipMaker.Good, ("assets/bomb", new string('0', 1_000_000))]);
        Assert.True(Assert.Throws<BundleLimitException>(() => BundleReader.Open(new MemoryStream(bomb), "t", new BundleLimits { MaxTotalBytes = 1000 })).Found > 1_000_000);
        await Assert.ThrowsAsync<BundleLimitException>(() => InspectAsync(bomb, new BundleLimits { RatioFloorBytes = 1000, MaxRatio = 20 }));
        await Assert.ThrowsAsync<BundleLimitException>(() => InspectAsync(bomb, new BundleLimits { MaxEntries = 3 }));
        await Assert.ThrowsAsync<BundleLimitException>(() => InspectAsync(bomb, new BundleLimits { MaxDocumentBytes = 100 }));

        // The same bomb that states a size of 10 bytes.
        var at = ZipMaker.Central(bomb, ZipMaker.Good.Length);
        await Assert.ThrowsAsync<BundleLimitException>(() => InspectAsync(ZipMaker.Patch(bomb, at + 24, 10, 0, 0, 0), new BundleLimits { MaxTotalBytes = 2000 }));
        await Assert.ThrowsAsync<CorruptBundleException>(() => InspectAsync(ZipMaker.Patch(bomb, at + 24, 10, 0, 0, 0)));
    }

    [Theory]
    [InlineData("hunter2", true)]
    [InlineData("", false)]
    [InlineData("q83vEjRWeJA=:AAECAwQFBgc=", false)] // encrypted
    public async Task Secrets_in_clear_text_are_noticed(string password, bool isClear)
    {
        var contents = await InspectAsync(ZipMaker.Make(($"assets/.METADATA/connection.{ZipMaker.ModelId}.json",
            ZipMaker.Document(type: "connection", entity: $$$$"""{"connection":{"properties":{"host":"h","password":"{{{{password}}}}"}}}"""))));
        Assert.Equal(isClear, contents.HasClearTextSecrets);
    }
}
