namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>A software specification that comes with the cluster. Its id is the same on every cluster.</summary>
/// <param name="Id">The well-known id.</param>
/// <param name="Name">The name that scripts look it up by.</param>
/// <param name="DisplayName">The name that the user interface shows.</param>
/// <param name="Platform">The language, <c>python</c>, <c>r</c> or <c>spark</c>.</param>
/// <param name="PlatformVersion">The version of that language.</param>
/// <param name="LifeCycle">Its state in the release that the sandbox plays.</param>
/// <param name="ReplacementName">What to use instead, if it is on its way out.</param>
internal sealed record SoftwareSpecification(
    string Id,
    string Name,
    string DisplayName,
    string Platform,
    string PlatformVersion,
    SpecificationLifeCycle LifeCycle,
    string? ReplacementName);
