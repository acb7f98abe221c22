using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

/// <summary>A deployment in memory: keeps what it was sent and answers each request by a function.</summary>
internal sealed class FakeScoring(Func<JsonElement, int, Task<string>> answer)
{
    private readonly List<string> _requests = [];

    /// <summary>Answers each row with the text of its first value and a pair of probabilities.</summary>
    public FakeScoring()
        : this((input, _) => Task.FromResult(Echo(input)))
    {
    }

    public FakeScoring(string reply)
        : this((_, _) => Task.FromResult(reply))
    {
    }

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static string Echo(JsonElement input)
    {
        IEnumerable<string> rows = input.GetProperty("values").EnumerateArray().Select(r => $"[\"{r[0]}\",[0.25,0.75]]");
        return $$"""{"predictions":[{"fields":["prediction","probability"],"values":[{{string.Join(",", rows)}}]}]}""";
    }

    public async Task<ReadOnlyMemory<byte>> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string text = Encoding.UTF8.GetString(request.ToArray());
        int number;
        lock (_requests)
        {
            number = _requests.Count;
            _requests.Add(text);
        }

        using JsonDocument document = JsonDocument.Parse(text);
        Task<string> reply = answer(document.RootElement.GetProperty("input_data")[0].Clone(), number);
        var stopped = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.Register(() => stopped.TrySetCanceled(cancellationToken));
        return Encoding.UTF8.GetBytes(await await Task.WhenAny(reply, stopped.Task));
    }
}
