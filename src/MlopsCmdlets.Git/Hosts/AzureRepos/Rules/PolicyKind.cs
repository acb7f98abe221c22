namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>The types of branch policies, which are the same in every organisation and on every server.</summary>
internal static class PolicyKind
{
    public const string MinimumReviewers = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    public const string RequiredReviewers = "fd2167ab-b0be-447a-8ec8-39368250530e";
    public const string Status = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    public const string Build = "0609b952-1397-4640-95ec-e00a01b2c241";
    public const string CommentResolution = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";
    public const string MergeStrategy = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";
    public const string WorkItems = "40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e";

    /// <summary>
    /// Whether pull requests are judged by it. Others are settings of a whole repository or project (sizes and names of files, case, addresses of authors): they are listed
    /// among these and can be blocking, and look at what is pushed, but forbid no push.
    /// </summary>
    public static bool IsOfBranches(string type) =>
        type.ToLowerInvariant() is MinimumReviewers or RequiredReviewers or Status or Build or CommentResolution or MergeStrategy or WorkItems;
}
