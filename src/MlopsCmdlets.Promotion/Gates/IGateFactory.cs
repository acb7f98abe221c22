namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Makes the gates of one kind from their definitions. New kinds plug in here: see <see cref="GateRegistry"/>.</summary>
public interface IGateFactory
{
    /// <summary>The kind, as definitions write it; compared without regard to case.</summary>
    string Kind { get; }

    /// <summary>Makes a gate.</summary>
    /// <exception cref="GateSettingsException">The settings are not what the kind needs.</exception>
    IPromotionGate Create(GateDefinition definition, GateServices services);
}
