using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Exports and imports.</summary>
internal static class TransferReader
{
    public static CpdExport Export(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var status = Fill.Entity(document).Member("status");
        return new CpdExport
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = "asset_export",
            Description = Fill.Description(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            State = status?.Text("state") ?? "",
            Progress = (int?)status?.Whole("progress"),
            FailureMessage = FailureReader.Message(status?.Member("failure")),
            Session = session,
        };
    }

    public static CpdImport Import(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var status = Fill.Entity(document).Member("status");
        return new CpdImport
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = "asset_import",
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            State = status?.Text("state") ?? "",
            Progress = (int?)status?.Whole("progress"),
            FailureMessage = FailureReader.Message(status?.Member("failure")),
            Session = session,
        };
    }
}
