using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Metrics;

namespace MlopsCmdlets.Completion;

/// <summary>Names of metrics, and which way is better.</summary>
internal sealed class MetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CpdCompleter.Match(MetricNames.All.Select(name => new Completion(name, ToolTip(name))), wordToComplete ?? "");

    private static string ToolTip(string name) => MetricNames.HigherIsBetter(name) switch
    {
        true => name + ": higher is better",
        false => name + ": lower is better",
        null => name,
    };
}
