using System.Management.Automation;
using MlopsCmdlets.Promotion.Approvals;

namespace MlopsCmdlets.Planning;

/// <summary>Denies a plan: as long as your denial stands, it is not applied, whoever else approved it.</summary>
/// <remarks>
/// <para>Authors may deny their own plans. Deciding again with Approve-MlopsPromotionPlan replaces the denial.</para>
/// <para>The decision is an asset, which any editor of the space could remove. So the denial is written into the record too, and stops the plan whatever becomes of the asset.
/// Hash of Get-MlopsPromotion -Last 1 is then the head to keep elsewhere.</para>
/// </remarks>
/// <example>
///   <summary>Deny a plan and say why</summary>
///   <code>PS&gt; Deny-MlopsPromotionPlan -Path plan.json -Comment 'Recall of the new model is too low'</code>
///   <para>The comment is shown by whoever tries to apply it.</para>
/// </example>
/// <example>
///   <summary>See what it would do</summary>
///   <code>PS&gt; $plan | Deny-MlopsPromotionPlan -WhatIf</code>
///   <para>Nothing is stored.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Deny, "MlopsPromotionPlan", SupportsShouldProcess = true, DefaultParameterSetName = ByPlan)]
[OutputType(typeof(Approval))]
public sealed class DenyMlopsPromotionPlanCommand : DecideCmdlet
{
    private protected override ApprovalDecision Decision => ApprovalDecision.Denied;
}
