namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>How far a software specification is on its way out. CPD names the state as a key of <c>metadata.life_cycle</c>.</summary>
internal enum SpecificationLifeCycle
{
    /// <summary>Can be used without any reserve.</summary>
    Supported,

    /// <summary>Works, but has a successor.</summary>
    Deprecated,

    /// <summary>Existing deployments go on; new ones are not meant to use it.</summary>
    Constricted,

    /// <summary>Kept only so that old assets can be read.</summary>
    Retired,
}
