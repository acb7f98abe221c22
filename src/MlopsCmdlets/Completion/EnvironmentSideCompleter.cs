using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Completion;

/// <summary>Completes names of things in the space of an environment that the command line names.</summary>
/// <param name="parameter">The parameter that names the environment; <c>-{parameter}Session</c> may name its session.</param>
internal abstract class EnvironmentSideCompleter(string parameter) : CpdCompleter
{
    private protected override CpdSession? SessionFor(IDictionary bound)
    {
        SessionList sessions = RunspaceState.OfCurrent().Sessions;
        CpdSession? chosen = Value(bound, parameter + "Session") switch
        {
            CpdSession session => session,
            string name => sessions.Find(name),
            _ => null,
        };
        return Environment(bound) is { } environment ? EnvironmentSessions.Find(environment, chosen, sessions.All) : null;
    }

    private protected override string CacheKey(IDictionary bound) => Environment(bound)?.Space ?? "";

    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        if (Environment(bound) is not { } environment)
            return [];
        CpdClient client = session.GetClient();
        CpdContainer space = (await client.Spaces.FindAsync(environment.Space, cancellationToken).ConfigureAwait(false)).Container;
        var names = new List<Completion>();
        await foreach (CpdResource thing in ReadAsync(client, space).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!thing.Tags.Contains(CpdTags.Superseded, StringComparer.Ordinal))
                names.Add(new Completion(thing.Name, $"{thing.Type} {thing.Id}"));
        }

        return [.. names.GroupBy(name => name.Text, StringComparer.Ordinal).Select(same => same.First())];
    }

    private protected abstract IAsyncEnumerable<CpdResource> ReadAsync(CpdClient client, CpdContainer space);

    // Read on the pipeline thread for the session, and again from the cache's reader, where there is no runspace: so it is kept with the command line.
    private MlopsEnvironment? _environment;

    private MlopsEnvironment? Environment(IDictionary bound) =>
        _environment ??= Value(bound, parameter) is string name ? EnvironmentCompleter.Load(bound)?.Find(name) : null;

    private static object? Value(IDictionary bound, string name) => bound[name] is PSObject wrapped ? wrapped.BaseObject : bound[name];
}
