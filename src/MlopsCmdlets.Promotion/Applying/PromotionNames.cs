using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Names of what a promotion makes for a while. They are made of the plan's hash, so that a later run of the same plan finds them.</summary>
public static class PromotionNames
{
    /// <summary>Tag of deployments that are to go away.</summary>
    public const string TemporaryTag = "mlops-temporary";

    /// <summary>Name of the deployment that is smoke-scored before the real one is touched.</summary>
    public static string SmokeDeployment(PromotionPlan plan) => "mlops-smoke-" + Short(plan);

    /// <summary>Begin of the names of exports.</summary>
    public static string ExportPrefix(PromotionPlan plan) => $"mlops-{Short(plan)}-";

    /// <summary>The first twelve digits of the plan's hash.</summary>
    public static string Short(PromotionPlan plan) => plan.Hash.Length > 12 ? plan.Hash.Substring(0, 12) : plan.Hash;
}
