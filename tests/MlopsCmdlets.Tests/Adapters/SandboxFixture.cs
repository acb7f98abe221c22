namespace MlopsCmdlets.Tests.Adapters;

/// <summary>One sandbox for all tests of a class.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public SandboxProcess Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Sandbox = await SandboxProcess.StartAsync();

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
