using System.Globalization;
using System.Management.Automation.Host;

namespace MlopsCmdlets.EngineTests.Support;

/// <summary>A host that keeps what is written and answers what is asked.</summary>
internal sealed class RecordingHost(int width) : PSHost
{
    private readonly RecordingInterface _interface = new(width);

    /// <summary>Everything written, as one text.</summary>
    public string Text => _interface.Text;

    /// <summary>The questions asked so far.</summary>
    public IReadOnlyList<string> Questions => _interface.Questions;

    /// <summary>Answers for coming questions: the index of the choice.</summary>
    public Queue<int> Answers => _interface.Answers;

    /// <summary>What happens while a question waits for its answer.</summary>
    public Action? Meanwhile
    {
        get => _interface.Meanwhile;
        set => _interface.Meanwhile = value;
    }

    public IReadOnlyList<string> Progress => _interface.Progress;

    public override string Name => "RecordingHost";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override PSHostUserInterface UI => _interface;

    public void Clear() => _interface.Clear();

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
