using System.Management.Automation.Host;

namespace MlopsCmdlets.Host.UI;

/// <summary>Size, colours and keys of the terminal. Contents of the screen cannot be read or moved, as on any Unix terminal.</summary>
internal sealed class ConsoleRawUI(Terminal terminal, Func<ConsoleKeyInfo> readKey) : PSHostRawUserInterface
{
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NotSupported();
    }

    public override Size WindowSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw NotSupported();
    }

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Size MaxWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition
    {
        get => terminal.OutputIsTerminal && terminal.InputIsTerminal ? new Coordinates(Console.CursorLeft, Console.CursorTop) : default;
        set
        {
            if (terminal.OutputIsTerminal) Console.SetCursorPosition(value.X, value.Y);
        }
    }

    public override int CursorSize { get; set; } = 25;

    public override bool KeyAvailable => terminal.InputIsTerminal && Console.KeyAvailable;

    public override string WindowTitle
    {
        get => "";
        set
        {
            if (terminal.OutputIsTerminal) Console.Title = value;
        }
    }

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = readKey();
        if (!options.HasFlag(ReadKeyOptions.NoEcho) && !char.IsControl(key.KeyChar)) terminal.Write(key.KeyChar.ToString());
        ControlKeyStates state = default;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Shift)) state |= ControlKeyStates.ShiftPressed;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control)) state |= ControlKeyStates.LeftCtrlPressed;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt)) state |= ControlKeyStates.LeftAltPressed;
        return new KeyInfo((int)key.Key, key.KeyChar, state, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable) Console.ReadKey(intercept: true);
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotSupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();

    /// <summary>Clear-Host fills the whole screen: that much is possible.</summary>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        if (rectangle is not { Left: -1, Top: -1, Right: -1, Bottom: -1 }) throw NotSupported();
        if (terminal.OutputIsTerminal) Console.Clear();
    }

    private static NotSupportedException NotSupported() => new("This host cannot resize, read or move the contents of the terminal.");
}
