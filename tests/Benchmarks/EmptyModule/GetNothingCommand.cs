using System.Management.Automation;

namespace MlopsCmdlets.Benchmarks;

/// <summary>The cheapest cmdlet that there can be; with -Count it emits that many objects.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
    private static readonly object Emitted = new();

    [Parameter]
    public int Count { get; set; }

    protected override void EndProcessing()
    {
        for (int i = 0; i < Count; i++)
            WriteObject(Emitted);
    }
}
