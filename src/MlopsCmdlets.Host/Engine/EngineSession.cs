using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MlopsCmdlets.Host.UI;

namespace MlopsCmdlets.Host.Engine;

/// <summary>The PowerShell engine with this host: runs scripts and commands, shows what they write, and tells the exit code.</summary>
internal sealed class EngineSession : IDisposable
{
    /// <summary>
    /// <c>$?</c> tells a script's own <c>exit n</c> from the exit code of a program that the script called: only the former is a failure of the call.
    /// It is false too when the parameters do not fit. On one line, so that the engine shows such an error without this text.
    /// </summary>
    private const string RunScript =
        "param($__path, $__named, $__positional, $__result) $global:LASTEXITCODE = 0; & $__path @__named @__positional; "
        + "$__result['ExitCode'] = if ($?) { 0 } elseif ($LASTEXITCODE) { $LASTEXITCODE } else { 1 }";

    private readonly ScriptHost host;
    private readonly ConsoleUI ui;
    private readonly Interruption interruption;
    private readonly Runspace runspace;

    public EngineSession(ScriptHost host, ConsoleUI ui, Interruption interruption, string? moduleFolder)
    {
        this.host = host;
        this.ui = ui;
        this.interruption = interruption;
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        state.Commands.Add(new SessionStateCmdletEntry(OutHostCommand.CommandName, typeof(OutHostCommand), helpFileName: null));
        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;

        // After opening, since that rewrites the module path.
        ModuleFolder.UseFirst(moduleFolder);
    }

    /// <summary>Runs a script file with command-line words as its arguments.</summary>
    public int RunFile(string path, IReadOnlyList<string> words)
    {
        try
        {
            var arguments = ScriptArguments.Parse(words, Parameters(path));
            // A break outside a loop ends the script before the code is written: a good end, as in pwsh.
            var result = new Hashtable { ["ExitCode"] = ExitCode.Success };
            using var shell = PowerShell.Create(runspace);
            shell.AddScript(RunScript, useLocalScope: true)
                .AddArgument(path).AddArgument(arguments.Named).AddArgument(arguments.Positional).AddArgument(result);
            return Run(shell, () => (int)result["ExitCode"]!);
        }
        catch (ArgumentException failure)
        {
            ui.WriteErrorLine(failure.Message);
            return ExitCode.WrongUse;
        }
        catch (RuntimeException failure)
        {
            Show(failure.ErrorRecord);
            return ExitCode.Failure;
        }
    }

    /// <summary>Runs text, as a line of the prompt or as a whole script.</summary>
    public int RunText(string text)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(text, useLocalScope: false);
        return Run(shell, () => ExitCode.Success);
    }

    /// <summary>Whether the text is the beginning of something longer, such as an open brace.</summary>
    public static bool IsIncomplete(string text)
    {
        System.Management.Automation.Language.Parser.ParseInput(text, out _, out var errors);
        return errors.Any(e => e.IncompleteInput);
    }

    public string CurrentLocation => runspace.SessionStateProxy.Path.CurrentLocation.ToString();

    public void Dispose() => runspace.Dispose();

    private int Run(PowerShell shell, Func<int> exitCode)
    {
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand(OutHostCommand.CommandName);
        try
        {
            using (interruption.Token.Register(() => shell.BeginStop(callback: null, state: null)))
            {
                interruption.Token.ThrowIfCancellationRequested();
                shell.Invoke();
            }

            return interruption.ExitCode ?? host.RequestedExitCode ?? exitCode();
        }
        catch (Exception stopped) when (stopped is PipelineStoppedException or OperationCanceledException && interruption.ExitCode is not null)
        {
            return interruption.ExitCode ?? ExitCode.Interrupted;
        }
        catch (RuntimeException failure)
        {
            Show(failure.ErrorRecord);
            return interruption.ExitCode ?? ExitCode.Failure;
        }
        finally
        {
            ui.ClearProgress();
        }
    }

    private Dictionary<string, ParameterMetadata> Parameters(string path)
    {
        var script = runspace.SessionStateProxy.InvokeCommand.GetCommand(path, CommandTypes.ExternalScript) as ExternalScriptInfo
            ?? throw new ArgumentException($"'{path}' is not taken for a PowerShell script: its name has to end with .ps1.");
        return script.Parameters ?? new Dictionary<string, ParameterMetadata>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Shows an error as the engine shows those that do not end the script.</summary>
    private void Show(ErrorRecord error)
    {
        OutHostCommand.Explain(error);
        using var shell = PowerShell.Create(runspace);
        ui.ShowsErrors = true;
        try
        {
            shell.AddCommand("Out-Default").Invoke(new[] { error });
        }
        catch (RuntimeException)
        {
            ui.WriteErrorLine(error.ToString());
        }
        finally
        {
            ui.ShowsErrors = false;
        }
    }
}
