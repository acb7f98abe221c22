using System.Text.RegularExpressions;

namespace MlopsCmdlets.Git.Repositories.Attributes;

/// <summary>What a line says of the files that it names.</summary>
internal sealed record AttributeRule(Regex Pattern, IReadOnlyList<AttributeState> States);
