using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MlopsCmdlets.Host.UI;

/// <summary>What the engine shows and asks, on the process's standard streams: errors go to the error stream, all else to output.</summary>
internal sealed class ConsoleUI : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private readonly Terminal terminal;
    private readonly Prompter prompter;
    private readonly ProgressLine progress;

    public ConsoleUI(Terminal terminal, Prompter prompter, TimeProvider time)
    {
        this.terminal = terminal;
        this.prompter = prompter;
        progress = new ProgressLine(terminal, time);
        RawUI = new ConsoleRawUI(terminal, prompter.ReadKey);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => terminal.OutputHasColor;

    /// <summary>What is displayed is an error that ended a script: outside a pipeline, the engine's formatter does not know its stream.</summary>
    public bool ShowsErrors { get; set; }

    public void ClearProgress() => progress.Clear();

    public override void Write(string value) => terminal.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        var background = backgroundColor == RawUI.BackgroundColor ? "" : PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor);
        terminal.Write(PSStyle.MapForegroundColorToEscapeSequence(foregroundColor) + background + value + PSStyle.Instance.Reset);
    }

    public override void WriteLine(string value)
    {
        if (ShowsErrors) WriteErrorLine(value);
        else terminal.Write(value + Environment.NewLine);
    }

    public override void WriteErrorLine(string value) =>
        terminal.WriteError(PSStyle.Instance.Formatting.Error + value + PSStyle.Instance.Reset + Environment.NewLine);

    public override void WriteWarningLine(string message) => WriteLabelled(PSStyle.Instance.Formatting.Warning, "WARNING: ", message);

    public override void WriteVerboseLine(string message) => WriteLabelled(PSStyle.Instance.Formatting.Verbose, "VERBOSE: ", message);

    public override void WriteDebugLine(string message) => WriteLabelled(PSStyle.Instance.Formatting.Debug, "DEBUG: ", message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => progress.Show(sourceId, record);

    public override string ReadLine() => prompter.ReadLine();

    public override SecureString ReadLineAsSecureString() => prompter.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        prompter.Prompt(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        prompter.Choose(caption, message, choices, defaultChoice);

    public Collection<int> PromptForChoice(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices) =>
        prompter.ChooseSeveral(caption, message, choices, defaultChoices);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        prompter.AskCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        prompter.AskCredential(caption, message, userName);

    private void WriteLabelled(string style, string label, string message) => terminal.Write(style + label + message + PSStyle.Instance.Reset + Environment.NewLine);
}
