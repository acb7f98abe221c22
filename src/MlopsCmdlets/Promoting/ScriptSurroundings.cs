using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>Where the scripts of gates run: in the caller's runspace, on its pipeline thread, or in one of their own.</summary>
/// <param name="OnPipelineThread">Runs a function on the pipeline thread, the only one that may call PowerShell in the caller's runspace.</param>
/// <param name="LanguageMode">What the caller may do; a runspace of its own allows no more.</param>
/// <param name="Location">The caller's folder.</param>
/// <param name="ModulePath">This module, to be imported in a runspace of its own; null if it is not known.</param>
internal sealed record ScriptSurroundings(Func<Func<GateResult>, Task<GateResult>> OnPipelineThread, PSLanguageMode LanguageMode, string Location, string? ModulePath)
{
    /// <summary>A new runspace with this module, in the caller's folder.</summary>
    internal Runspace OpenRunspace()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.LanguageMode = LanguageMode;
        if (ModulePath is not null)
            state.ImportPSModule([ModulePath]);
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(Location);
        return runspace;
    }
}
