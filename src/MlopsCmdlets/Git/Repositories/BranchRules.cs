using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>What mlops.json says about branches; without it, what is usual.</summary>
/// <param name="Guarded">Branches of environments behind the first one, and of production: what they hold comes there by pull requests.</param>
/// <param name="Usual">The branch that work begins from.</param>
internal sealed record BranchRules(IReadOnlyList<string> Guarded, string Usual)
{
    private static readonly BranchRules Default = new(["uat", "prd"], "dev");

    /// <summary>The rules for a clone.</summary>
    /// <param name="folder">A folder inside it.</param>
    public static BranchRules Of(string folder)
    {
        if (!Directory.Exists(folder) || EnvironmentFile.Locate(folder) is not { } path)
            return Default;
        List<MlopsEnvironment> environments = [.. EnvironmentFile.Load(path).Environments.Where(e => e.Branch is not null)];
        List<string> guarded = [.. environments.Where(e => e.Predecessor is not null || e.Production).Select(e => e.Branch!)];
        return new BranchRules(
            guarded.Count > 0 ? guarded : Default.Guarded,
            environments.FirstOrDefault(e => e.Predecessor is null && !e.Production)?.Branch ?? Default.Usual);
    }
}
