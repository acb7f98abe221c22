using System.Text;
using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Cpd.Tests.Support;

internal sealed record FakeReply(int Status, byte[] Bytes, string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public TimeSpan? RetryAfter { get; init; }

    public Func<ApiCall, Exception>? Failure { get; init; }

    public static implicit operator FakeReply(string json) => Json(200, json);

    public static FakeReply Json(int status, string json) => new(status, Encoding.UTF8.GetBytes(json));

    public static FakeReply Text(int status, string text, string contentType) => new(status, Encoding.UTF8.GetBytes(text), contentType);

    public static FakeReply Empty(int status) => new(status, []);

    public static FakeReply Lost(Func<ApiCall, Exception> failure) => new(0, []) { Failure = failure };
}
