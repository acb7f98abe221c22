namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>The command line is wrong; the message says what and what is allowed.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }
}
