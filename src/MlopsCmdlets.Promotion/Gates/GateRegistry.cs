using MlopsCmdlets.Promotion.Gates.Kinds;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>The kinds of gates that are known, and how gates are made of definitions.</summary>
public sealed class GateRegistry
{
    private readonly Dictionary<string, IGateFactory> _factories = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A registry of these kinds; of two factories for one kind the later counts.</summary>
    public GateRegistry(IEnumerable<IGateFactory> factories)
    {
        foreach (var factory in factories)
            _factories[factory.Kind] = factory;
    }

    /// <summary>The kinds that come with the module.</summary>
    public static IReadOnlyList<IGateFactory> Standard { get; } =
    [
        new MetricGateFactory(), new SchemaGateFactory(), new PlanAgeGateFactory(), new ScriptGateFactory(),
        new PullRequestGateFactory(), new ChecksGateFactory(), new BranchGateFactory(),
    ];

    /// <summary>The kinds, in alphabetical order.</summary>
    public IReadOnlyList<string> Kinds => [.. _factories.Keys.OrderBy(kind => kind, StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// Makes gates. A kind that is not known, and settings that are wrong, are no exception: such a gate has nothing to judge by and says so when it is
    /// asked, so that the report stays complete.
    /// </summary>
    public IReadOnlyList<IPromotionGate> Create(IEnumerable<GateDefinition> definitions, GateServices services) => [.. definitions.Select(definition => Create(definition, services))];

    private IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        if (!_factories.TryGetValue(definition.Kind, out var factory))
            return new UnusableGate(definition, $"no gate of kind '{definition.Kind}' is known to this version; known are {string.Join(", ", Kinds)}");
        try
        {
            return factory.Create(definition, services);
        }
        catch (GateSettingsException e)
        {
            return new UnusableGate(definition, e.Message);
        }
    }
}
