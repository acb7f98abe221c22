namespace MlopsCmdlets.Cpd.Models;

/// <summary>One look at something that is being waited for.</summary>
/// <param name="Operation">What is waited for: <c>create the space 'x'</c>.</param>
/// <param name="State">The server's state word.</param>
/// <param name="Percent">0 to 100, if the server says so.</param>
/// <param name="Elapsed">Time since the waiting began.</param>
public sealed record CpdProgress(string Operation, string State, int? Percent, TimeSpan Elapsed);
