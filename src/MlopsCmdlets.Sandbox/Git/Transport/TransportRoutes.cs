using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.Transport;

/// <summary>Clone, fetch and push over smart HTTP: <c>/git/{owner}/{name}.git</c> for GitHub, <c>/azure/{organization}/{project}/_git/{name}</c> for Azure Repos.</summary>
internal sealed class TransportRoutes : IRouteModule
{
    private const string Push = "git-receive-pack";
    private const string Fetch = "git-upload-pack";

    public void Map(RouteTable routes, World world)
    {
        var open = routes.With(ErrorShape.Gateway, Access.Anonymous);
        Map(open, "/git/{owner}/{name}", call => call.World.Git.GitHub.Find(call.Route("owner"), TrimEnd(call.Route("name"))));
        Map(open, "/azure/{organization}/{project}/_git/{name}", call => call.World.Git.Azure.Find(call.Route("organization"), call.Route("project"), call.Route("name")));
    }

    private static void Map(RouteTable routes, string prefix, Func<ApiCall, GitRepository?> find)
    {
        routes.Get(prefix + "/info/refs", call => AnswerAsync(call, find(call), "info/refs", call.Query("service")));
        routes.Post(prefix + "/" + Fetch, call => AnswerAsync(call, find(call), Fetch, Fetch));
        routes.Post(prefix + "/" + Push, call => AnswerAsync(call, find(call), Push, Push));
    }

    private static string TrimEnd(string name) => name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;

    private static async Task<IResult> AnswerAsync(ApiCall call, GitRepository? repository, string path, string? service)
    {
        try
        {
            if (service is not (Fetch or Push)) return Reply.Text("Please upgrade your git client: only the smart HTTP protocol is served.\n", 403);
            var caller = GitCaller.Of(call.Http, call.World.Git);
            var permission = repository?.PermissionOf(caller.User) ?? RepositoryPermission.None;
            if (caller.Token is null && (caller.Given || permission < RepositoryPermission.Read || service == Push)) return Challenge(call, repository, caller);
            if (repository is null || permission < RepositoryPermission.Read) return Reply.Text("Repository not found.\n", 404);
            if (service == Push && (permission < RepositoryPermission.Write || !repository.MayPushWith(caller.Token!))) return Reply.Text(repository.PushDenied(caller.User!) + "\n", 403);
            return await BackendAsync(call, repository, path, service, caller.User);
        }
        catch (ApiException error)
        {
            // The git program shows a plain text to its user.
            return Reply.Text(error.Message + "\n", error.Status);
        }
        catch (InvalidDataException error)
        {
            return Reply.Text(error.Message + "\n", 400);
        }
    }

    private static IResult Challenge(ApiCall call, GitRepository? repository, GitCaller caller)
    {
        call.Http.Response.Headers.WWWAuthenticate = $"Basic realm=\"{repository?.Realm ?? "GitHub"}\"";
        return Reply.Text(caller.Expired ? "The token has expired.\n" : caller.Given ? "Invalid username or token.\n" : "Authentication required.\n", 401);
    }

    private static async Task<IResult> BackendAsync(ApiCall call, GitRepository repository, string path, string service, GitUser? user)
    {
        var host = call.World.Git;
        var body = call.Http.Request.Headers.ContentEncoding == "gzip"
            ? new System.IO.Compression.GZipStream(call.Http.Request.Body, System.IO.Compression.CompressionMode.Decompress)
            : call.Http.Request.Body;
        IReadOnlyList<RefUpdate> updates = [];
        byte[] head = [];
        if (path == Push) (updates, head) = await ReceiveCommands.ReadAsync(body, call.Aborted);

        List<(RefUpdate Update, RefRule Rule)> rules = [];
        Storage.BareRepository storage;
        await host.Gate.WaitAsync(call.Aborted);
        try
        {
            storage = await repository.OpenAsync();
            foreach (var update in updates)
            {
                if (await repository.JudgeAsync(update, user!) is { } rule) rules.Add((update, rule));
            }
        }
        finally
        {
            host.Gate.Release();
        }

        return new BackendResult(host.Store, storage, path, body, head, user?.Login, rules, async () =>
        {
            if (updates.Count == 0) return;
            await host.Gate.WaitAsync(call.World.Stopping);
            try
            {
                foreach (var update in updates)
                {
                    var now = (await storage.RefAsync(update.Name))?.Sha;
                    if (update.Deletes ? now is null : now == update.New) await repository.OnRefChangedAsync(update, user!);
                }
            }
            finally
            {
                host.Gate.Release();
            }
        });
    }
}
