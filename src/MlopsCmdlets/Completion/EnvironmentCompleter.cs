using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the environments in mlops.json. Never an error.</summary>
internal sealed class EnvironmentCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string? path = PathOf(fakeBoundParameters["ConfigurationPath"]);
            return path is null ? [] : CpdCompleter.Match(NamesIn(path), wordToComplete ?? "");
        }
#pragma warning disable CA1031 // a completer that throws breaks the user's line
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>The environments that a command line means; null when there is no file.</summary>
    internal static EnvironmentFile? Load(IDictionary bound) => PathOf(bound["ConfigurationPath"]) is { } path ? EnvironmentFile.Load(path) : null;

    /// <summary>The current folder of the runspace of the calling thread.</summary>
    internal static string? CurrentFolder()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Invoke().FirstOrDefault()?.BaseObject as string;
    }

    private static string? PathOf(object? given)
    {
        string? text = (given is PSObject wrapped ? wrapped.BaseObject : given) as string;
        string? folder = CurrentFolder();
        return folder is null ? null : text is null ? EnvironmentFile.Locate(folder) : Path.Combine(folder, text);
    }

    private static IReadOnlyList<Completion> NamesIn(string path)
    {
        CompletionCache cache = RunspaceState.OfCurrent().Completions;
        string key = $"{path}|{File.GetLastWriteTimeUtc(path).Ticks}";
        if (cache.Get(key) is { } known)
            return known;
        Completion[] names = [.. EnvironmentFile.Load(path).Environments.Select(environment => new Completion(environment.Name, $"{environment.Space} at {environment.Url.Host}"))];
        cache.Put(key, names);
        return names;
    }
}
