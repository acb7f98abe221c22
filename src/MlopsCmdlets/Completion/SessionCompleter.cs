using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the sessions of this runspace.</summary>
internal sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CpdCompleter.Match(RunspaceState.OfCurrent().Sessions.All.Select(s => new Completion(s.Name, s.Url.ToString())), wordToComplete ?? "");
}
