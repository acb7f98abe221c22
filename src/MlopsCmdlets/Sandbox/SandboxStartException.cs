namespace MlopsCmdlets.Sandbox;

/// <summary>The sandbox program ended before it was ready, or was not ready in time.</summary>
public sealed class SandboxStartException(string message, Exception? inner = null) : Exception(message, inner);
