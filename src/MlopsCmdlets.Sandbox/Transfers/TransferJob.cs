using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>
/// An export or import. The work runs at once in the background; what a caller sees of it advances with its polls, from pending over running to its end.
/// </summary>
internal sealed class TransferJob(TransferKind kind, Container container, long sequence, string creatorId, DateTimeOffset createdAt, JsonObject entity, int pollsPerStep) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly PolledState _running = new(pollsPerStep);
    private readonly PolledState _finished = new(2 * pollsPerStep);
    private volatile bool _canceled;
    private Task<Content?> _work = Task.FromResult<Content?>(null);

    public string Id { get; } = Ids.New();

    public TransferKind Kind => kind;

    public Container Container => container;

    public long Sequence => sequence;

    public string? Name { get; init; }

    public string? Description { get; init; }

    private bool IsOver => _canceled || (_finished.Done && _work.IsCompleted);

    /// <summary>The archive of a completed export.</summary>
    public Content? Archive => State == "completed" ? _work.Result : null;

    private string State
    {
        get
        {
            if (_canceled) return "canceled";
            if (!_finished.Done) return _running.Done ? "running" : "pending";
            return !_work.IsCompleted ? "running" : _work.IsCompletedSuccessfully ? "completed" : "failed";
        }
    }

    /// <summary>Starts the work. Its failure becomes the failure of the job.</summary>
    public void Start(Func<CancellationToken, Task<Content?>> work, CancellationToken stopping)
    {
        var linked = CancellationTokenSource.CreateLinkedTokenSource(_cancel.Token, stopping);
        _work = Task.Run(
            async () =>
            {
                using (linked) return await work(linked.Token);
            },
            CancellationToken.None);
    }

    /// <summary>Counts one look at the job.</summary>
    public void Look()
    {
        if (IsOver) return;
        _running.Poll();
        _finished.Poll();
    }

    /// <summary>Stops a job that is not over; one that is stays as it is.</summary>
    public void Cancel()
    {
        if (IsOver) return;
        _canceled = true;
        _cancel.Cancel();
    }

    /// <summary>Cancels, and gives what the work left behind once it has ended.</summary>
    public async Task<Content?> EndAsync()
    {
        await _cancel.CancelAsync();
        try
        {
            return await _work;
        }
        catch (Exception)
        {
            // Its failure was the job's state, and the job is gone.
            return null;
        }
    }

    public JsonObject ToJson(DateTimeOffset now, string trace)
    {
        var state = State;
        var status = new JsonObject { ["state"] = state };
        if (state == "running") status["progress"] = 50;
        if (state == "completed") status["progress"] = 100;
        if (state == "failed") status["failure"] = ErrorWriter.Errors(Failure(), trace);
        var body = entity.Copy();
        body["format"] = "json";
        body["status"] = status;
        var metadata = new JsonObject { ["created_at"] = createdAt.ToMilliseconds(), ["creator_id"] = creatorId, ["id"] = Id };
        if (Name is not null) metadata["name"] = Name;
        if (Description is not null) metadata["description"] = Description;
        metadata[container.ScopeName] = container.Id;
        metadata["url"] = $"/v2/asset_{(kind == TransferKind.Export ? "exports" : "imports")}/{Id}";
        if (state is not "pending") metadata["updated_at"] = now.ToMilliseconds();
        return new JsonObject { ["entity"] = body, ["metadata"] = metadata };
    }

    public void Dispose() => _cancel.Dispose();

    private ApiException Failure() => _work.Exception?.InnerException switch
    {
        BundleException error => new ApiException(400, error.Code, error.Message),
        { } other => new ApiException(500, "internal_error", $"The {kind.ToString().ToLowerInvariant()} failed: {other.Message}"),
        null => new ApiException(500, "internal_error", "The operation was interrupted."),
    };
}
