using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace MlopsCmdlets.Pipeline;

/// <summary>Predicts what <see cref="Cmdlet.ShouldProcess(string)"/> would do, so that a run without a user fails instead of hanging or guessing.</summary>
internal readonly struct Confirmation(PSCmdlet cmdlet)
{
    /// <summary><c>-WhatIf</c>, or <c>$WhatIfPreference</c> where it is not given.</summary>
    public bool IsWhatIf => Switch("WhatIf") ?? LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference", false));

    /// <summary><c>-Confirm:$false</c>, or the preference that a function hands on which was called so.</summary>
    public bool IsDeclined => Switch("Confirm") is { } given ? !given : Preference == ConfirmImpact.None;

    /// <summary>Whether the user would be asked.</summary>
    public bool WouldAsk(bool force) => Switch("Confirm") ?? (!force && Impact >= Preference && Preference != ConfirmImpact.None);

    private ConfirmImpact Impact => cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()?.ConfirmImpact ?? ConfirmImpact.Medium;

    private ConfirmImpact Preference =>
        LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference", ConfirmImpact.High), CultureInfo.InvariantCulture, out ConfirmImpact preference)
            ? preference
            : ConfirmImpact.High;

    private bool? Switch(string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? LanguagePrimitives.IsTrue(value) : null;
}
