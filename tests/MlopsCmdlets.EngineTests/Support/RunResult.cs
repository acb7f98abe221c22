using System.Management.Automation;

namespace MlopsCmdlets.EngineTests.Support;

/// <summary>What a script wrote.</summary>
internal sealed record RunResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug)
{
    /// <summary>The output without errors; fails the test when there were any.</summary>
    public IReadOnlyList<PSObject> ThrowIfFailed()
    {
        Assert.True(Errors.Count == 0, string.Join('\n', Errors.Select(e => $"{e.FullyQualifiedErrorId}: {e}\n{e.Exception}\n{e.ScriptStackTrace}")));
        return Output;
    }

    /// <summary>The only error's stable id, without the cmdlet.</summary>
    public string ErrorId => Assert.Single(Errors).FullyQualifiedErrorId.Split(',')[0];

    /// <summary>A property of the only output object.</summary>
    public object? Single(string property) => Assert.Single(ThrowIfFailed()).Properties[property]?.Value;
}
