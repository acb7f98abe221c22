using System.Management.Automation;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for applying plans and rolling back. Each exception brings its own advice about its case.</summary>
internal static class ApplyErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        new(typeof(PromotionStoppedException), "PromotionStopped", ErrorCategory.PermissionDenied, "Correct what the gates name; Test-MlopsGate runs them alone."),
        new(typeof(PlanEditedException), "PlanEdited", ErrorCategory.InvalidData, "Make a new plan with New-MlopsPromotionPlan."),
        new(typeof(PlanExpiredException), "PlanExpired", ErrorCategory.InvalidData, "Make a new plan with New-MlopsPromotionPlan."),
        new(typeof(PlanBlockedException), "PlanBlocked", ErrorCategory.InvalidOperation, "Do what the reasons say, then make a new plan."),
        new(typeof(PlanForOtherEnvironmentException), "PlanForOtherEnvironment", ErrorCategory.InvalidArgument, "Connect to the cluster that the plan names, or make a new plan."),
        new(typeof(PlanDriftException), "PlanDrift", ErrorCategory.InvalidOperation, "Make a new plan with New-MlopsPromotionPlan."),
        new(typeof(PlanSupersededException), "PlanSuperseded", ErrorCategory.InvalidOperation, "Make a new plan; Get-MlopsPromotion shows what happened since."),
        new(typeof(CertificateCheckRequiredException), "CertificateCheckRequired", ErrorCategory.SecurityError, "Connect again without -SkipCertificateCheck; give the authority with -CaCertificate."),
        new(typeof(SmokeDataMissingException), "SmokeDataMissing", ErrorCategory.InvalidArgument, "Give rows with -SmokeData, or -SkipSmoke."),
        new(typeof(RollbackImpossibleException), "RollbackImpossible", ErrorCategory.InvalidOperation, "Get-MlopsPromotion shows the record."),
        new(typeof(PlanRefusedException), "PlanRefused", ErrorCategory.InvalidOperation, "Make a new plan."),
        new(typeof(AssetsNotCopiedException), "AssetsNotCopied", ErrorCategory.InvalidResult, "Read the server's reason, then run the promotion again."),
        new(typeof(RestoreFailedException), "RestoreFailed", ErrorCategory.InvalidResult, "Look at the deployment now; run the promotion again, or put the model back with Set-CpdDeployment."),
        new(typeof(RecordNotWrittenException), "RecordNotWritten", ErrorCategory.WriteError, "Run it again: it writes the record only."),
        new(typeof(ServingFailedException), "DeploymentFailed", ErrorCategory.InvalidResult, "Read the server's reason. What served before still serves."),
        new(typeof(SmokeFailedException), "SmokeFailed", ErrorCategory.InvalidResult, "Score the rows by hand with Invoke-CpdScore."),
        new(typeof(GateSettingsException), "GateSettings", ErrorCategory.InvalidArgument, "Correct the gate's settings."),
    ];
}
