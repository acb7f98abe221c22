using System.Management.Automation;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>Lets a Git host be given by its name.</summary>
internal sealed class GitHostArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string name)
            return value;
        GitHostList hosts = RunspaceState.OfCurrent().GitHosts;
        if (hosts.Find(name) is { } found)
            return found;
        string names = hosts.All.Count == 0 ? "there is none, run Connect-MlopsGitHost" : string.Join(", ", hosts.All);
        throw new ArgumentTransformationMetadataException($"There is no Git host named '{name}'. Git hosts: {names}.", new NoGitHostException());
    }
}
