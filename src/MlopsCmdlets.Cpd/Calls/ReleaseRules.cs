using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>Every way in which releases differ that the client must know in advance; what can be seen in a reply is read tolerantly instead.</summary>
internal sealed class ReleaseRules(CpdRelease? release, string? wmlVersionDate = null)
{
    /// <summary>The date that works on every release in the public samples.</summary>
    public const string DefaultWmlVersionDate = "2021-06-21";

    /// <summary>Releases from 5.3 want at least 8 characters and neither dots nor underscores.</summary>
    public const string ProjectGenerator = "mlops-cmdlets";

    private static readonly CpdRelease ProjectDeployments = new(4, 8);
    private static readonly CpdRelease ZenApiKeys = new(4, 8);

    /// <summary>Null if the cluster does not tell.</summary>
    public CpdRelease? Release { get; } = release;

    public string WmlVersionDate { get; } = wmlVersionDate ?? DefaultWmlVersionDate;

    /// <summary>Software names the revision of a function's code so; the hosted service says <c>rev</c>.</summary>
    public string FunctionRevisionParameter => "revision_id";

    /// <summary>4.6 and 4.7 document that Watson services refuse ZenApiKey; an unknown release gets the benefit of the doubt.</summary>
    public bool AcceptsZenApiKey => Release is null || Release >= ZenApiKeys;

    public bool AllowsDeploymentsIn(CpdContainer container) =>
        container.Kind != CpdContainerKind.Project || Release is null || Release >= ProjectDeployments;

    /// <summary>Throws where deployments cannot be in the container.</summary>
    public void RequireDeploymentsIn(CpdContainer container)
    {
        if (AllowsDeploymentsIn(container)) return;
        throw new CpdUnsupportedException($"Deployments in a project need release {ProjectDeployments} or later; this cluster is {Release}.")
        {
            Target = container.ToString(),
            RecommendedAction = "Promote the asset to a deployment space and deploy it there.",
        };
    }
}
