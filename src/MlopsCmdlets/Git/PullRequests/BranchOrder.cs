using MlopsCmdlets.Errors;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>The way of changes through the branches of mlops.json: a feature's branch goes into the first environment's, each environment's into the next one's.</summary>
internal sealed class BranchOrder(EnvironmentFile file)
{
    /// <summary>The warning where there is no mlops.json.</summary>
    public const string NotChecked = "There is no mlops.json here: whether an environment is left out is not checked.";

    // An environment without a branch is passed over: promotion through Git goes on behind it.
    private readonly IReadOnlyList<(string Branch, string? Before, MlopsEnvironment Environment)> _steps =
        [.. file.Environments.Where(environment => environment.Branch is not null).Select(environment => (environment.Branch!, BranchBefore(file, environment), environment))];

    /// <summary>The order of the nearest mlops.json from a folder upwards; null where there is none.</summary>
    /// <param name="given">The file that was named instead; null for none.</param>
    /// <param name="folder">The current folder.</param>
    public static BranchOrder? Find(string? given, string folder) =>
        (given ?? EnvironmentFile.Locate(folder)) is { } path ? new BranchOrder(EnvironmentFile.Load(path)) : null;

    /// <summary>Whether a branch is that of a production environment.</summary>
    public bool IsProduction(string branch) => _steps.Any(step => step.Branch == branch && step.Environment.Production);

    /// <summary>Whether a branch is that of an environment.</summary>
    public bool IsEnvironment(string branch) => _steps.Any(step => step.Branch == branch);

    /// <summary>The base of a head's pull request; null when it is not a single one.</summary>
    public string? BaseOf(string head)
    {
        string? before = IsEnvironment(head) ? head : null;
        string[] next = [.. _steps.Where(step => step.Before == before).Select(step => step.Branch).Distinct(StringComparer.Ordinal)];
        return next.Length == 1 ? next[0] : null;
    }

    /// <summary>Refuses a pull request that would leave out an environment.</summary>
    /// <param name="head">The branch to merge.</param>
    /// <param name="isForeign">It is of another repository, where the name of an environment's branch means nothing.</param>
    /// <param name="baseBranch">The branch to merge into.</param>
    /// <param name="expedited">A branch of no environment, such as a revert, may go into any.</param>
    /// <exception cref="BranchOrderException">It is not its turn.</exception>
    public void Check(string head, bool isForeign, string baseBranch, bool expedited)
    {
        if (!IsEnvironment(baseBranch))
            return;
        bool isStep = !isForeign && IsEnvironment(head);
        string? before = _steps.First(step => step.Branch == baseBranch).Before;
        // Back into an earlier environment nothing can be left out.
        if (isStep ? head == before || ComesAfter(head, baseBranch) : before is null || expedited)
            return;
        string right = isStep ? BaseOf(head) ?? "" : BaseOf("") ?? "";
        string order = string.Join(" → ", Way(baseBranch));
        throw new BranchOrderException(head, baseBranch, right.Length > 0 ? right : null, before is null
            ? $"'{head}' and '{baseBranch}' are branches of environments that do not follow each other in mlops.json"
            : $"an environment would be left out of the way {order} of mlops.json");
    }

    private bool ComesAfter(string branch, string earlier) => branch != earlier && Way(branch).Any(step => step == earlier);

    /// <summary>The branches from the first to this one.</summary>
    private IReadOnlyList<string> Way(string branch)
    {
        var way = new List<string>();
        for (string? step = branch; step is not null && !way.Exists(known => known == step); step = BranchBefore(step))
            way.Insert(0, step);
        return way;
    }

    private string? BranchBefore(string branch) => _steps.FirstOrDefault(step => step.Branch == branch).Before;

    private static string? BranchBefore(EnvironmentFile file, MlopsEnvironment environment)
    {
        // The reader has made sure that predecessors exist and do not go round in a circle.
        for (string? name = environment.Predecessor; name is not null;)
        {
            MlopsEnvironment before = file.Find(name);
            if (before.Branch is { } branch && branch != environment.Branch)
                return branch;
            name = before.Predecessor;
        }

        return null;
    }
}
