using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>What a copy costs in memory: content passes in pieces, whatever its size.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task Checking_a_large_bundle_takes_little_memory()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).FullName;
        var path = Path.Combine(folder, "large.zip");
        try
        {
            var id = ZipMaker.ModelId;
            using (var file = File.Create(path))
            using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create))
            {
                using (var writer = new StreamWriter(zip.CreateEntry($"assets/.METADATA/data_asset.{id}.json").Open()))
                    writer.Write(ZipMaker.Document(type: "data_asset", attachments: """{"id":"a","size":268435456,"object_key":"data_asset/large"}"""));
                using var stream = zip.CreateEntry("assets/data_asset/large", System.IO.Compression.CompressionLevel.NoCompression).Open();
                var block = new byte[1 << 20];
                new Random(1).NextBytes(block); // mono deflates in spite of NoCompression
                for (var i = 0; i < 256; i++)
                {
                    block[0] = (byte)i;
                    stream.Write(block, 0, block.Length);
                }
            }
            var before = GC.GetTotalMemory(forceFullCollection: true);
            long peak = 0;
            using (var stream = File.OpenRead(path))
            {
                var progress = new Watch(() => peak = Math.Max(peak, GC.GetTotalMemory(false) - before));
                var contents = await BundleInspector.InspectAsync(BundleReader.Open(stream, "large.zip"), progress, default);
                Assert.Equal(256L << 20, Assert.Single(contents.Assets).Content.Bytes);
            }
            Assert.InRange(peak, 0, 32L << 20);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Watch(Action seen) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => seen();
    }
}
