using System.Management.Automation;
using MlopsCmdlets.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Records;

/// <summary>Checks that the record of an environment was not tampered with.</summary>
/// <remarks>
/// <para>Every entry names the hash of the one before it. Edited, missing, reordered, forked and unreadable entries are found by that. Whoever can write into the space could
/// write the whole record anew, or cut its end: that shows only against a head that was kept elsewhere, such as the Head that Invoke-MlopsPromotion returned, noted on
/// the pull request or the build. Without -ExpectedHead a whole record is therefore Unanchored; with it, Intact.</para>
/// <para>The expected head may be of any earlier time: entries that came after it are the record's normal growth, and EntriesSince counts them.</para>
/// <para>-Quiet gives True for a record that is not Broken.</para>
/// </remarks>
/// <example>
///   <summary>Against the head that the last build noted</summary>
///   <code>PS&gt; Test-MlopsPromotionRecord prd -ExpectedHead $env:LAST_HEAD</code>
///   <para>State is Intact, or Broken with the Faults.</para>
/// </example>
/// <example>
///   <summary>Stop a pipeline on a broken record</summary>
///   <code>PS&gt; if (-not (Test-MlopsPromotionRecord prd -ExpectedHead $head -Quiet)) { throw 'The record of prd is broken.' }</code>
///   <para>True or False only.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MlopsPromotionRecord")]
[OutputType(typeof(MlopsRecordCheck), typeof(bool))]
public sealed class TestMlopsPromotionRecordCommand : ReachedEnvironmentCmdlet
{
    /// <summary>Hash of an entry that was the last one at some time, kept elsewhere.</summary>
    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    public string? ExpectedHead { get; set; }

    /// <summary>Gives only True or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionSide side = await OpenAsync(cancellationToken).ConfigureAwait(false);
        RecordVerdict verdict = RecordVerdict.Of(await RecordOf(side).ReadAsync(cancellationToken).ConfigureAwait(false), ExpectedHead);
        await WriteAsync(Quiet ? verdict.State != RecordState.Broken : MlopsRecordCheck.Of(verdict)).ConfigureAwait(false);
    }
}
