using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>What can be changed while the sandbox runs, through <c>/_sandbox/settings</c>.</summary>
internal sealed class Settings(SandboxOptions options)
{
    /// <summary>How paging links are written.</summary>
    public LinkForm Links { get; private set; } = LinkForm.Relative;

    /// <summary>Lifetime of tokens made from now on.</summary>
    public TimeSpan TokenLifetime { get; private set; } = options.TokenLifetime;

    /// <summary>What a put with <c>override=false</c> does.</summary>
    public OverrideBehavior Override { get; private set; } = OverrideBehavior.Conflict;

    /// <summary>Polls that an asynchronous operation stays in each state.</summary>
    public int PollsPerStep { get; private set; } = options.PollsPerStep;

    /// <summary>Reads of a new project that answer 404 before it is visible.</summary>
    public int ProjectHiddenPolls { get; private set; }

    /// <summary>A bundle that unpacks to more is refused.</summary>
    public long MaxImportBytes { get; private set; } = 16L << 30;

    /// <summary>Predictions answer a constant for each row instead of scoring, to measure clients.</summary>
    public bool ConstantScores { get; private set; }

    public JsonObject ToJson() => new()
    {
        ["links"] = Links switch { LinkForm.Relative => "relative", LinkForm.Absolute => "absolute", _ => "internal-host" },
        ["token_lifetime"] = TokenLifetime.TotalSeconds,
        ["override_false"] = Override switch { OverrideBehavior.Conflict => "conflict", OverrideBehavior.Silent => "silent", _ => "racy" },
        ["polls_per_step"] = PollsPerStep,
        ["project_hidden_polls"] = ProjectHiddenPolls,
        ["max_import_bytes"] = MaxImportBytes,
        ["constant_scores"] = ConstantScores,
    };

    /// <summary>Sets what the document names; an unknown or bad one changes nothing.</summary>
    public void Apply(JsonObject change)
    {
        List<Action> sets = [];
        foreach (var (name, value) in change)
        {
            sets.Add(name switch
            {
                "links" => Set(
                    v => Links = v,
                    value.Text() switch { "relative" => LinkForm.Relative, "absolute" => LinkForm.Absolute, "internal-host" => LinkForm.InternalHost, _ => throw Bad(name, "relative, absolute or internal-host") }),
                "token_lifetime" => Set(v => TokenLifetime = v, TimeSpan.FromSeconds(value.Number() is >= 0 and <= 1e8 and { } seconds ? seconds : throw Bad(name, "a number of seconds"))),
                "override_false" => Set(
                    v => Override = v,
                    value.Text() switch { "conflict" => OverrideBehavior.Conflict, "silent" => OverrideBehavior.Silent, "racy" => OverrideBehavior.Racy, _ => throw Bad(name, "conflict, silent or racy") }),
                "polls_per_step" => Set(v => PollsPerStep = v, (int)Count(name, value, 10000)),
                "project_hidden_polls" => Set(v => ProjectHiddenPolls = v, (int)Count(name, value, 10000)),
                "max_import_bytes" => Set(v => MaxImportBytes = v, Count(name, value, long.MaxValue)),
                "constant_scores" => Set(v => ConstantScores = v, value.Flag() ?? throw Bad(name, "true or false")),
                _ => throw ApiException.BadRequest($"There is no setting '{name}'. Settings are {string.Join(", ", ToJson().Select(p => p.Key))}.", target: name),
            });
        }

        foreach (var set in sets) set();
    }

    private static Action Set<T>(Action<T> setter, T value) => () => setter(value);

    private static long Count(string name, JsonNode? value, long most) => value.Whole() is >= 0 and { } count && count <= most ? count : throw Bad(name, "a whole number of 0 or more");

    private static ApiException Bad(string name, string allowed) => ApiException.BadRequest($"Setting '{name}' must be {allowed}.", target: name);
}
