using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Session;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Completion;

/// <summary>
/// Completes names of things on the server: cached per session, given up after half a second, never an error. It uses the session that is there
/// and never logs in for the purpose.
/// </summary>
internal abstract class CpdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            if (SessionFor(fakeBoundParameters) is not { } session)
                return [];
            string key = $"{session.Name}|{session.Url}|{GetType().Name}|{CacheKey(fakeBoundParameters)}";
            IReadOnlyList<Completion>? names = TimedCompletion.Read(key, token => ReadAsync(session, fakeBoundParameters, token));
            // Where wildcards are taken, a bracket in a name has to stand for itself.
            bool isPattern = parameterName == "Name" && commandName.StartsWith("Get-", StringComparison.OrdinalIgnoreCase);
            return names is null ? [] : Match(Offered(names, commandName), wordToComplete ?? "", isPattern);
        }
#pragma warning disable CA1031 // a completer that throws breaks the user's line
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>Those of the list that a cmdlet can take.</summary>
    private protected virtual IEnumerable<Completion> Offered(IReadOnlyList<Completion> names, string commandName) => names;

    /// <summary>Reads the names; the key tells one list from another in the cache.</summary>
    private protected abstract string CacheKey(IDictionary bound);

    private protected abstract Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken);

    /// <summary>What is offered for each thing of a list.</summary>
    private protected static async Task<IReadOnlyList<Completion>> ListAsync<T>(IAsyncEnumerable<T> things, Func<T, Completion> offer)
    {
        var names = new List<Completion>();
        await foreach (T thing in things.ConfigureAwait(false))
            names.Add(offer(thing));
        return names;
    }

    /// <summary>Quotes where PowerShell needs it, and keeps what is offered harmless for the terminal.</summary>
    /// <param name="names">What there is.</param>
    /// <param name="typed">What the name begins with, in quotes or not.</param>
    /// <param name="isPattern">The parameter takes wildcards.</param>
    internal static IEnumerable<CompletionResult> Match(IEnumerable<Completion> names, string typed, bool isPattern = false)
    {
        string prefix = typed.Trim('\'', '"');
        if (isPattern)
            prefix = WildcardPattern.Unescape(prefix);
        return names
            .Where(n => n.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .GroupBy(n => n.Text, StringComparer.Ordinal)
            .Select(same => same.First())
            .OrderBy(n => n.Text, StringComparer.OrdinalIgnoreCase)
            .Select(n => new CompletionResult(Quote(isPattern ? WildcardPattern.Escape(n.Text) : n.Text), SafeText.OneLine(n.Text), CompletionResultType.ParameterValue, SafeText.OneLine(n.ToolTip) is { Length: > 0 } tip ? tip : " "))
            .ToList();
    }

    private static string Quote(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') && !char.IsDigit(name[0]) && name[0] != '-'
            ? name
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";

    /// <summary>The session to ask; null completes nothing.</summary>
    private protected virtual CpdSession? SessionFor(IDictionary bound)
    {
        object? given = bound["Session"] is PSObject wrapped ? wrapped.BaseObject : bound["Session"];
        SessionList sessions = RunspaceState.OfCurrent().Sessions;
        return given switch
        {
            CpdSession session => session,
            string name => sessions.Find(name),
            _ => sessions.Current,
        };
    }
}
