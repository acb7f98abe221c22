using System.Management.Automation;
using MlopsCmdlets.Promotion.Approvals;

namespace MlopsCmdlets.Planning;

/// <summary>Approves a plan: stores its hash and your decision in the destination, under the server's word of who you are.</summary>
/// <remarks>
/// <para>Whoever made a plan cannot approve it. An approval belongs to a plan as it was made: an edited one has another hash and no approval. Deciding
/// again replaces your earlier decision; a denial of anybody stops the plan, whoever else approved it.</para>
/// </remarks>
/// <example>
///   <summary>Approve a plan after review</summary>
///   <code>PS&gt; Approve-MlopsPromotionPlan -Path plan.json -Comment 'Metrics reviewed on Tuesday'</code>
///   <para>Emits the decision as the server attests it.</para>
/// </example>
/// <example>
///   <summary>Approve with another session</summary>
///   <code>PS&gt; $plan | Approve-MlopsPromotionPlan -Session lead</code>
///   <para>The plan was made by somebody else; the session of the lead approves.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Approve, "MlopsPromotionPlan", SupportsShouldProcess = true, DefaultParameterSetName = ByPlan)]
[OutputType(typeof(Approval))]
public sealed class ApproveMlopsPromotionPlanCommand : DecideCmdlet
{
    private protected override ApprovalDecision Decision => ApprovalDecision.Approved;
}
