namespace MlopsCmdlets.Git.Repositories;

/// <summary>How far a transfer is.</summary>
/// <param name="Stage">For example <c>Receiving objects</c>.</param>
/// <param name="Percent">0 to 100; negative where it is not known.</param>
public readonly record struct GitProgress(string Stage, int Percent);
