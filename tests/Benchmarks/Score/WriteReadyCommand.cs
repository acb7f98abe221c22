using System.Management.Automation;

namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>Emits objects without making them: what remains is the next command's work.</summary>
[Cmdlet(VerbsCommunications.Write, "Ready")]
public sealed class WriteReadyCommand : PSCmdlet
{
    private static readonly object[] Ready = [.. Enumerable.Range(0, ScoreBenchmark.Rows).Select(_ => new object())];

    protected override void EndProcessing()
    {
        foreach (object one in Ready)
            WriteObject(one);
    }
}
