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
        return sessions.Find(name) ?? throw new ArgumentTransformationMetadataException(
            $"There is no session named '{name}'. Sessions: {string.Join(", ", sessions.All.Select(s => s.Name)) is { Length: > 0 } names ? names : "none; run Connect-Cpd"}.",
            new NoSessionException());
    }
}
