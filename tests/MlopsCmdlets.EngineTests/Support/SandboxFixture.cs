using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

[assembly: AssemblyFixture(typeof(SandboxFixture))]

namespace MlopsCmdlets.EngineTests.Support;

/// <summary>One sandbox for the whole test run, with the churn example; tests make spaces of their own in it.</summary>
public sealed class SandboxFixture : IDisposable
{
    private readonly Engine _owner = new();

    public SandboxFixture() => Sandbox = _owner.Run("Start-MlopsSandbox -Seed churn -TimeoutSec 120").ThrowIfFailed().Single();

    /// <summary>The object of Start-MlopsSandbox.</summary>
    public PSObject Sandbox { get; }

    public Uri Url => (Uri)Sandbox.Properties["Url"].Value;

    /// <summary>A PowerShell session that is connected as the administrator.</summary>
    internal Engine Connect(int width = 120)
    {
        var engine = new Engine(width: width);
        engine.SetVariable("sandbox", Sandbox);
        engine.Run("$sandbox | Connect-Cpd -Name test").ThrowIfFailed();
        return engine;
    }

    /// <summary>A new empty space; production spaces ask for confirmation.</summary>
    internal static string NewSpace(Engine engine, bool production = false)
    {
        string name = "space-" + Guid.NewGuid().ToString("N");
        engine.Run("New-CpdSpace -Name $args[0] -Production:$args[1]", name, production).ThrowIfFailed();
        return name;
    }

    /// <summary>Calls a control page of the sandbox.</summary>
    internal static IReadOnlyList<PSObject> Control(Engine engine, string method, string path, object? body = null) =>
        engine.Run("if ($null -eq $args[2]) { Invoke-CpdRestMethod -Method $args[0] -Path $args[1] } else { Invoke-CpdRestMethod -Method $args[0] -Path $args[1] -Body $args[2] }", method, path, body).ThrowIfFailed();

    public void Dispose()
    {
        _owner.Run("Stop-MlopsSandbox");
        _owner.Dispose();
    }
}
