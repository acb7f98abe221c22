using System.Management.Automation.Host;

namespace MlopsCmdlets.Hosting;

/// <summary>Whether somebody sits before the host who can answer a question.</summary>
internal static class Interactivity
{
    /// <summary>False for services, pipeline agents, <c>-NonInteractive</c> and hosts without a user interface.</summary>
    public static bool Of(PSHost host) => Of(
        HasUserInterface(host.Name),
        Environment.UserInteractive,
        Environment.GetCommandLineArgs(),
        Environment.GetEnvironmentVariable);

    // The engine wraps every host, so that the interface is never null; a runspace made without a host says so by this name.
    private static bool HasUserInterface(string name) => name switch
    {
        "Default Host" => false,
        "ConsoleHost" => !Console.IsInputRedirected,
        _ => true,
    };

    internal static bool Of(bool hasConsole, bool userInteractive, IReadOnlyList<string> arguments, Func<string, string?> environment) =>
        hasConsole
        && userInteractive
        && !arguments.Skip(1).Any(IsNonInteractive)
        && !string.Equals(environment("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase);

    // PowerShell accepts any unambiguous beginning of the parameter's name, with one dash, two, or a slash; the Host uses --non-interactive.
    private static bool IsNonInteractive(string argument)
    {
        string name = argument.TrimStart('-', '/');
        return name.Length < argument.Length
            && name.Length >= 4
            && ("noninteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase) || string.Equals(name, "non-interactive", StringComparison.OrdinalIgnoreCase));
    }
}
