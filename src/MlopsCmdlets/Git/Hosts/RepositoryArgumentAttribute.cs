using System.Management.Automation;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>Lets a repository be given as <c>owner/name</c>, as an address, or as an object that is or has one.</summary>
internal sealed class RepositoryArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        HostRepository repository => repository.Name.ToString(),
        HostRepositoryName name => name.ToString(),
        GitRepository clone => clone.RemoteUrl,
        Uri address => address.OriginalString,
        var other => other,
    };
}
