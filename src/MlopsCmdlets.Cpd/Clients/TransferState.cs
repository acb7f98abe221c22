using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>The states of exports and imports.</summary>
internal static class TransferState
{
    /// <summary>An unknown word counts as still running: the time-out ends it.</summary>
    public static (string State, int? Percent, bool Done) Of(JsonElement document)
    {
        var status = Fill.Entity(document).Member("status");
        var state = status?.Text("state") ?? "";
        return (state, (int?)status?.Whole("progress"), state is "completed" or "failed" or "canceled" or "cancelled" or "deleting" or "deleted" or "error");
    }
}
