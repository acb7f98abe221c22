using System.Globalization;
using System.Management.Automation;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Lets a pull request be given by its number, as <c>7</c> or <c>#7</c>.</summary>
internal sealed class PullRequestArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        int number when number > 0 => OfNumber(number),
        string text when int.TryParse(text.Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 => OfNumber(number),
        var other => other,
    };

    /// <summary>Whether nothing is known but the number.</summary>
    public static bool IsNumberOnly(PullRequest request) => request.Repository.Owner.Length == 0;

    private static PullRequest OfNumber(int number) => new(new HostRepositoryName("", ""), number, "", PullRequestState.Open);
}
