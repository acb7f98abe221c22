using System.Globalization;
using System.Management.Automation.Host;

namespace MlopsCmdlets.Host.UI;

/// <summary>The host as scripts see it in <c>$Host</c>.</summary>
internal sealed class ScriptHost(ConsoleUI ui, Version version) : PSHost
{
    public override string Name => "MlopsCmdlets Host";

    public override Version Version => version;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>Set by <c>exit</c> outside a script file and by <c>$Host.SetShouldExit()</c>.</summary>
    public int? RequestedExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompt. Run the script in PowerShell to suspend or debug it.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
