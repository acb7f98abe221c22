using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Spaces, projects and their members.</summary>
internal static class ContainerReader
{
    public static CpdSpace Space(JsonElement document, CpdSession? session)
    {
        var entity = Fill.Entity(document);
        var id = document.Id() ?? "";
        var name = Fill.Name(document);
        session?.Remember(id, name);
        return new CpdSpace
        {
            Id = id,
            Name = name,
            Type = "space",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            State = entity.Text("status", "state") ?? "",
            Stage = entity.Text("stage", "name"),
            IsProduction = entity.Member("stage")?.Flag("production") == true,
            Members = [.. entity.Items("members").Select(m => Member(m, CpdContainer.Space(id), session))],
            Session = session,
        };
    }

    public static CpdProject Project(JsonElement document, CpdSession? session)
    {
        var entity = Fill.Entity(document);
        var id = document.Member("metadata")?.Text("guid") ?? document.Id() ?? "";
        var name = Fill.Name(document);
        session?.Remember(id, name);
        return new CpdProject
        {
            Id = id,
            Name = name,
            Type = "project",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            StorageType = entity.Text("storage", "type"),
            Creator = entity.Text("creator"),
            IsPublic = entity.Flag("public"),
            Session = session,
        };
    }

    public static CpdMember Member(JsonElement member, CpdContainer container, CpdSession? session)
    {
        var id = member.Text("id") ?? "";
        var user = member.Text("user_name");
        return new CpdMember
        {
            Id = id,
            Name = user ?? member.Text("display_name") ?? member.Text("name") ?? id,
            Type = "member",
            Role = Role(member.Text("role")),
            MemberType = member.Text("type") switch
            {
                "group" => CpdMemberType.Group,
                "service" => CpdMemberType.Service,
                _ => CpdMemberType.User,
            },
#pragma warning disable CA1308 // the API's own spelling in spaces
            State = member.Text("state")?.ToLowerInvariant() ?? "",
#pragma warning restore CA1308
            UserName = user,
            SpaceId = container.SpaceId,
            ProjectId = container.ProjectId,
            Session = session,
        };
    }

    private static CpdRole Role(string? text) => text?.ToUpperInvariant() switch
    {
        "ADMIN" => CpdRole.Admin,
        "EDITOR" => CpdRole.Editor,
        _ => CpdRole.Viewer,
    };
}
