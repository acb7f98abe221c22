using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Predicates;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>A compiled Node.</summary>
internal sealed class TreeNode
{
    /// <summary>The id of the document, else the node's place in document order, from 1.</summary>
    public required string Id { get; init; }

    public required Predicate Predicate { get; init; }

    public required PmmlValue Score { get; init; }

    public required TreeNode[] Children { get; init; }

    /// <summary>Where a row with a missing value goes under the strategy defaultChild.</summary>
    public required TreeNode? Default { get; init; }

    /// <summary>How many training rows came here; 0 when the document does not say.</summary>
    public required double RecordCount { get; init; }

    /// <summary>Training rows per class; null without ScoreDistribution.</summary>
    public required double[]? Counts { get; init; }

    public required double[]? Probabilities { get; init; }

    /// <summary>The document's own confidences; null when it gives none: then probabilities serve.</summary>
    public required double[]? Confidences { get; init; }
}
