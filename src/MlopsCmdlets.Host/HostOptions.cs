namespace MlopsCmdlets.Host;

/// <summary>The command line: the host's own options, then a script, then whatever belongs to the script.</summary>
internal sealed record HostOptions
{
    public const string Usage = """
        Runs a PowerShell script with MlopsCmdlets in the PowerShell engine, on machines without PowerShell.

        MlopsCmdlets.Host [options] <script.ps1> [script parameters]
        MlopsCmdlets.Host [options] --command "<text>"
        MlopsCmdlets.Host [options]                       prompt, or a script from standard input

          --command <text>    run this text instead of a script
          --non-interactive   never ask: what needs an answer fails
          --no-module         leave the module's folder out of the module path
          --version           show the versions of host and engine
          --help              show this text

        Script parameters are written as in PowerShell: -Name value, -Name:value, -Switch, -Switch:$false, -List a,b.
        The exit code is the script's own (exit n); 1 after a terminating error; 130 after Ctrl+C; 64 after wrong use.
        The engine's core commands are available. Commands of PowerShell's own modules, such as Select-Object or Import-Csv, need PowerShell.
        """;

    public string? Script { get; init; }

    public IReadOnlyList<string> ScriptArguments { get; init; } = [];

    public string? Command { get; init; }

    public bool NonInteractive { get; init; }

    public bool NoModule { get; init; }

    public bool ShowVersion { get; init; }

    public bool ShowHelp { get; init; }

    /// <exception cref="ArgumentException">An option is unknown or lacks its value, or a command comes with a script.</exception>
    public static HostOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new HostOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--command" when i + 1 < arguments.Count:
                    options = options with { Command = arguments[++i] };
                    break;
                case "--command":
                    throw new ArgumentException("--command needs the text to run.");
                case "--non-interactive":
                    options = options with { NonInteractive = true };
                    break;
                case "--no-module":
                    options = options with { NoModule = true };
                    break;
                case "--version":
                    options = options with { ShowVersion = true };
                    break;
                case "--help" or "-h" or "-?":
                    options = options with { ShowHelp = true };
                    break;
                case { Length: > 1 } unknown when unknown[0] == '-':
                    throw new ArgumentException($"Unknown option {unknown}. Parameters of a script come after its path.");
                case var other when options.Command is not null:
                    throw new ArgumentException($"--command takes no further arguments ('{other}'): write them into the text.");
                case var script:
                    return options with { Script = script, ScriptArguments = [.. arguments.Skip(i + 1)] };
            }
        }

        return options;
    }
}
