using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the Git hosts of this runspace.</summary>
internal sealed class GitHostCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CpdCompleter.Match(RunspaceState.OfCurrent().GitHosts.All.Select(host => new Completion(host.Name, $"{host.UserName} at {host.Url}")), wordToComplete ?? "");
}
