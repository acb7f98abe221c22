using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Session;

/// <summary>Reports what a session can do, and what a promotion through it would lack.</summary>
/// <remarks>
/// <para>Shows release, services found, the caller's permissions, and the caller's role in the spaces named. Nothing is changed.</para>
/// <para>-Quiet gives True or False for scripts: whether the session works and nothing is lacking.</para>
/// </remarks>
/// <example>
///   <summary>Check before a promotion</summary>
///   <code>PS&gt; Test-CpdSession -Space churnUATspace, churn_prod_space</code>
///   <para>Lists under Lacks what would stop a copy from the one to the other.</para>
/// </example>
/// <example>
///   <summary>Fail early in a script</summary>
///   <code>PS&gt; if (-not (Test-CpdSession -Space churn_prod_space -Quiet)) { throw 'Not ready.' }</code>
///   <para>A session that cannot log in gives False as well.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "CpdSession")]
[OutputType(typeof(CpdSessionReport), typeof(bool))]
public sealed class TestCpdSessionCommand : CpdCmdlet
{
    /// <summary>Spaces that the promotion would touch: objects, ids or exact names.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference[] Space { get; set; } = [];

    /// <summary>Gives only True or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private readonly List<SpaceReference> _references = [];

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _references.AddRange(Space);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!Quiet)
        {
            await WriteAsync(await InspectAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        bool ready = false;
        try
        {
            ready = (await InspectAsync(cancellationToken).ConfigureAwait(false)).IsReady;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await VerboseAsync(failure.Message).ConfigureAwait(false);
        }

        await WriteAsync(ready).ConfigureAwait(false);
    }

    private async Task<CpdSessionReport> InspectAsync(CancellationToken cancellationToken)
    {
        CpdSession session = Session ?? OwnSession() ?? SessionOf();
        CpdClient client = ClientOf(session);
        var spaces = new List<CpdSpace>();
        foreach (SpaceReference reference in _references)
            spaces.Add(reference.Known ?? await client.Spaces.FindAsync(reference.IdOrName, cancellationToken).ConfigureAwait(false));
        return await new SessionInspector(session, client, Clock).InspectAsync(spaces, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The session that the spaces came from; null where only names and ids were given.</summary>
    private CpdSession? OwnSession()
    {
        CpdSession[] own = [.. _references.Select(reference => reference.Known?.Session).OfType<CpdSession>().Distinct()];
        return own.Length <= 1 ? own.FirstOrDefault()
            : throw new ArgumentException($"The spaces come from several sessions ({string.Join(", ", own.Select(session => session.Name))}): test one session at a time.");
    }
}
