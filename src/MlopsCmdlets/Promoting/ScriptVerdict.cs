using System.Management.Automation;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>What a script gate's run means: it fails by throwing, by an error of a command, or by giving back false.</summary>
internal static class ScriptVerdict
{
    private const int LongestEvidence = 300;

    internal static GateResult Of(GateDefinition definition, PowerShell shell, IEnumerable<PSObject?> written)
    {
        List<object?> output = [.. written.Select(item => item?.BaseObject)];
        if (shell.Streams.Error.Count > 0)
            return Failed(definition, shell.Streams.Error[0].ToString());
        string said = string.Join(" ", output.Where(item => item is not bool).Select(item => item?.ToString()));
        return output.Contains(false)
            ? Failed(definition, said.Length > 0 ? said : "the script gave back false")
            : Judge(definition, GateOutcome.Passed, said.Length > 0 ? said : "the script ended without an error");
    }

    /// <summary>A script that was stopped took too long, or the whole run is being stopped: whoever waits knows.</summary>
    internal static GateResult Of(GateDefinition definition, RuntimeException failure) =>
        Failed(definition, failure is PipelineStoppedException ? "it was stopped" : failure.Message);

    private static GateResult Failed(GateDefinition definition, string evidence) => Judge(definition, GateOutcome.Failed, evidence);

    private static GateResult Judge(GateDefinition definition, GateOutcome outcome, string evidence)
    {
        string line = string.Join(" ", evidence.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        // Never between the halves of one character, which no record could keep.
        int end = line.Length <= LongestEvidence ? line.Length : char.IsHighSurrogate(line[LongestEvidence - 1]) ? LongestEvidence - 1 : LongestEvidence;
        return new GateResult(definition.Name, definition.Kind, outcome, definition.Severity, end < line.Length ? line.Substring(0, end) + "…" : line);
    }
}
