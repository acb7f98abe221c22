using System.Globalization;
using System.Management.Automation;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Hosting;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Pipeline;

/// <summary>What all cmdlets of the module share: error records, safe messages, progress and confirmation.</summary>
public abstract class MlopsCmdlet : AsyncCmdlet
{
    private readonly ProgressThrottle _throttle = new(TimeProvider.System);
    private bool? _interactive;
    private bool _progressShown;
    private bool _verbose;

    /// <summary>The clock of everything that this cmdlet waits for.</summary>
    private protected static TimeProvider Clock => TimeProvider.System;

    /// <summary>What an error of <see cref="AsyncCmdlet.ProcessAsync"/> is about.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <summary>Whether somebody can answer a question.</summary>
    private protected bool IsInteractive => _interactive ??= Interactivity.Of(Host);

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        // -Verbose itself where it was given, which also answers -Verbose:$false; else the preference of the caller, which may be text.
        _verbose = MyInvocation.BoundParameters.TryGetValue("Verbose", out object? given)
            ? given is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.TryConvertTo(GetVariableValue("VerbosePreference"), CultureInfo.InvariantCulture, out ActionPreference preference)
                && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    /// <summary>Whether any failure ends the pipeline, because there is one thing to do only and what follows needs it.</summary>
    private protected virtual bool EndsWithFailure => false;

    private protected override void Report(Exception failure, bool beforeInput)
    {
        ErrorRecord record = ErrorTable.ToRecord(failure, ErrorTarget);
        if (beforeInput || EndsWithFailure || ErrorTable.EndsPipeline(failure))
            ThrowTerminatingError(record);
        WriteError(record);
    }

    /// <summary>Reports a failure of one item; the rest goes on.</summary>
    private protected Task FailAsync(Exception failure, object? target) => PostAsync(() => WriteError(ErrorTable.ToRecord(failure, target)));

    /// <summary>Does the work for one item and reports its failure, unless it is one that ends the pipeline.</summary>
    private protected async Task AttemptAsync(object? target, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or PipelineStoppedException or ActionPreferenceStopException)
            && !ErrorTable.EndsPipeline(failure))
        {
            await FailAsync(failure, target).ConfigureAwait(false);
        }
    }

    /// <summary>Emits those of a list whose names match; a name without wildcards that matches none is an error.</summary>
    /// <param name="kind">For the message: "session".</param>
    /// <param name="all">The list.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="names">Names or wildcard patterns; a thing that several fit is emitted for each.</param>
    private protected async Task WriteMatchingAsync<T>(string kind, IReadOnlyList<T> all, Func<T, string> nameOf, IEnumerable<string> names)
        where T : class
    {
        foreach (string name in names)
        {
            WildcardPattern pattern = NamePattern.Of(name);
            T[] found = [.. all.Where(item => pattern.IsMatch(nameOf(item)))];
            foreach (T item in found)
                await WriteAsync(item).ConfigureAwait(false);
            if (found.Length == 0 && !NamePattern.HasWildcards(name))
                await FailAsync(new ItemNotFoundException($"There is no {kind} named '{name}'."), name).ConfigureAwait(false);
        }
    }

    /// <summary>Emits a file as Get-Item does, with what PowerShell's views of files look for.</summary>
    private protected async Task WriteFileAsync(string path) => await WriteAsync(await AskAsync(() =>
    {
        try
        {
            return InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{path}"], force: true, literalPath: true)[0];
        }
        catch (Exception failure) when (failure is RuntimeException and not PipelineStoppedException)
        {
            return PSObject.AsPSObject(new FileInfo(path)); // gone again, or a host without that provider
        }
    }).ConfigureAwait(false)).ConfigureAwait(false);

    private protected Task VerboseAsync(string text) => _verbose ? PostAsync(() => WriteVerbose(SafeText.Of(text))) : Task.CompletedTask;

    /// <summary>Takes the lines about requests; null where nobody sees them, so that they are not even made.</summary>
    private protected Action<string>? RequestTrace => _verbose ? line => _ = VerboseAsync(line) : null;

    private protected Task WarnAsync(string text) => PostAsync(() => WriteWarning(SafeText.Of(text)));

    /// <summary>Tells the user something, as Write-Host does: shown, and in the information stream.</summary>
    private protected Task TellAsync(string text) =>
        PostAsync(() => WriteInformation(new HostInformationMessage { Message = SafeText.Of(text) }, ["PSHOST"]));

    /// <summary>Shows progress, at most four times a second and only to somebody who looks.</summary>
    /// <param name="activity">What is going on.</param>
    /// <param name="status">How far it is.</param>
    /// <param name="percent">0 to 100, or less than 0 if unknown.</param>
    private protected Task ProgressAsync(string activity, string status, int percent = -1)
    {
        if (!IsInteractive || !_throttle.Passes())
            return Task.CompletedTask;
        _progressShown = true;
        return PostAsync(() => WriteProgress(new ProgressRecord(1, SafeText.OneLine(activity), SafeText.OneLine(status) is { Length: > 0 } s ? s : " ")
        {
            PercentComplete = Math.Min(percent, 100),
        }));
    }

    /// <summary>Takes the progress line away.</summary>
    private protected Task EndProgressAsync()
    {
        if (!_progressShown)
            return Task.CompletedTask;
        _progressShown = false;
        return PostAsync(() => WriteProgress(new ProgressRecord(1, "done", "done") { RecordType = ProgressRecordType.Completed }));
    }

    /// <summary>Asks before a change: <c>-WhatIf</c>, <c>-Confirm</c>, and a question of its own for production.</summary>
    /// <param name="target">What is changed and where.</param>
    /// <param name="action">What will be done, a sentence without its full stop.</param>
    /// <param name="force">The cmdlet's -Force: no question is asked.</param>
    /// <param name="production">The change reaches a production space.</param>
    /// <returns>Whether to go on.</returns>
    /// <exception cref="ConfirmationRequiredException">A question would be asked and nobody is there to answer.</exception>
    private protected Task<bool> ApproveAsync(string target, string action, bool force = false, bool production = false)
    {
        string safeTarget = SafeText.OneLine(target);
        string safeAction = SafeText.OneLine(action);
        return AskAsync(() => Approve(safeTarget, safeAction, force, production));
    }

    /// <summary>Fails at once where <see cref="ApproveAsync"/> would ask and nobody is there to answer; for a cmdlet that reads from the server what its question names.</summary>
    /// <param name="target">What is changed and where.</param>
    /// <param name="action">What will be done, a sentence without its full stop.</param>
    /// <exception cref="ConfirmationRequiredException">A question would be asked and nobody is there to answer.</exception>
    private protected Task RequireAnswerAsync(string target, string action) => AskAsync(() =>
    {
        var confirmation = new Confirmation(this);
        return confirmation.IsWhatIf || IsInteractive || !confirmation.WouldAsk(force: false) ? true : throw new ConfirmationRequiredException(SafeText.OneLine(action), SafeText.OneLine(target));
    });

    private bool Approve(string target, string action, bool force, bool production)
    {
        var confirmation = new Confirmation(this);
        if (confirmation.IsWhatIf)
            return ShouldProcess(target, action);
        bool asks = confirmation.WouldAsk(force);
        bool asksForProduction = production && !asks && !force && !confirmation.IsDeclined;
        if ((asks || asksForProduction) && !IsInteractive)
            throw new ConfirmationRequiredException(action, target);
        if (asks)
            return ShouldProcess(target, action);
        return !asksForProduction || ShouldContinue($"{action}: {target}. This is a production space. Continue?", "Change in production");
    }
}
