using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Clients;

namespace MlopsCmdlets.Cpd;

/// <summary>The API by families. Cheap to make, safe for concurrent use; everything it returns carries its session.</summary>
public sealed class CpdClient
{
    internal CpdClient(CpdContext context)
    {
        Platform = new PlatformClient(context);
        Spaces = new SpacesClient(context);
        Projects = new ProjectsClient(context);
        Members = new MembersClient(context);
        Assets = new AssetsClient(context);
        Files = new FilesClient(context);
        Connections = new ConnectionsClient(context);
        Exports = new ExportsClient(context);
        Imports = new ImportsClient(context);
        Deployments = new DeploymentsClient(context);
        Models = new ModelsClient(context, Deployments);
        Functions = new FunctionsClient(context, Deployments);
        Scripts = new ScriptsClient(context, Assets, Deployments);
        SoftwareSpecifications = new SoftwareSpecificationsClient(context);
        HardwareSpecifications = new HardwareSpecificationsClient(context);
        Scoring = new ScoringClient(context);
        Raw = new RawClient(context);
    }

    public PlatformClient Platform { get; }

    public SpacesClient Spaces { get; }

    public ProjectsClient Projects { get; }

    public MembersClient Members { get; }

    public AssetsClient Assets { get; }

    public FilesClient Files { get; }

    public ConnectionsClient Connections { get; }

    public ExportsClient Exports { get; }

    public ImportsClient Imports { get; }

    public ModelsClient Models { get; }

    public FunctionsClient Functions { get; }

    public ScriptsClient Scripts { get; }

    public SoftwareSpecificationsClient SoftwareSpecifications { get; }

    public HardwareSpecificationsClient HardwareSpecifications { get; }

    public DeploymentsClient Deployments { get; }

    public ScoringClient Scoring { get; }

    public RawClient Raw { get; }
}
