using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Production is reached over verified connections only, on both sides.</summary>
internal static class Certificates
{
    internal static void Check(MlopsEnvironment destination, bool production, params PromotionSide[] sides)
    {
        if (!production && !destination.Production)
            return;
        foreach (var side in sides)
        {
            if (!side.CertificateIsVerified)
                throw new CertificateCheckRequiredException(destination.Name, side.Assets.Identity.Cluster);
        }
    }
}
