using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>The rules in force, oldest first.</summary>
internal sealed class FaultBook
{
    private ImmutableArray<FaultRule> _rules = [];

    public ImmutableArray<FaultRule> Rules => _rules;

    public void Add(FaultRule rule) => ImmutableInterlocked.Update(ref _rules, (list, item) => list.Add(item), rule);

    public bool Remove(string id)
    {
        var found = _rules.Any(r => r.Id == id);
        ImmutableInterlocked.Update(ref _rules, (list, key) => list.RemoveAll(r => r.Id == key), id);
        return found;
    }

    public void Clear() => ImmutableInterlocked.Update(ref _rules, _ => []);

    /// <summary>The first rule that hits this request; each rule that speaks of it counts it.</summary>
    public FaultRule? Match(string method, string path, string query)
    {
        FaultRule? hit = null;
        foreach (var rule in _rules)
        {
            // Stale reads count when they have something stale to show, which only their own part of the pipeline knows.
            if (rule.Kind == FaultKind.StaleRead || !rule.Concerns(method, path, query)) continue;
            if (hit is null && rule.Take()) hit = rule;
        }

        return hit;
    }
}
