using System.Management.Automation;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Arguments;

/// <summary>Lets a session be given by its name.</summary>
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string name)
            return value;
        SessionList sessions = RunspaceState.OfCurrent().Sessions;
        if (sessions.Find(name) is { } found)
            return found;
        string names = sessions.All.Count == 0 ? "there is none, run Connect-Cpd" : string.Join(", ", sessions.All.Select(s => s.Name));
        throw new ArgumentTransformationMetadataException($"There is no session named '{name}'. Sessions: {names}.", new NoSessionException());
    }
}
