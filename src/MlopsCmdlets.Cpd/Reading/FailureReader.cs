using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>The <c>status.failure</c> of long operations, which has the same shapes as error bodies.</summary>
internal static class FailureReader
{
    public static IReadOnlyList<CpdErrorDetail> Details(JsonElement? failure) =>
        failure is { } f ? ErrorBody.Read(f).Details : [];

    public static string? Message(JsonElement? failure)
    {
        var details = Details(failure);
        return details.Count == 0 ? null : ErrorTranslator.Words(details);
    }
}
