using System.Management.Automation;
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
    public static bool EndsPipeline(Exception failure) => failure is not IContainsErrorRecord && RuleOf(failure).EndsPipeline;

    public static ErrorRecord ToRecord(Exception failure, object? target)
    {
        if (failure is IContainsErrorRecord { ErrorRecord: { } given })
            return given;
        ErrorRule rule = RuleOf(failure);
        return new ErrorRecord(failure, rule.Id, rule.Category, target)
        {
            ErrorDetails = new ErrorDetails(SafeText.Of(failure.Message)) { RecommendedAction = rule.Advice },
        };
    }
}
