using System.Management.Automation;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Sandbox;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Errors;

/// <summary>The one place where failures become PowerShell errors: a stable id, a category, and what to do next.</summary>
internal static class ErrorTable
{
    /// <summary>The rows, special types before general ones.</summary>
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        new(typeof(ConfirmationRequiredException), "ConfirmationRequired", ErrorCategory.InvalidOperation,
            "Run it with -WhatIf to see what it would do, then with -Confirm:$false or -Force to let it go ahead without asking.", EndsPipeline: true),
        new(typeof(CpdSessionClosedException), "SessionClosed", ErrorCategory.ConnectionError, "Run Connect-Cpd again.", EndsPipeline: true),
        new(typeof(NoSessionException), "NoSession", ErrorCategory.ConnectionError, "Run Connect-Cpd first, or pass -Session.", EndsPipeline: true),

        // Login and connection: no later item could do better.
        new(typeof(CpdTokenExpiredException), "TokenExpired", ErrorCategory.AuthenticationError,
            "Connect again with a new token; a session made with a password or an API key renews its token by itself.", EndsPipeline: true),
        new(typeof(CpdAuthenticationException), "AuthenticationFailed", ErrorCategory.AuthenticationError,
            "Check user name and secret, and which form of login the cluster wants: -AuthenticationType Platform, ZenApiKey or Iam.", EndsPipeline: true),
        new(typeof(CpdCertificateException), "CertificateNotTrusted", ErrorCategory.SecurityError,
            "Give the cluster's certificate authority with -CaCertificate. -SkipCertificateCheck is for tests only.", EndsPipeline: true),
        new(typeof(NotCloudPakForDataException), "NotCloudPakForData", ErrorCategory.ConnectionError,
            "Check the URL: it is the address of the web console, without a path. A proxy's error page looks the same: see -Proxy.", EndsPipeline: true),

        // Answers of the server, special before general.
        new(typeof(CpdAccessDeniedException), "AccessDenied", ErrorCategory.PermissionDenied,
            "Ask an admin of the space or project for a role that allows it; platform permissions do not replace membership."),
        new(typeof(CpdNameNotFoundException), "NameNotFound", ErrorCategory.ObjectNotFound, "Check the spelling; names are compared exactly."),
        new(typeof(ItemNotFoundException), "NameNotFound", ErrorCategory.ObjectNotFound, "Check the spelling; wildcards list what is there."),
        new(typeof(NameTakenException), "NameTaken", ErrorCategory.ResourceExists, "Choose another name, or change what has it."),
        new(typeof(NotAMemberException), "NotAMember", ErrorCategory.ObjectNotFound, "Get-CpdMember shows the members; Add-CpdMember adds one."),
        new(typeof(NothingSelectedException), "NothingSelected", ErrorCategory.ObjectNotFound, "Look at what the command before it emits: Get-CpdAsset lists what is there."),
        new(typeof(ContainerNotEmptyException), "ContainerNotEmpty", ErrorCategory.ResourceBusy, "Remove its deployments first: Get-CpdDeployment -Space ... | Remove-CpdDeployment."),
        new(typeof(CpdAmbiguousNameException), "AmbiguousName", ErrorCategory.InvalidArgument, "Give the id of the one that is meant."),
        new(typeof(CpdServiceNotInstalledException), "ServiceNotInstalled", ErrorCategory.ResourceUnavailable,
            "The cluster lacks this service: Test-CpdSession shows what it has."),
        new(typeof(CpdNotFoundException), "NotFound", ErrorCategory.ObjectNotFound, "It may have been removed, or the session's user may not see it."),
        new(typeof(CpdInUseException), "InUse", ErrorCategory.ResourceBusy, "Remove or switch what uses it first."),
        new(typeof(CpdConflictException), "Conflict", ErrorCategory.ResourceExists, "Look at what is there already; use another name or remove it."),
        new(typeof(CpdRateLimitedException), "RateLimited", ErrorCategory.LimitsExceeded, "Wait as long as the server asks, then run it again."),
        new(typeof(CpdInvalidRequestException), "InvalidRequest", ErrorCategory.InvalidArgument, "Correct what the server names."),
        new(typeof(CpdUnsupportedException), "NotSupportedByRelease", ErrorCategory.NotImplemented, "Use a release of Cloud Pak for Data that has it."),
        new(typeof(CpdExportFailedException), "ExportFailed", ErrorCategory.InvalidResult, "Read the server's reason; nothing was copied."),
        new(typeof(CpdImportFailedException), "ImportFailed", ErrorCategory.InvalidResult, "Read the server's reason; look at the target with Get-CpdAsset."),
        new(typeof(CpdDeploymentFailedException), "DeploymentFailed", ErrorCategory.InvalidResult,
            "Read the server's reason. The deployment is still there: remove it with Remove-CpdDeployment, or give it another asset with Set-CpdDeployment."),
        new(typeof(CpdWaitTimeoutException), "WaitTimeout", ErrorCategory.OperationTimeout,
            "The server goes on by itself: look at the state again, or give more time with -TimeoutSec."),
        new(typeof(CpdOperationFailedException), "OperationFailed", ErrorCategory.InvalidResult, "Read the server's reason."),
        new(typeof(CpdInvalidReplyException), "InvalidReply", ErrorCategory.InvalidResult,
            "Something between here and the cluster changes replies, or the release answers in a new form: look at the call with Invoke-CpdRestMethod."),
        new(typeof(CpdUnavailableException), "Unavailable", ErrorCategory.ConnectionError,
            "Check network, proxy and the cluster's health, then run it again."),

        // Rows to score.
        new(typeof(ScoringColumnException), "ScoringColumn", ErrorCategory.InvalidData,
            "Name the columns as the model does; -Field says which to send, -FieldType gives types.", EndsPipeline: true),
        new(typeof(ScoringRowException), "ScoringRow", ErrorCategory.InvalidData, "Correct the row, which is the error's TargetObject, and score it again."),
        new(typeof(ScoringFileException), "ScoringFile", ErrorCategory.InvalidData, "Correct the file, or say how it is written with -Delimiter and -Encoding."),
        new(typeof(ScoringBatchException), "ScoringBatch", ErrorCategory.InvalidResult, "The rows are the error's TargetObject: score them again, with a smaller -BatchSize if they are too many."),
        new(typeof(ScoringReplyException), "ScoringReply", ErrorCategory.InvalidResult, "-AsReply shows what the deployment answers."),

        new(typeof(CpdException), "CpdError", ErrorCategory.NotSpecified, "Give the transaction id to the cluster's administrator."),

        .. TransferErrors.Rules,
        .. GitHostErrors.Rules,
        .. GitErrors.Rules,
        .. RepositoryErrors.Rules,
        .. ApplyErrors.Rules,
        .. PromotionErrors.Rules,
        .. MeasuringErrors.Rules,

        // The sandbox.
        new(typeof(SandboxNotFoundException), "SandboxNotFound", ErrorCategory.ObjectNotFound,
            "Build it in a clone with 'dotnet build src/MlopsCmdlets.Sandbox', install it with 'dotnet tool install --global MlopsCmdlets.Sandbox', or name it with -ProgramPath.", EndsPipeline: true),
        new(typeof(SandboxStartException), "SandboxNotStarted", ErrorCategory.OpenError,
            "Read the program's own words above; -TimeoutSec gives it more time, -Port another port.", EndsPipeline: true),
        new(typeof(UnauthorizedAccessException), "FileAccessDenied", ErrorCategory.PermissionDenied, "Check the rights on the file or folder.", EndsPipeline: false),
        new(typeof(FileNotFoundException), "FileNotFound", ErrorCategory.ObjectNotFound, "Check the path."),
        new(typeof(DirectoryNotFoundException), "FolderNotFound", ErrorCategory.ObjectNotFound, "Check the path."),
        new(typeof(IOException), "FileError", ErrorCategory.WriteError, "Check the path and the free space of its disk."),
        new(typeof(ArgumentException), "InvalidArgument", ErrorCategory.InvalidArgument, "Correct the argument; Get-Help shows what the parameter takes."),
        new(typeof(Exception), "UnexpectedError", ErrorCategory.NotSpecified, "This is a fault of the module: report it with the text of 'Get-Error'."),
    ];

    /// <summary>The row for a failure.</summary>
    public static ErrorRule RuleOf(Exception failure)
    {
        foreach (ErrorRule rule in Rules)
        {
            if (rule.Exception.IsInstanceOfType(failure))
                return rule;
        }

        return Rules[Rules.Count - 1];
    }

    /// <summary>Whether no other item of the pipeline could do better.</summary>
    public static bool EndsPipeline(Exception failure) => RuleOf(failure).EndsPipeline;

    public static ErrorRecord ToRecord(Exception failure, object? target)
    {
        ErrorRule rule = RuleOf(failure);
        // PowerShell's own exceptions bring a record; it is better than the last row only.
        if (rule.Exception == typeof(Exception) && failure is IContainsErrorRecord { ErrorRecord: { } given })
            return given;
        return new ErrorRecord(failure, rule.Id, rule.Category, target)
        {
            ErrorDetails = new ErrorDetails(Message(failure)) { RecommendedAction = Advice(failure, rule) },
        };
    }

    /// <summary>The message, with the server's transaction id where there is one: a support case begins with it.</summary>
    private static string Message(Exception failure)
    {
        string message = SafeText.Of(failure is ArgumentException { ParamName: { Length: > 0 } parameter } ? WithoutParameter(failure.Message, parameter) : failure.Message);
        return failure is CpdApiException { TransactionId: { Length: > 0 } id } && !message.Contains(id) ? $"{message} (transaction id {SafeText.OneLine(id)})" : message;
    }

    /// <summary>Without the name of a method's parameter that .NET, or .NET Framework on a line of its own, appends: users know the cmdlet's parameters only.</summary>
    private static string WithoutParameter(string message, string parameter)
    {
        foreach (string suffix in new[] { $" (Parameter '{parameter}')", $"\r\nParameter name: {parameter}", $"\nParameter name: {parameter}" })
        {
            if (message.EndsWith(suffix, StringComparison.Ordinal))
                return message.Substring(0, message.Length - suffix.Length);
        }

        return message;
    }

    /// <summary>The exception's own advice is about this case; the table's is about its kind.</summary>
    private static string Advice(Exception failure, ErrorRule rule) =>
        failure is CpdException { RecommendedAction: { Length: > 0 } advice } ? SafeText.Of(advice)
        : failure is TransferException transfer ? SafeText.Of(transfer.RecommendedAction)
        : failure is PromotionException promotion ? SafeText.Of(promotion.RecommendedAction)
        : failure is GitHostException host ? SafeText.Of(host.RecommendedAction)
        : rule.Advice;
}
