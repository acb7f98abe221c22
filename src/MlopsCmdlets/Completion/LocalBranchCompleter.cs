using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the branches of the current folder's clone, and HEAD. Asks nobody, and never an error.</summary>
internal sealed class LocalBranchCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return CpdCompleter.Match(NamesIn(EnvironmentCompleter.CurrentFolder() ?? ""), wordToComplete ?? "");
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
