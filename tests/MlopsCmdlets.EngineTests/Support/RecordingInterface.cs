using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace MlopsCmdlets.EngineTests.Support;

internal sealed class RecordingInterface(int width) : PSHostUserInterface
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _questions = [];
    private readonly List<string> _progress = [];

    public Queue<int> Answers { get; } = new();

    /// <summary>What happens while a question waits for its answer.</summary>
    public Action? Meanwhile { get; set; }

    public IReadOnlyList<string> Questions => _questions;

    public IReadOnlyList<string> Progress => _progress;

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public override PSHostRawUserInterface RawUI { get; } = new FixedRawInterface(width);

    public void Clear()
    {
        lock (_text)
            _text.Clear();
    }

    public override void Write(string value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Add($"{record.Activity}: {record.StatusDescription}");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        _questions.Add(message);
        Meanwhile?.Invoke();
        return Answers.Count > 0 ? Answers.Dequeue() : throw new InvalidOperationException($"Nobody answers: {message}");
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new InvalidOperationException($"Nobody answers: {message}");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new InvalidOperationException($"Nobody answers: {message}");

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw new InvalidOperationException($"Nobody answers: {message}");

    public override string ReadLine() => throw new InvalidOperationException("Nobody answers.");

    public override SecureString ReadLineAsSecureString() => throw new InvalidOperationException("Nobody answers.");
}
