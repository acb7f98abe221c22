using System.Management.Automation;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Tests.Pipeline;

/// <summary>A cmdlet whose work a test supplies.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Probe", SupportsShouldProcess = true)]
public sealed class ProbeCommand : MlopsCmdlet
{
    [Parameter(Mandatory = true)]
    public Probe Probe { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    public Task Say(object value) => WriteAsync(value);

    public Task SayAll(object?[] values) => WriteAllAsync(values);

    public Task<T> Ask<T>(Func<T> function) => AskAsync(function);

    public Task Fail(Exception failure, object target) => FailAsync(failure, target);

    public Task<bool> Approve(string target, string action, bool force = false, bool production = false) => ApproveAsync(target, action, force, production);

    protected override Task BeginAsync(CancellationToken cancellationToken) => Probe.Begin(this, cancellationToken);

    protected override Task ProcessAsync(CancellationToken cancellationToken) => Probe.Process(this, cancellationToken);

    protected override Task EndAsync(CancellationToken cancellationToken) => Probe.End(this, cancellationToken);
}
