using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Projects;
using MlopsCmdlets.Sandbox.Spaces;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>
/// The content of <c>--seed churn</c>: a project in which the model was made, a test space with the model and what belongs to it, and an
/// empty production space to promote into; and on the Git hosts the repository of the model's source. With <c>--churn-data</c> the model is trained on that file now, else it comes with the program.
/// </summary>
internal sealed class ChurnSeed : ISeed
{
    public string Name => "churn";

    public async Task ApplyAsync(World world, CancellationToken cancellationToken)
    {
        var (data, pmml) = await FilesAsync(world, cancellationToken);
        var owner = world.Users.Administrator;
        var project = ProjectRoutes.Create(world, owner, new JsonObject { ["name"] = ChurnContent.Project, ["description"] = "Customer churn: where the model is developed" });
        var test = SpaceRoutes.Create(world, owner, Space(ChurnContent.TestSpace, "Customer churn: user acceptance test", "testing", production: false), polls: 0);
        var production = SpaceRoutes.Create(world, owner, Space(ChurnContent.ProductionSpace, "Customer churn: production", "production", production: true), polls: 0);
        AddTeam(world, project, test, production);

        Git.ChurnRepository.Add(world);

        await AddModelAsync(world, project, data, pmml, cancellationToken);
        await AddModelAsync(world, test, data, pmml, cancellationToken);
        world.Assets.Add(New(world, test, "connection", ChurnContent.Connection, "Customer warehouse of the test environment", ChurnContent.ConnectionEntity()));
        await AddAsync(
            world,
            test,
            New(world, test, "script", ChurnContent.Script, "Refreshes the training data", ChurnContent.ScriptEntity()),
            ChurnContent.Script,
            "text/x-python",
            ChurnContent.ScriptCode(),
            cancellationToken);
    }

    private static void AddTeam(World world, Container project, Container test, Container production)
    {
        var scientist = AddUser(world, GitAccounts.DataScientist, "Dana Scientist");
        var lead = AddUser(world, GitAccounts.Lead, "Lee Lead");
        var automation = AddUser(world, GitAccounts.Automation, "Promotion Pipeline");
        Join(project, (scientist, ContainerRole.Editor), (lead, ContainerRole.Viewer));
        Join(test, (scientist, ContainerRole.Editor), (lead, ContainerRole.Editor), (automation, ContainerRole.Editor));
        Join(production, (scientist, ContainerRole.Viewer), (lead, ContainerRole.Editor), (automation, ContainerRole.Editor));

        void Join(Container container, params (User User, ContainerRole Role)[] people)
        {
            foreach (var (user, role) in people)
                container.PutMember(new Member(user.Uid, role, "user", "active", container.Kind == ContainerKind.Project ? user.UserName : null, world.NextSequence()));
        }
    }

    private static User AddUser(World world, string name, string displayName) => world.Users.TryGet(name, out var known)
        ? known
        : world.Users.Add(name, world.Options.Password, displayName, name + "@example.invalid", []);

    private static async Task<(byte[] Data, byte[] Pmml)> FilesAsync(World world, CancellationToken cancellationToken)
    {
        if (world.Options.ChurnData is not { } file) return (ChurnFiles.Data(), ChurnFiles.Model());
        var data = await File.ReadAllBytesAsync(file, cancellationToken);
        var training = ChurnTrainer.Train(data, Path.GetFileName(file));
        var notice = FormattableString.Invariant(
            $"Churn model trained on {training.TrainingRows} rows of {Path.GetFileName(file)}: accuracy {training.Accuracy:0.0000}, AUC {training.Auc:0.0000} on {training.HeldOutRows.Count} held-out rows");
        world.Notices.Enqueue(notice);
        ChurnLog.Trained(world.Logger, notice);
        return (data, training.Pmml);
    }

    private static JsonObject Space(string name, string description, string stage, bool production) => new()
    {
        ["name"] = name,
        ["description"] = description,
        ["stage"] = new JsonObject { ["production"] = production, ["name"] = stage },
    };

    private static async Task AddModelAsync(World world, Container container, byte[] data, byte[] pmml, CancellationToken cancellationToken)
    {
        var file = await AddAsync(
            world,
            container,
            New(world, container, "data_asset", ChurnContent.Data, "Customers of a telephone company, with the label CHURN", ChurnContent.DataEntity()),
            ChurnContent.Data,
            "text/csv",
            data,
            cancellationToken);
        await AddAsync(
            world,
            container,
            New(world, container, "wml_model", ChurnContent.Model, "Predicts whether a customer leaves", ChurnContent.ModelEntity(file.Id, container.ScopeQuery)),
            ChurnContent.Model,
            "application/xml",
            pmml,
            cancellationToken);
    }

    private static Asset New(World world, Container container, string type, string name, string description, JsonObject entity) => new()
    {
        ContainerId = container.Id,
        Type = type,
        Name = name,
        Description = description,
        Tags = ["churn"],
        Entity = entity,
        CreatedAt = world.Now,
        UpdatedAt = world.Now,
        OwnerId = world.Users.Administrator.Uid,
        UpdaterId = world.Users.Administrator.Uid,
    };

    private static async Task<Asset> AddAsync(World world, Container container, Asset asset, string fileName, string mime, byte[] bytes, CancellationToken cancellationToken)
    {
        asset = world.Assets.Add(asset);
        var attachment = new Attachment { AssetType = asset.Type, Name = fileName, Mime = mime };
        if (asset.Type == "wml_model") attachment = attachment with { UserData = new JsonObject { ["content_format"] = "native" } };
        var content = await world.Contents.SaveAsync(bytes, cancellationToken);
        return world.Assets.Attach(container, asset, attachment, content, world.Users.Administrator.Uid).Asset;
    }
}
