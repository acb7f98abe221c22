namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>A bundle that cannot be made or imported; ends the job in its failed state.</summary>
internal sealed class BundleException : Exception
{
    public BundleException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    public string Code { get; }
}
