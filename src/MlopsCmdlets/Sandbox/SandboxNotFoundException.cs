namespace MlopsCmdlets.Sandbox;

/// <summary>The sandbox program is not on this machine.</summary>
public sealed class SandboxNotFoundException(string message) : Exception(message);
