using System.Management.Automation;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for copying, exporting and importing assets. Each exception brings its own advice about its case.</summary>
internal static class TransferErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        new(typeof(EmptySelectionException), "NothingSelected", ErrorCategory.ObjectNotFound, "List the container's assets with Get-CpdAsset and select some of them."),
        new(typeof(AssetNotFoundException), "NameNotFound", ErrorCategory.ObjectNotFound, "Check the spelling; Get-CpdAsset lists what is there."),
        new(typeof(AmbiguousSelectionException), "AmbiguousName", ErrorCategory.InvalidArgument, "Select by -Id, or add -Type."),
        new(typeof(SameContainerException), "SameContainer", ErrorCategory.InvalidArgument, "Name another destination."),
        new(typeof(AssetConflictException), "AssetConflict", ErrorCategory.ResourceExists, "Use -Force to add the new version and tag the existing asset as superseded."),
        new(typeof(ClearTextSecretsException), "ClearTextSecrets", ErrorCategory.SecurityError, "Give -EncryptionKey, or accept it with -AllowClearText."),
        new(typeof(FileExistsException), "FileExists", ErrorCategory.ResourceExists, "Name another file, or overwrite this one with -Force."),
        new(typeof(ExportFailedException), "ExportFailed", ErrorCategory.InvalidResult, "Read the server's reason; nothing was copied."),
        new(typeof(ImportFailedException), "ImportFailed", ErrorCategory.InvalidResult, "Read the server's reason; look at the target with Get-CpdAsset."),
        new(typeof(JobTimeoutException), "WaitTimeout", ErrorCategory.OperationTimeout, "Give more time with -TimeoutSec. Copying again is safe."),
        new(typeof(DownloadInterruptedException), "DownloadInterrupted", ErrorCategory.ConnectionError, "Look at the network and proxy, then run it again."),
        new(typeof(SpoolException), "SpoolFailed", ErrorCategory.WriteError, "Free some space, or name a folder on another disk."),
        new(typeof(HostileBundleException), "BundleHostile", ErrorCategory.SecurityError, "Do not use this file."),
        new(typeof(CorruptBundleException), "BundleCorrupt", ErrorCategory.InvalidData, "Export again and transfer the file in binary form."),
        new(typeof(ForeignBundleException), "BundleForeign", ErrorCategory.InvalidData, "Give a file that Export-CpdAsset or cpdctl wrote."),
        new(typeof(BundleLimitException), "BundleTooLarge", ErrorCategory.LimitsExceeded, "Copy fewer assets at once."),
        new(typeof(SourceChangedException), "SourceChanged", ErrorCategory.InvalidData, "Make a new plan, and have it approved."),
        new(typeof(BundleContentException), "BundleIncomplete", ErrorCategory.InvalidData, "The source may have changed meanwhile: run it again."),
        new(typeof(AmbiguousTargetException), "AmbiguousTarget", ErrorCategory.InvalidResult, "Remove all but one of the candidates and run it again."),
        new(typeof(TargetChangedException), "TargetChanged", ErrorCategory.ResourceExists, "Run it again: what has arrived is recognised by its content."),
        new(typeof(AssetMissingException), "AssetMissing", ErrorCategory.InvalidResult, "Run it again; if it is missing again, the target's release cannot import this type."),
        new(typeof(VerificationException), "VerificationFailed", ErrorCategory.InvalidResult, "The copy must not be used; run it again."),
        new(typeof(OutcomeUnknownException), "OutcomeUnknown", ErrorCategory.InvalidResult, "Run it again when nothing else writes to the target."),
        new(typeof(ReplyLostException), "OutcomeUnknown", ErrorCategory.InvalidResult, "Look whether it was carried out before repeating it."),
        new(typeof(EditNotSupportedException), "EditNotSupported", ErrorCategory.NotImplemented, "Change it by hand."),
        new(typeof(TransferException), "TransferFailed", ErrorCategory.NotSpecified, "Read the message; running it again is safe."),
    ];
}
