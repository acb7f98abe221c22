using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the branches of the clone that -RepositoryPath names, else of the current folder's. Asks nobody, and never an error.</summary>
internal sealed class LocalBranchCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            object? given = fakeBoundParameters["RepositoryPath"] is PSObject wrapped ? wrapped.BaseObject : fakeBoundParameters["RepositoryPath"];
            return CpdCompleter.Match(NamesIn(Path.Combine(EnvironmentCompleter.CurrentFolder() ?? "", given as string ?? "")), wordToComplete ?? "");
        }
#pragma warning disable CA1031 // a completer that throws breaks the user's line
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    internal static IReadOnlyList<Completion> NamesIn(string folder) =>
        LocalClone.Find(folder) is { } clone ? [.. clone.Branches().Select(name => new Completion(name, name == clone.Branch ? "checked out" : "branch"))] : [];
}
