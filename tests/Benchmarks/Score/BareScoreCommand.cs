using System.Collections.Concurrent;
using System.Management.Automation;

namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>The bare program as a cmdlet that emits the same objects: what PowerShell's objects cost whoever makes them.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareScore")]
public sealed class BareScoreCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public Uri? Url { get; set; }

    [Parameter(Mandatory = true)]
    public string Path { get; set; } = "";

    protected override void EndProcessing()
    {
        using var batches = new BlockingCollection<(List<string[]> Texts, List<(string Prediction, double[] Probability)> Said)>(ScoringFigures.Concurrency);
        Task scoring = Task.Run(async () =>
        {
            await BareScoring.RunAsync(Url!, Path, (texts, said) => batches.Add((texts, said)));
            batches.CompleteAdding();
        });
        string[] names = [.. ScoringFigures.Columns.Select(c => c.Name), "CHURN"];
        foreach ((List<string[]> texts, List<(string Prediction, double[] Probability)> said) in batches.GetConsumingEnumerable())
        {
            for (int i = 0; i < texts.Count; i++)
            {
                var row = new PSObject(names.Length + 2);
                for (int c = 0; c < names.Length; c++)
                    row.Properties.Add(new PSNoteProperty(names[c], texts[i][c]), preValidated: true);
                row.Properties.Add(new PSNoteProperty("Prediction", said[i].Prediction), preValidated: true);
                row.Properties.Add(new PSNoteProperty("Probability", said[i].Probability), preValidated: true);
                WriteObject(row);
            }
        }

        scoring.GetAwaiter().GetResult();
    }
}
