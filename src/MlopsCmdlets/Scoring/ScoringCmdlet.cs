using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Scoring;

/// <summary>A cmdlet that scores rows with an online deployment.</summary>
public abstract class ScoringCmdlet : OptionalContainerCmdlet
{
    private (DeploymentReference Reference, ScoreTarget Target)? _resolved;

    /// <summary>What was resolved last.</summary>
    private protected ScoreTarget? Target => _resolved?.Target;

    /// <summary>What a deployment serves; looked up once.</summary>
    /// <param name="reference">The deployment.</param>
    /// <param name="withModel">Reads its model too, for the input schema.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    private protected async Task<ScoreTarget> TargetAsync(DeploymentReference reference, bool withModel, CancellationToken cancellationToken)
    {
        if (_resolved is { } known && ReferenceEquals(known.Reference, reference))
            return known.Target;
        (Scope scope, CpdDeployment deployment) = await DeploymentAsync(reference, cancellationToken).ConfigureAwait(false);
        if (deployment.Kind != CpdDeploymentKind.Online)
            throw new ArgumentException($"The deployment '{deployment}' is of type {deployment.Type}; rows are scored by online deployments.", "Deployment");
        var target = new ScoreTarget(scope.Client, deployment, withModel ? await ModelAsync(scope, deployment, cancellationToken).ConfigureAwait(false) : null);
        _resolved = (reference, target);
        return target;
    }

    /// <summary>The words of -FieldType by column.</summary>
    private protected static Dictionary<string, string> TypeWords(IDictionary? given)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            object? value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            // [double] is as good as 'double'.
            string word = value is Type type ? (type == typeof(float) ? "float" : type.Name) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            words[Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = word;
        }

        return words;
    }

    /// <summary>The model, for its input schema; null for functions, and where it may not or need not be read.</summary>
    private async Task<CpdModel?> ModelAsync(Scope scope, CpdDeployment deployment, CancellationToken cancellationToken)
    {
        if (deployment.AssetId is not { } id || !string.Equals(deployment.AssetType ?? "model", "model", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return await scope.Client.Models.GetAsync(scope.Container, id, deployment.AssetRevision, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdApiException e) when (e is CpdAccessDeniedException or CpdNotFoundException)
        {
            await WarnAsync($"The model of '{deployment}' cannot be read, so that its input schema is not known: {e.Message}").ConfigureAwait(false);
            return null;
        }
    }
}
