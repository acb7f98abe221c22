using System.IO.Compression;
using System.Text;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Makes bundles, good and bad.</summary>
public static class ZipMaker
{
    public const string ModelId = "d9f843f0-80f0-45ad-8408-225497645420";

    public static string Document(string id = ModelId, string type = "wml_model", string name = "churn", string attachments = "", string entity = "{}") =>
        $$"""{"metadata":{"asset_id":"{{id}}","name":"{{name}}","asset_type":"{{type}}","tags":["t"]},"entity":{{entity}},"attachments":[{{attachments}}]}""";

    public static (string, string)[] Good { get; } =
    [
        ("space.json", "{}"),
        ("deflate.log", "Archive created on  2026-01-01"),
        ("assettypes/wml_model.json", "{}"),
        ($"assets/.METADATA/wml_model.{ModelId}.json", Document(attachments: $$"""{"id":"a1","size":7,"object_key":"wml_model/{{ModelId}}/a1"}""")),
        ($"assets/wml_model/{ModelId}/a1", "<PMML/>"),
    ];

    public static byte[] Make(params (string Name, string Content)[] entries) => Make(CompressionLevel.Optimal, entries);

    public static byte[] Make(CompressionLevel level, params (string Name, string Content)[] entries)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                var bytes = Encoding.UTF8.GetBytes(content);
                stream.Write(bytes, 0, bytes.Length);
            }
        }
        return buffer.ToArray();
    }

    /// <summary>Offset of the n-th central directory record.</summary>
    public static int Central(byte[] zip, int n = 0)
    {
        var at = BitConverter.ToInt32(zip, zip.Length - 6);
        for (; n > 0; n--)
            at += 46 + BitConverter.ToUInt16(zip, at + 28) + BitConverter.ToUInt16(zip, at + 30) + BitConverter.ToUInt16(zip, at + 32);
        return at;
    }

    public static byte[] Patch(byte[] zip, int at, params byte[] bytes)
    {
        var copy = (byte[])zip.Clone();
        bytes.CopyTo(copy, at);
        return copy;
    }
}
