namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>The checks are green on exactly the commit that produced the model.</summary>
/// <param name="definition">The gate.</param>
/// <param name="settings">Which commit, branch and repository.</param>
/// <param name="names">The checks; null for those that the branch demands.</param>
/// <param name="services">What reaches the repository.</param>
internal sealed class ChecksGate(GateDefinition definition, SourceGateSettings settings, IReadOnlyList<string>? names, GateServices services) : SourceGate(definition, settings, services)
{
    private protected override async Task<GateResult> JudgeAsync(ISourceControl source, string commit, string branch, CancellationToken cancellationToken)
    {
        var checks = await source.GetChecksAsync(commit, branch, cancellationToken).ConfigureAwait(false);
        var wanted = names ?? [.. checks.Where(check => check.IsRequired).Select(check => check.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (wanted.Count == 0)
            return this.NotRun($"'{branch}' of {source.Name} demands no check: name some in the gate, or let the branch demand them");
        var red = new List<string>();
        var missing = new List<string>();
        foreach (var name in wanted)
        {
            var found = checks.Where(check => string.Equals(check.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Exists(check => check.IsGreen == false))
                red.Add(name);
            else if (!found.Exists(check => check.IsGreen == true))
                missing.Add(found.Count > 0 ? $"{name} (runs)" : name);
        }
        (string, string)[] details = [("commit", commit), ("checks", string.Join(", ", wanted)), ("red", string.Join(", ", red)), ("missing", string.Join(", ", missing))];
        if (red.Count == 0 && missing.Count == 0)
            return this.Passed($"{string.Join(", ", wanted)} {(wanted.Count == 1 ? "is" : "are")} green on {Short(commit)}", details);
        var facts = (red.Count > 0 ? [$"red: {string.Join(", ", red)}"] : Array.Empty<string>()).Concat(missing.Count > 0 ? [$"not there: {string.Join(", ", missing)}"] : Array.Empty<string>());
        return this.Failed($"on {Short(commit)} are {string.Join("; ", facts)}", details);
    }
}
