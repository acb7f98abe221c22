using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Sandbox;

namespace MlopsCmdlets.Session;

/// <summary>What the module remembers in one runspace: its sessions, its Git hosts and its sandboxes.</summary>
internal sealed class RunspaceState
{
    // The only place of the module that outlives a cmdlet. Keyed weakly: the state goes with its runspace, and no runspace sees another's.
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    public SandboxList Sandboxes { get; } = new();

    public SessionList Sessions { get; } = new();

    public GitHostList GitHosts { get; } = new();

    /// <summary>Content hashes of assets: each costs a download.</summary>
    public HashCache Hashes { get; } = new();

    public CompletionCache Completions { get; } = new(TimeProvider.System);

    /// <summary>The state of the runspace that runs the calling thread.</summary>
    public static RunspaceState OfCurrent() => States.GetValue(Runspace.DefaultRunspace, _ => new RunspaceState());
}
