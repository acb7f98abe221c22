namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>What differs between the imitated releases, one property for each difference, so that no handler compares version numbers.</summary>
internal sealed class ReleaseProfile
{
    private ReleaseProfile(Release release, string name, string wmlVersion)
    {
        Release = release;
        Name = name;
        WmlVersion = wmlVersion;
    }

    public Release Release { get; }

    /// <summary>As written on the command line: 4.0, 4.8 or 5.3.</summary>
    public string Name { get; }

    /// <summary>What the version endpoint of Watson Machine Learning says.</summary>
    public string WmlVersion { get; }

    /// <summary>Version discovery moved from <c>/ml/wml_services/version</c> to <c>/ml/wml_services/v2/version</c>.</summary>
    public bool WmlVersionAtV2 => Release >= Release.R48;

    /// <summary>Watson Data and WML endpoints take <c>Authorization: ZenApiKey</c>; the platform's own endpoints always do.</summary>
    public bool DataApisAcceptZenApiKey => Release >= Release.R48;

    /// <summary>Authorize answers <c>success</c> in small letters instead of <c>200</c>/<c>Success</c>.</summary>
    public bool LowerCaseMessageCode => Release >= Release.R53;

    /// <summary>Project and connection bodies with unknown keys are refused, and the generator must match its pattern.</summary>
    public bool StrictBodies => Release >= Release.R53;

    /// <summary><c>limit</c> above 100 on datasource_types is an error.</summary>
    public bool DatasourceTypeLimit => Release >= Release.R53;

    /// <summary>The <c>entity.name</c> filter of datasource_types is ignored.</summary>
    public bool DatasourceTypeNameFilterIgnored => Release >= Release.R53;

    /// <summary>Space lists take <c>sub_name</c>; older ones only <c>name</c>.</summary>
    public bool SpaceSubNameFilter => Release >= Release.R48;

    /// <summary>Project lists page by <c>bookmark</c>; older ones by <c>skip</c> only.</summary>
    public bool ProjectBookmarks => Release >= Release.R48;

    /// <summary>The bundle holds <c>assetrelationships.json</c>.</summary>
    public bool BundleHasRelationships => Release >= Release.R53;

    /// <summary>Tags of scripts do not survive an import.</summary>
    public bool ImportLosesScriptTags => Release == Release.R40;

    /// <summary>A notebook loses <c>runtime.environment</c> in an import.</summary>
    public bool ImportLosesNotebookEnvironment => Release >= Release.R53;

    /// <summary>Jobs travel in bundles of projects.</summary>
    public bool ProjectBundlesHoldJobs => Release >= Release.R48;

    /// <summary>Software specifications say their <c>life_cycle</c>.</summary>
    public bool SpecificationsHaveLifeCycle => Release >= Release.R48;

    /// <summary>Deployments may live in projects.</summary>
    public bool DeploymentsInProjects => Release >= Release.R48;

    /// <summary>A deployment's status carries <c>inference[]</c> besides the older links.</summary>
    public bool DeploymentInferenceLinks => Release >= Release.R53;

    /// <summary><c>hardware_spec.id</c> of an online deployment is the text <c>Not_Applicable</c>.</summary>
    public bool OnlineHardwareNotApplicable => Release == Release.R40;

    /// <summary>Runs of newer API dates list <c>platform_jobs[]</c>.</summary>
    public bool PlatformJobsArray => Release >= Release.R53;

    public static ReleaseProfile Of(Release release) => release switch
    {
        Release.R40 => new(release, "4.0", "4.0.9"),
        Release.R48 => new(release, "4.8", "4.8.0"),
        _ => new(Release.R53, "5.3", "5.3.0"),
    };

    public static bool TryParse(string text, out Release release)
    {
        (var known, release) = text switch
        {
            "4.0" => (true, Release.R40),
            "4.8" => (true, Release.R48),
            "5.3" => (true, Release.R53),
            _ => (false, Release.R48),
        };
        return known;
    }
}
