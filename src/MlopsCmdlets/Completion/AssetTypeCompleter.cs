using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MlopsCmdlets.Completion;

/// <summary>The usual asset types; a server may know more.</summary>
internal sealed class AssetTypeCompleter : IArgumentCompleter
{
    private static readonly string[] Types = ["connection", "data_asset", "job", "notebook", "script", "wml_function", "wml_model"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CpdCompleter.Match(Types.Select(t => new Completion(t, t)), wordToComplete ?? "");
}
