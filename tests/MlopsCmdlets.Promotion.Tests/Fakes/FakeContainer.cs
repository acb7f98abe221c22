using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>
/// A container in memory that behaves as the API reference says: an import assigns new ids, maps references inside the bundle, and tells nothing.
/// Each call passes <see cref="Before"/> and, with its effect made, <see cref="After"/>: tests make them fail there.
/// </summary>
public sealed class FakeContainer(string name, ContainerKind kind = ContainerKind.Space, string cluster = "https://a.example.com") : IAssetSource, IAssetTarget
{
    private readonly ConcurrentDictionary<string, FakeExport> _exports = new();
    private readonly ConcurrentDictionary<string, JobStatus> _imports = new();
    private readonly ConcurrentDictionary<string, Func<JobStatus>> _running = new();

    public ContainerIdentity Identity { get; } = new(cluster, kind, Guid.NewGuid().ToString(), name);

    public string? UserId { get; set; } = "me";

    public List<FakeAsset> Assets { get; } = [];

    public ConcurrentQueue<string> Calls { get; } = new();

    public Action<string> Before { get; set; } = _ => { };

    public Action<string> After { get; set; } = _ => { };

    /// <summary>How long a call is on its way.</summary>
    public Func<string, Task> OnTheWay { get; set; } = _ => Task.CompletedTask;

    public Func<FakeAsset, FakeAsset?> OnArrival { get; set; } = asset => asset;

    public Func<byte[], byte[]> OnContent { get; set; } = bytes => bytes;

    public Func<byte[], byte[]> OnBundle { get; set; } = bytes => bytes;

    /// <summary>Asset ids that an export takes along although nobody asked.</summary>
    public List<string> AlsoExported { get; } = [];

    public HashSet<string> NeverExported { get; } = [];

    public bool RemapsReferences { get; set; } = true;

    public bool KeepsTags { get; set; } = true;

    public bool CanPromote { get; set; }

    public JobState ImportEnd { get; set; } = JobState.Completed;

    public JobState ExportEnd { get; set; } = JobState.Completed;

    /// <summary>Bytes after which the bundle's stream breaks, one per opening.</summary>
    public Queue<int> BreakAfter { get; } = new();

    public bool CanResume { get; set; } = true;

    /// <summary>Failures of the bundle's stream come again whenever it is opened.</summary>
    public bool IsFinal { get; set; }

    /// <summary>What the listing has already; it may lag behind.</summary>
    public Func<FakeAsset, bool> IsListed { get; set; } = _ => true;

    public int Polls { get; set; } = 2;

    /// <summary>What was attached last.</summary>
    public NewContent? LastContent { get; private set; }

    public int ExportCount => _exports.Count;

    public string? LastExportKey { get; private set; }

    public string? LastImportKey { get; private set; }

    public IEnumerable<string> Writes => Calls.Where(call => !call.StartsWith("read", StringComparison.Ordinal) && !call.StartsWith("list", StringComparison.Ordinal) && !call.StartsWith("open", StringComparison.Ordinal) && !call.StartsWith("get", StringComparison.Ordinal));

    public FakeAsset Add(string type, string name, string? content = null, Action<FakeAsset>? set = null)
    {
        var asset = new FakeAsset { Type = type, Name = name, Content = content is null ? null : Encoding.UTF8.GetBytes(content) };
        set?.Invoke(asset);
        lock (Assets)
            Assets.Add(asset);
        return asset;
    }

    public FakeAsset Single(string name) => Assets.Single(asset => asset.Name == name);

    public bool CanPromoteTo(ContainerIdentity target) => CanPromote;

    public Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken) => Call<IReadOnlyList<AssetHeader>>("list assets", cancellationToken, () => [.. Assets.Where(IsListed).Select(asset => asset.Header)]);

    public Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken) => Call("read " + Name(assetId), cancellationToken, () =>
    {
        using var json = JsonDocument.Parse(Find(assetId).ToJson().ToJsonString());
        return AssetDocumentJson.Parse(json.RootElement);
    });

    public Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) =>
        Call<Stream>("open " + asset.Name, cancellationToken, () => new MemoryStream(OnContent(Find(asset.Id) is var found && found.MoreContent.TryGetValue(attachment.Id, out var more) ? more : found.Content!)));

    public Task<string> PromoteAsync(AssetHeader asset, ContainerIdentity target, CancellationToken cancellationToken) => Call("promote " + asset.Name, cancellationToken, () =>
    {
        var copy = Find(asset.Id).Clone();
        copy.Id = Guid.NewGuid().ToString();
        PromoteTarget!.Assets.Add(copy);
        return copy.Id;
    });

    public FakeContainer? PromoteTarget { get; set; }

    public Task<JobStatus> StartExportAsync(ExportRequest request, CancellationToken cancellationToken) => Call("export", cancellationToken, () =>
    {
        var export = new FakeExport(Guid.NewGuid().ToString(), request, Polls);
        LastExportKey = request.Key?.Reveal();
        _exports[export.Id] = export;
        return new JobStatus(export.Id, JobState.Running) { Name = request.Name };
    });

    public Task<IReadOnlyList<JobStatus>> ListExportsAsync(CancellationToken cancellationToken) =>
        Call<IReadOnlyList<JobStatus>>("list exports", cancellationToken, () => [.. _exports.Values.Select(export => new JobStatus(export.Id, JobState.Running) { Name = export.Request.Name })]);

    public Task<JobStatus> GetExportAsync(string exportId, CancellationToken cancellationToken) => Call("get export", cancellationToken, () =>
    {
        var export = _exports[exportId];
        var state = export.PollsLeft-- > 0 ? JobState.Running : ExportEnd;
        return new JobStatus(exportId, state) { Failure = state == JobState.Failed ? "SPACES0045E: missing required editor member role" : null };
    });

    public Task<ExportContent> OpenExportAsync(string exportId, long offset, CancellationToken cancellationToken) => Call("open export", cancellationToken, () =>
    {
        var bytes = _exports[exportId].Bundle ??= OnBundle(WriteBundle(_exports[exportId].Request));
        var from = CanResume ? offset : 0;
        Stream stream = new MemoryStream(bytes, (int)from, bytes.Length - (int)from);
        if (BreakAfter.Count > 0)
            stream = new BreakingStream(stream, BreakAfter.Dequeue());
        return new ExportContent(stream, from, bytes.Length) { IsFinal = _ => IsFinal };
    });

    public Task DeleteExportAsync(string exportId, CancellationToken cancellationToken) => Call("delete export", cancellationToken, () => _exports.TryRemove(exportId, out _));

    public async Task<JobStatus> StartImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        using var content = request.OpenContent();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, 4096, cancellationToken);
        Assert.Equal(request.Length, copy.Length);
        return await Call("import", cancellationToken, () =>
        {
            LastImportKey = request.Key?.Reveal();
            var job = new JobStatus(Guid.NewGuid().ToString(), JobState.Running) { CreatorId = UserId };
            _imports[job.Id] = job;
            if (ImportEnd == JobState.Completed)
                ReadBundle(copy);
            return job;
        });
    }

    public void AddForeignImport(string user) => _imports[Guid.NewGuid().ToString()] = new JobStatus(Guid.NewGuid().ToString(), JobState.Completed) { CreatorId = user };

    /// <summary>An import that runs already. It ends at its last poll.</summary>
    public void AddRunningImport(int polls, Action end, DateTimeOffset? createdAt = null)
    {
        var job = new JobStatus(Guid.NewGuid().ToString(), JobState.Running) { CreatorId = UserId, CreatedAt = createdAt };
        _imports[job.Id] = job;
        _running[job.Id] = () =>
        {
            if (polls-- > 0)
                return job;
            end();
            _running.TryRemove(job.Id, out _);
            return _imports[job.Id] = job with { State = JobState.Completed };
        };
    }

    public Task<IReadOnlyList<JobStatus>> ListImportsAsync(CancellationToken cancellationToken) => Call<IReadOnlyList<JobStatus>>("list imports", cancellationToken, () => [.. _imports.Values]);

    public Task<JobStatus> GetImportAsync(string importId, CancellationToken cancellationToken) =>
        Call("get import", cancellationToken, () => _running.TryGetValue(importId, out var look) ? look() : _imports[importId] with { State = ImportEnd, Failure = ImportEnd == JobState.Failed ? "bad bundle" : null });

    public Task EditAsync(AssetHeader asset, IReadOnlyList<AssetEdit> edits, CancellationToken cancellationToken) => Call($"edit {asset.Name} {edits[0].Pointer}", cancellationToken, () =>
    {
        foreach (var edit in edits)
            Edit(Find(asset.Id), edit);
        return true;
    });

    public Task DeleteAsync(AssetHeader asset, CancellationToken cancellationToken) => Call("delete " + asset.Name, cancellationToken, () => Assets.RemoveAll(other => other.Id == asset.Id));

    public Task AddContentAsync(AssetHeader asset, NewContent content, CancellationToken cancellationToken) => Call("attach " + asset.Name, cancellationToken, () =>
    {
        using var stream = content.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal(content.Length, copy.Length);
        LastContent = content;
        var found = Find(asset.Id);
        found.Revision++;
        if (found.Content is null)
            (found.Content, found.AttachmentId) = (copy.ToArray(), Guid.NewGuid().ToString());
        else
            found.MoreContent.Add(Guid.NewGuid().ToString(), copy.ToArray());
        return true;
    });

    public Task RemoveContentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) => Call("detach " + asset.Name, cancellationToken, () =>
    {
        var found = Find(asset.Id);
        found.Revision++;
        if (found.MoreContent.Remove(attachment.Id) || found.Incomplete.Remove(attachment.Id) || found.AttachmentId != attachment.Id)
            return true;
        var next = found.MoreContent.FirstOrDefault();
        (found.Content, found.AttachmentId) = (next.Value, next.Key ?? found.AttachmentId);
        if (next.Key is not null)
            found.MoreContent.Remove(next.Key);
        return true;
    });

    private static void Edit(FakeAsset asset, AssetEdit edit)
    {
        asset.Revision++;
        var parts = edit.Pointer.Split('/').Skip(1).ToArray();
        if (edit.Pointer == AssetEdit.TagsPointer)
            asset.Tags = [.. edit.Value.EnumerateArray().Select(tag => tag.GetString()!)];
        else if (edit.Pointer == "/metadata/description")
            asset.Description = edit.Value.GetString();
        else if (parts[0] == "attachments" && parts[1] == asset.AttachmentId && parts[2] == "connection_id")
            asset.ConnectionId = edit.Value.GetString();
        else if (parts[0] == "attachments" && parts[1] == asset.AttachmentId && parts[2] == "connection_path")
            asset.ConnectionPath = edit.Value.GetString();
        else if (parts[0] == "entity")
        {
            JsonNode node = asset.Entity;
            foreach (var part in parts.Skip(1).Take(parts.Length - 2))
                node = (node is JsonArray array ? array[int.Parse(part)] : node[part])!;
            if (edit.Value.ValueKind == JsonValueKind.Undefined)
                ((JsonObject)node).Remove(parts[parts.Length - 1]);
            else
                node[parts[parts.Length - 1]] = JsonNode.Parse(edit.Value.GetRawText());
        }
        else
            throw new InvalidOperationException("Cannot edit " + edit.Pointer);
    }

    private byte[] WriteBundle(ExportRequest request)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "space.json", "{}"u8.ToArray());
            Write(zip, "assettypes/data_asset.json", "{\"name\":\"data_asset\"}"u8.ToArray());
            foreach (var asset in request.AssetIds.Concat(AlsoExported).Where(id => !NeverExported.Contains(id)).Select(Find))
            {
                Write(zip, $"assets/.METADATA/{asset.Type}.{asset.Id}.json", Encoding.UTF8.GetBytes(asset.ToJson().ToJsonString()));
                if (asset.Content is { } content)
                    Write(zip, $"assets/{asset.Type}/{asset.Id}/{asset.AttachmentId}", content);
            }
        }
        return buffer.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(bytes, 0, bytes.Length);
    }

    private void ReadBundle(Stream bundle)
    {
        using var zip = new ZipArchive(bundle, ZipArchiveMode.Read);
        var ids = new Dictionary<string, string>();
        var arrived = new List<(JsonNode Json, byte[]? Content)>();
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("assets/.METADATA/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            var json = JsonNode.Parse(reader.ReadToEnd())!;
            ids[(string)json["metadata"]!["asset_id"]!] = Guid.NewGuid().ToString();
            byte[]? content = null;
            if (json["attachments"]!.AsArray().FirstOrDefault()?["object_key"] is { } key)
            {
                using var stream = zip.GetEntry("assets/" + (string)key!)!.Open();
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                content = copy.ToArray();
            }
            arrived.Add((json, content));
        }
        string Map(string text) => RemapsReferences ? Regex.Replace(text, "[0-9a-f-]{36}", match => ids.TryGetValue(match.Value, out var id) ? id : match.Value) : text;
        foreach (var (json, content) in arrived)
        {
            var attachment = json["attachments"]!.AsArray().FirstOrDefault();
            var asset = new FakeAsset
            {
                Id = ids[(string)json["metadata"]!["asset_id"]!],
                Name = (string)json["metadata"]!["name"]!,
                Type = (string)json["metadata"]!["asset_type"]!,
                Description = (string?)json["metadata"]!["description"],
                Tags = KeepsTags ? [.. json["metadata"]!["tags"]!.AsArray().Select(tag => (string)tag!)] : [],
                Entity = (JsonObject)JsonNode.Parse(Map(json["entity"]!.ToJsonString()))!,
                Content = content,
                Creator = UserId ?? "",
                ConnectionId = attachment?["connection_id"] is { } connection ? Map((string)connection!) : null,
                ConnectionPath = (string?)attachment?["connection_path"],
            };
            if (OnArrival(asset) is { } kept)
            {
                lock (Assets)
                    Assets.Add(kept);
            }
        }
    }

    private FakeAsset Find(string id)
    {
        lock (Assets)
            return Assets.SingleOrDefault(asset => asset.Id == id) ?? throw new InvalidOperationException($"404: no asset {id}");
    }

    private string Name(string id)
    {
        lock (Assets)
            return Assets.FirstOrDefault(asset => asset.Id == id)?.Name ?? id;
    }

    private async Task<T> Call<T>(string call, CancellationToken cancellationToken, Func<T> work)
    {
        await Task.Yield();
        await OnTheWay(call);
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Enqueue(call);
        Before(call);
        cancellationToken.ThrowIfCancellationRequested();
        T result;
        lock (Assets)
            result = work();
        After(call);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private sealed class FakeExport(string id, ExportRequest request, int polls)
    {
        public string Id { get; } = id;

        public ExportRequest Request { get; } = request;

        public int PollsLeft { get; set; } = polls;

        public byte[]? Bundle { get; set; }
    }
}
