using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Modelled;

namespace MlopsCmdlets.Promotion.Tests.Records;

/// <summary>A record in memory, and hands that tamper with it.</summary>
public abstract class RecordBench
{
    internal MemoryFiles Files { get; } = new();

    internal FakeProcesses Processes { get; } = new();

    internal InstantTime Time { get; } = new();

    internal static string Folder => "mlops/record/prd";

    internal LockServices Services => LockServices.Of(Time, Processes);

    internal PromotionRecord Record => new(Files, "prd", Entries.Lead, Services);

    internal async Task<List<PromotionEntry>> AppendAsync(int count)
    {
        var entries = new List<PromotionEntry>();
        for (var i = 0; i < count; i++)
            entries.Add(await Record.AppendAsync(Entries.New(), default));
        return entries;
    }

    internal Task<PromotionHistory> ReadAsync() => Record.ReadAsync(default);

    internal string PathOf(int sequence) => Files.All.Keys.Single(path => path.StartsWith($"{Folder}/{sequence:D8}-", StringComparison.Ordinal));

    /// <summary>Changes an entry as somebody would who knows how hashes are made, or does not care.</summary>
    internal void Tamper(int sequence, Action<JsonObject> change, bool rehash = false, bool rename = false)
    {
        var path = PathOf(sequence);
        var form = JsonNode.Parse(Files.All[path])!.AsObject();
        change(form);
        if (rehash)
        {
            form.Remove("hash");
            form["hash"] = CanonicalJson.Hash(form);
        }
        if (rename)
        {
            Files.All.TryRemove(path, out _);
            path = $"{Folder}/{form["sequence"]!.GetValue<int>():D8}-{form["hash"]!.GetValue<string>().Substring(0, 16)}.json";
        }
        Files.All[path] = CanonicalJson.Write(form);
    }

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
