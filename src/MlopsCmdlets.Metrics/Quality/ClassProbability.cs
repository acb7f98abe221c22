namespace MlopsCmdlets.Metrics.Quality;

/// <summary>What a model says about one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Values">Its probability in each row; what is not finite is missing. The array is not copied.</param>
public sealed record ClassProbability(string Class, double[] Values);
