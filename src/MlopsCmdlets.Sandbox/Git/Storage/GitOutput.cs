using System.Text;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>What a command of the git program gave.</summary>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public string Line => Text.TrimEnd('\n', '\r');

    /// <exception cref="InvalidOperationException">The command failed where it should not.</exception>
    public GitOutput Check() => Succeeded ? this : throw new InvalidOperationException($"git ended with {ExitCode}: {Errors.Trim()}");
}
