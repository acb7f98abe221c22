using System.Globalization;

namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>The arguments of the program.</summary>
internal static class CommandLine
{
    public const string Help = """
        mlops-sandbox: a local Cloud Pak for Data for rehearsals, tests and demonstrations.

          --urls URL[;URL]       where to listen (default https://127.0.0.1:8443); port 0 means a free port
          --user NAME            the administrator (default admin)
          --password TEXT        its password (default password; or set MLOPS_SANDBOX_PASSWORD)
          --release VERSION      4.0, 4.8 (default) or 5.3
          --seed NAME            content to start with: churn; may be given several times
          --churn-data FILE      CSV that the churn seed trains its model on
          --token-lifetime S     lifetime of tokens in seconds (default 43164)
          --polls-per-step N     polls that a space, export, import or deployment stays in each state (default 1)
          --git FILE             the git program behind the Git hosts (default: the one on the search path)
          --parent-pid N         end when process N ends
          --exit-with-input      end when standard input is closed
          --ready-file FILE      also write the ready line to FILE
          --control-key TEXT     key for the /_sandbox endpoints (header X-Sandbox-Key); made when absent
          --output text|json     form of the ready line (default text)
          --verbose              log one line for each request
          --help                 this text

        Exit codes: 0 ended as asked, 1 could not start, 2 wrong arguments.
        """;

    /// <summary>Null when help was asked for.</summary>
    /// <exception cref="UsageException">An argument is unknown, lacks its value or has a bad one.</exception>
    public static SandboxOptions? Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var options = new SandboxOptions
        {
            Urls = [new Uri("https://127.0.0.1:8443")],
            Password = environment("MLOPS_SANDBOX_PASSWORD") ?? "password",
        };
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            string? inline = null;
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (name.StartsWith("--", StringComparison.Ordinal) && equals > 0) (name, inline) = (name[..equals], name[(equals + 1)..]);

            string Value() => inline ?? (i + 1 < arguments.Count ? arguments[++i] : throw new UsageException($"{name} needs a value."));

            switch (name)
            {
                case "--help" or "-h" or "-?":
                    return null;
                case "--urls" or "--url":
                    options = options with { Urls = [.. Value().Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseUrl)] };
                    if (options.Urls.IsEmpty) throw new UsageException("--urls needs at least one URL.");
                    break;
                case "--user":
                    options = options with { UserName = NotEmpty(name, Value()) };
                    break;
                case "--password":
                    options = options with { Password = NotEmpty(name, Value()) };
                    break;
                case "--release":
                    var text = Value();
                    options = ReleaseProfile.TryParse(text, out var release)
                        ? options with { Release = release }
                        : throw new UsageException($"--release {text}: the sandbox imitates 4.0, 4.8 and 5.3.");
                    break;
                case "--seed":
                    var seed = Value();
                    if (Modules.Seeds.All(s => s.Name != seed))
                        throw new UsageException($"--seed {seed}: known seeds are {string.Join(", ", Modules.Seeds.Select(s => s.Name))}.");
                    options = options with { Seeds = options.Seeds.Add(seed) };
                    break;
                case "--churn-data":
                    var file = Value();
                    if (!File.Exists(file)) throw new UsageException($"--churn-data {file}: there is no such file.");
                    options = options with { ChurnData = Path.GetFullPath(file) };
                    break;
                case "--token-lifetime":
                    options = options with { TokenLifetime = TimeSpan.FromSeconds(Number(name, Value(), 1)) };
                    break;
                case "--polls-per-step":
                    options = options with { PollsPerStep = Number(name, Value(), 0) };
                    break;
                case "--git":
                    options = options with { GitProgram = Value() };
                    break;
                case "--parent-pid":
                    options = options with { ParentProcessId = Number(name, Value(), 1) };
                    break;
                case "--exit-with-input":
                    options = options with { ExitWithInput = true };
                    break;
                case "--ready-file":
                    options = options with { ReadyFile = Path.GetFullPath(Value()) };
                    break;
                case "--control-key":
                    options = options with { ControlKey = NotEmpty(name, Value()) };
                    break;
                case "--output":
                    options = options with
                    {
                        JsonOutput = Value() switch
                        {
                            "json" => true,
                            "text" => false,
                            var other => throw new UsageException($"--output {other}: use text or json."),
                        },
                    };
                    break;
                case "--verbose":
                    options = options with { Verbose = true };
                    break;
                default:
                    throw new UsageException($"{name} is not an argument of the sandbox; --help lists them.");
            }
        }

        if (options.ChurnData is not null && !options.Seeds.Contains("churn")) throw new UsageException("--churn-data needs --seed churn.");
        return options;
    }

    private static Uri ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new UsageException($"--urls {text}: give an http or https URL such as https://127.0.0.1:8443.");
        if (url.AbsolutePath != "/") throw new UsageException($"--urls {text}: give only scheme, host and port.");
        return url;
    }

    private static string NotEmpty(string name, string value) => value.Length > 0 ? value : throw new UsageException($"{name} must not be empty.");

    private static int Number(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new UsageException($"{name} {text}: give a whole number of {least} or more.");
}
