using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Session;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Pipeline;

/// <summary>A cmdlet that talks to Cloud Pak for Data.</summary>
public abstract class CpdCmdlet : MlopsCmdlet
{
    private readonly Dictionary<(CpdSession Session, string SpaceId), bool> _production = [];
    private CpdSession? _current;

    /// <summary>The session to use, or its name. Default: the one that objects given as input came from, else the one connected last.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? Session { get; set; }

    /// <summary>The session of a thing given as input, else -Session, else the runspace's current one.</summary>
    /// <exception cref="NoSessionException">There is none.</exception>
    private protected CpdSession SessionOf(CpdResource? thing = null) => thing?.Session ?? Session ?? _current ?? throw new NoSessionException();

    /// <summary>The client of a session, which tells the verbose stream what it calls.</summary>
    private protected CpdClient ClientOf(CpdSession session) => session.GetClient(RequestTrace);

    /// <summary>The client of the session that a thing came from, else of -Session or the current one.</summary>
    private protected CpdClient ClientOf(CpdResource? thing = null) => ClientOf(SessionOf(thing));

    /// <summary>The container of a thing, with its session.</summary>
    private protected Scope ScopeOf(CpdScopedResource thing) => new(SessionOf(thing), ClientOf(thing), thing.Container);

    /// <summary>The space that a reference names, with the session that reaches it: the object's own, the one given, or the current one.</summary>
    private protected async Task<Scope> SpaceScopeAsync(SpaceReference reference, CpdSession? session, CancellationToken cancellationToken)
    {
        CpdSession chosen = reference.Known?.Session ?? session ?? SessionOf();
        CpdSpace space = reference.Known ?? await ClientOf(chosen).Spaces.FindAsync(reference.IdOrName, cancellationToken).ConfigureAwait(false);
        Remember(chosen, space);
        return new Scope(chosen, ClientOf(chosen), space.Container);
    }

    /// <summary>The same for a project.</summary>
    private protected async Task<Scope> ProjectScopeAsync(ProjectReference reference, CpdSession? session, CancellationToken cancellationToken)
    {
        CpdSession chosen = reference.Known?.Session ?? session ?? SessionOf();
        CpdProject project = reference.Known ?? await ClientOf(chosen).Projects.FindAsync(reference.IdOrName, cancellationToken).ConfigureAwait(false);
        return new Scope(chosen, ClientOf(chosen), project.Container);
    }

    /// <summary>The container that one of the two parameters names.</summary>
    private protected async Task<Scope> DestinationScopeAsync(SpaceReference? space, ProjectReference? project, CpdSession? session, CancellationToken cancellationToken)
    {
        if (space is null == project is null)
            throw new ArgumentException(space is null ? "Give -DestinationSpace or -DestinationProject." : "Give -DestinationSpace or -DestinationProject, not both.");
        return space is not null
            ? await SpaceScopeAsync(space, session, cancellationToken).ConfigureAwait(false)
            : await ProjectScopeAsync(project!, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether changes in this container ask for confirmation.</summary>
    private protected async Task<bool> IsProductionAsync(CpdSession session, CpdContainer container, CancellationToken cancellationToken)
    {
        if (container.SpaceId is not { } id)
            return false;
        if (!_production.TryGetValue((session, id), out bool production))
        {
            CpdSpace space = await ClientOf(session).Spaces.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
            _production[(session, id)] = production = space.IsProduction;
        }

        return production;
    }

    /// <summary>Remembers what is known already, so that it is not asked for again.</summary>
    private protected void Remember(CpdSession session, CpdSpace space) => _production[(session, space.Id)] = space.IsProduction;

    /// <summary>Emits those of a list whose names match; a name without wildcards that matches none is an error.</summary>
    /// <param name="kind">For the message: "space".</param>
    /// <param name="all">The list; it is read once and emitted while it comes.</param>
    /// <param name="names">Names or wildcard patterns; null means all.</param>
    private protected async Task WriteMatchingAsync<T>(string kind, IAsyncEnumerable<T> all, string[]? names, CancellationToken cancellationToken)
        where T : CpdResource
    {
        WildcardPattern[]? patterns = names?.Select(NamePattern.Of).ToArray();
        bool[] met = new bool[names?.Length ?? 0];
        await foreach (T item in all.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bool matches = patterns is null;
            for (int i = 0; i < met.Length; i++)
            {
                if (patterns![i].IsMatch(item.Name))
                    matches = met[i] = true;
            }

            if (matches)
                await WriteAsync(item).ConfigureAwait(false);
        }

        for (int i = 0; i < met.Length; i++)
        {
            if (!met[i] && !NamePattern.HasWildcards(names![i]))
                await FailAsync(new ItemNotFoundException($"There is no {kind} named '{names[i]}' that this user can see."), names[i]).ConfigureAwait(false);
        }
    }

    /// <summary>Emits what is found for each id; one that is not found is an error and the rest goes on.</summary>
    private protected async Task WriteByIdAsync<T>(string[] ids, Func<string, Task<T>> get)
        where T : CpdResource
    {
        foreach (string id in ids)
            await AttemptAsync(id, async () => await WriteAsync(await get(id).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Options for waiting with progress.</summary>
    private protected CpdWaitOptions Waiting(string activity, int timeoutSeconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(timeoutSeconds),
        Progress = p => _ = ProgressAsync(activity, p.State, p.Percent ?? -1),
    };

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        _current = RunspaceState.OfCurrent().Sessions.Current;
    }
}
