using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>One side of a promotion: an environment with everything that reaches it. Made by an adapter; safe for concurrent use.</summary>
/// <param name="Environment">What <c>mlops.json</c> says about it.</param>
/// <param name="Me">Who the session is there.</param>
/// <param name="Assets">Its space as a side of a verified copy; implements <see cref="IAssetSource"/> and <see cref="IAssetTarget"/> both.</param>
/// <param name="Serving">Its deployments.</param>
/// <param name="Files">Its asset files, where record and lock live.</param>
/// <param name="Approvals">The decisions about plans that it holds.</param>
public sealed record PromotionSide(MlopsEnvironment Environment, Actor Me, IAssetContainer Assets, IServing Serving, IRecordFiles Files, IApprovalStore Approvals)
{
    /// <summary>Whether the session verifies the server's certificate.</summary>
    public bool CertificateIsVerified { get; init; } = true;

    /// <summary>The clock that times are told by: the cluster's, where its replies say what it is, since that of the machine at hand can be set by its user.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The cluster's software specifications; null where nobody can tell, and then they are not checked.</summary>
    public IPlatformSpecifications? Specifications { get; init; }

    /// <summary>The assets as source of a copy.</summary>
    public IAssetSource Source => (IAssetSource)Assets;

    /// <summary>The assets as target of a copy.</summary>
    public IAssetTarget Target => (IAssetTarget)Assets;
}
