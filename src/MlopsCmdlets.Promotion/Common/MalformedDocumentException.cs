namespace MlopsCmdlets.Promotion;

/// <summary>A file of this module (environments, plan, entry of a record) does not have its form.</summary>
/// <param name="document">What was read, for the message, for example <c>plan 'plan.json'</c>.</param>
/// <param name="path">Where in it, as JSON path, for example <c>$.environments[1].url</c>.</param>
/// <param name="problem">What is wrong there, one sentence without a full stop.</param>
public class MalformedDocumentException(string document, string path, string problem, Exception? innerException = null)
    : PromotionException($"The {document} cannot be used: {problem} (at {path}).", innerException)
{
    /// <summary>What was read.</summary>
    public string Document { get; } = document;

    /// <summary>Where in it, as JSON path.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;

    /// <inheritdoc/>
    public override string RecommendedAction => "Correct the file at the place that the message names, or make it anew.";
}
