using System.Management.Automation;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for governed promotion. Each exception brings its own advice about its case.</summary>
internal static class PromotionErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        // Files.
        new(typeof(NewerDocumentException), "NewerDocument", ErrorCategory.InvalidData, "Update the module: the file was written by a later version of it.", EndsPipeline: true),
        new(typeof(MalformedDocumentException), "MalformedDocument", ErrorCategory.InvalidData, "Correct the file at the place that the message names.", EndsPipeline: true),

        // Plan and approval.
        new(typeof(NoSessionForEnvironmentException), "NoSessionForEnvironment", ErrorCategory.ConnectionError,
            "Connect to that cluster with Connect-Cpd; sessions are matched to environments by their address.", EndsPipeline: true),
        new(typeof(PlanNotPossibleException), "PlanNotPossible", ErrorCategory.InvalidArgument, "Correct what the message names."),
        new(typeof(AmbiguousDeploymentException), "AmbiguousName", ErrorCategory.InvalidArgument, "Give the deployment's id."),
        new(typeof(NotAsPlannedException), "NotAsPlanned", ErrorCategory.InvalidResult, "Run the promotion again: it goes on where it stopped."),
        new(typeof(PlanFileEditedException), "PlanEdited", ErrorCategory.SecurityError, "Make a new plan with New-MlopsPromotionPlan."),
        new(typeof(ApprovalRefusedException), "ApprovalRefused", ErrorCategory.PermissionDenied, "Read the message: it says who may decide."),
        new(typeof(DenialNotRecordedException), "DenialNotRecorded", ErrorCategory.WriteError, "Deny the plan again, so that the record holds it."),

        // Environments.
        new(typeof(EnvironmentFileNotFoundException), "EnvironmentFileNotFound", ErrorCategory.ObjectNotFound, "Name the file with -ConfigurationPath, or make one with New-MlopsEnvironment.", EndsPipeline: true),
        new(typeof(UnknownEnvironmentException), "EnvironmentNotFound", ErrorCategory.ObjectNotFound, "Check the spelling; Get-MlopsEnvironment lists what is there."),
        new(typeof(EnvironmentExistsException), "EnvironmentExists", ErrorCategory.ResourceExists, "Choose another name, or replace it with -Force."),
        new(typeof(FreezeWindowException), "FreezeWindow", ErrorCategory.InvalidData, "Correct the window in mlops.json."),

        // Lock.
        new(typeof(EnvironmentLockedException), "EnvironmentLocked", ErrorCategory.ResourceBusy, "Wait for it with -TimeoutSec, or take it over with -Force."),
        new(typeof(LockLostException), "LockLost", ErrorCategory.ResourceBusy, "Find out who took it, then run it again."),

        // Record.
        new(typeof(ClaimsNotKeptException), "FileNotKept", ErrorCategory.WriteError, "Look whether the space's storage is full or read-only."),
        new(typeof(RecordBusyException), "RecordBusy", ErrorCategory.ResourceBusy, "Run it again; what was done already is recognised and not repeated."),
        new(typeof(RecordBrokenException), "RecordBroken", ErrorCategory.SecurityError, "Look at the faults with Test-MlopsPromotionRecord."),
        new(typeof(RecordFullException), "RecordFull", ErrorCategory.LimitsExceeded, "Look at it with Test-MlopsPromotionRecord."),
        new(typeof(RecordFileTooLargeException), "RecordFileTooLarge", ErrorCategory.LimitsExceeded, "Find out who put it there, and remove it."),

        new(typeof(PromotionException), "PromotionFailed", ErrorCategory.InvalidOperation, "Read the message."),
    ];
}
