using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>How one sandbox is started. The defaults are those of the command line.</summary>
internal sealed record SandboxOptions
{
    /// <summary>Where to listen; port 0 means a free port.</summary>
    public ImmutableArray<Uri> Urls { get; init; } = [new Uri("https://127.0.0.1:0")];

    public string UserName { get; init; } = "admin";

    public string Password { get; init; } = "password";

    public Release Release { get; init; } = Release.R48;

    /// <summary>Names of the seeds to apply, in order (see <see cref="Modules.Seeds"/>).</summary>
    public ImmutableArray<string> Seeds { get; init; } = [];

    /// <summary>A CSV file for the seed named churn to train on, instead of the built-in model.</summary>
    public string? ChurnData { get; init; }

    /// <summary>Lifetime of tokens; the product's is twelve hours.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(43164);

    /// <summary>Polls that an asynchronous operation stays in each state.</summary>
    public int PollsPerStep { get; init; } = 1;

    /// <summary>The process whose end ends the sandbox.</summary>
    public int? ParentProcessId { get; init; }

    /// <summary>End when standard input reaches its end.</summary>
    public bool ExitWithInput { get; init; }

    /// <summary>A file that gets the ready line, for callers that cannot read standard output.</summary>
    public string? ReadyFile { get; init; }

    /// <summary>The ready line is JSON instead of text.</summary>
    public bool JsonOutput { get; init; }

    /// <summary>Log one line for each request.</summary>
    public bool Verbose { get; init; }

    /// <summary>The key for the control endpoints; made when absent.</summary>
    public string? ControlKey { get; init; }

    /// <summary>Where contents are spooled; a folder of its own below it is deleted at the end.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>The git program behind the Git hosts; null means the one on the search path, an empty text none.</summary>
    public string? GitProgram { get; init; }

    /// <summary>Signs the tokens; made when absent, which takes up to a second. The caller keeps it.</summary>
    public RSA? SigningKey { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
