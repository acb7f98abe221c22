using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Completes names of things inside the space or project that the command line names.</summary>
internal abstract class ContainedCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => $"{Text(bound["Space"])}|{Text(bound["Project"])}";

    private protected sealed override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        CpdClient client = session.GetClient();
        CpdContainer? container = Text(bound["Space"]) is { Length: > 0 } space
            ? (await client.Spaces.FindAsync(space, cancellationToken).ConfigureAwait(false)).Container
            : Text(bound["Project"]) is { Length: > 0 } project
                ? (await client.Projects.FindAsync(project, cancellationToken).ConfigureAwait(false)).Container
                : null;
        return container is null ? [] : await ReadAsync(client, container, cancellationToken).ConfigureAwait(false);
    }

    private protected abstract Task<IReadOnlyList<Completion>> ReadAsync(CpdClient client, CpdContainer container, CancellationToken cancellationToken);

    private protected static Task<IReadOnlyList<Completion>> NamesAsync<T>(IAsyncEnumerable<T> things)
        where T : CpdResource => ListAsync(things, thing => new Completion(thing.Name, $"{thing.Type} {thing.Id}", thing.Type));

    /// <summary>A value on the command line: text, or an object whose id is used.</summary>
    private static string Text(object? bound) => (bound is PSObject wrapped ? wrapped.BaseObject : bound) switch
    {
        string text => text,
        CpdResource thing => thing.Id,
        { } other => other.ToString() ?? "",
        null => "",
    };
}
