using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Completion;

/// <summary>Completes names of things in the repository that a command line means, on its Git host. Never an error; it uses the connections that are there.</summary>
internal abstract class GitCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string folder = EnvironmentCompleter.CurrentFolder() ?? "";
            IReadOnlyList<Completion>? names = Located(fakeBoundParameters, folder) is { } repository
                ? TimedCompletion.Read($"{repository.Connection.Name}|{repository.Connection.Url}|{repository.Name}|{GetType().Name}", token => ReadAsync(repository, token))
                : null;
            return CpdCompleter.Match(names ?? Local(folder), wordToComplete ?? "");
        }
#pragma warning disable CA1031 // a completer that throws breaks the user's line
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    private protected abstract Task<IReadOnlyList<Completion>> ReadAsync(HostedRepository repository, CancellationToken cancellationToken);

    /// <summary>What the clone around a folder knows, where no host tells.</summary>
    private protected virtual IReadOnlyList<Completion> Local(string folder) => [];

    private static HostedRepository? Located(IDictionary bound, string folder)
    {
        GitHostList hosts = RunspaceState.OfCurrent().GitHosts;
        MlopsGitHost? host = Value(bound["GitHost"]) switch { MlopsGitHost given => given, string name => hosts.Find(name), _ => null };
        try
        {
            return HostedRepository.Find(hosts, host, new RepositoryArgumentAttribute().Transform(null!, bound["Repository"]) as string, folder);
        }
        catch (Exception failure) when (failure is Errors.NoGitHostException or Errors.RepositoryNotRecognizedException)
        {
            return null;
        }
    }

    private static object? Value(object? bound) => bound is PSObject wrapped ? wrapped.BaseObject : bound;
}
