namespace MlopsCmdlets.Promotion.Serving;

/// <summary>The deployments of a space. Calls are thread safe; failures of the server or the network surface as the implementation's own exceptions.</summary>
public interface IServing
{
    /// <summary>All deployments of the space.</summary>
    Task<IReadOnlyList<ServedModel>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One deployment; null when there is none.</summary>
    Task<ServedModel?> FindAsync(string deploymentId, CancellationToken cancellationToken);

    /// <summary>Creates an online deployment and waits until it is ready. A lost reply is followed by a look at the list; nothing is created twice.</summary>
    /// <exception cref="ServingFailedException">It did not become ready; it was removed again.</exception>
    Task<ServedModel> CreateAsync(ServingRequest request, CancellationToken cancellationToken);

    /// <summary>Lets a deployment serve another asset and waits until it does; id and serving name stay.</summary>
    /// <exception cref="ServingFailedException">It does not; the earlier one serves.</exception>
    Task<ServedModel> SwitchAsync(string deploymentId, string assetId, CancellationToken cancellationToken);

    /// <summary>Removes a deployment. It is no error when there is none.</summary>
    Task DeleteAsync(string deploymentId, CancellationToken cancellationToken);

    /// <summary>Scores rows. Fails when the deployment does not answer with one prediction for each row.</summary>
    /// <exception cref="SmokeFailedException">The answer is not one that a consumer could use.</exception>
    Task<SmokeAnswer> ScoreAsync(string deploymentId, SmokeRows rows, CancellationToken cancellationToken);
}
