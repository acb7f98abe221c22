using System.Text.Json;
using MlopsCmdlets.Promoting;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Tests.Promoting;

/// <summary>Which gates a run judges: none that the environment demands now is lost to one of the plan.</summary>
public sealed class GateListTests
{
    private const string Loose = """{"metric":"accuracy","minimum":0.7}""";
    private const string Strict = """{"metric":"accuracy","minimum":0.9}""";

    [Fact]
    public void A_bar_that_was_raised_since_the_plan_counts()
    {
        Assert.Equal([Loose, Strict], Settings([Gate(Loose)], [Gate(Strict)]));
        Assert.Equal([Strict, Loose], Settings([Gate(Strict)], [Gate(Loose)]));
    }

    [Fact]
    public void A_gate_that_was_made_required_since_the_plan_is_required()
    {
        IReadOnlyList<IPromotionGate> gates = Create([Gate(Strict, GateSeverity.Advisory)], [Gate(Strict)], []);

        Assert.Equal([GateSeverity.Advisory, GateSeverity.Required], gates.Select(gate => gate.Definition.Severity));
        Assert.Single(Create([Gate(Strict)], [Gate(Strict, GateSeverity.Advisory)], []));
    }

    [Fact]
    public void The_same_gate_is_judged_once_however_it_is_written()
    {
        const string Written = """{ "minimum": 9e-1, "maximum": null, "metric": "accuracy", "timeoutSeconds": 60 }""";

        Assert.Single(Create([Gate(Strict)], [Gate(Written)], [new MlopsGate(Gate(Strict))]));
    }

    [Fact]
    public void What_the_user_adds_under_a_known_name_is_not_ignored() => Assert.Equal(2, Create([Gate(Loose)], [Gate(Loose)], [new MlopsGate(Gate(Strict))]).Count);

    private static IEnumerable<string> Settings(IReadOnlyList<GateDefinition> planned, IReadOnlyList<GateDefinition> environment) =>
        Create(planned, environment, []).Select(gate => gate.Definition.Settings.GetRawText());

    private static IReadOnlyList<IPromotionGate> Create(IReadOnlyList<GateDefinition> planned, IReadOnlyList<GateDefinition> environment, IReadOnlyList<MlopsGate> given) =>
        GateList.Create(planned, environment, given, new GateServices(), null!);

    private static GateDefinition Gate(string settings, GateSeverity severity = GateSeverity.Required)
    {
        using JsonDocument json = JsonDocument.Parse(settings);
        return new GateDefinition("metric", "accuracy") { Severity = severity, Settings = json.RootElement.Clone() };
    }
}
