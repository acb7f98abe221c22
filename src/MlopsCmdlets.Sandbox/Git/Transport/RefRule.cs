using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Git.Transport;

/// <summary>Why an update of a reference is refused.</summary>
/// <param name="Reason">One line, for the report of the push.</param>
/// <param name="Notice">Lines that the git program shows as <c>remote:</c>.</param>
/// <param name="OnlyForward">The update is fine if it is a fast-forward.</param>
internal sealed record RefRule(string Reason, ImmutableArray<string> Notice, bool OnlyForward = false);
