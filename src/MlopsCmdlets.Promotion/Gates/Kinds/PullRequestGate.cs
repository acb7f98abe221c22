using System.Globalization;

namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>The commit that produced the model came by a pull request that somebody else than its author approved.</summary>
internal sealed class PullRequestGate(GateDefinition definition, SourceGateSettings settings, int approvals, GateServices services) : SourceGate(definition, settings, services)
{
    private protected override async Task<GateResult> JudgeAsync(ISourceControl source, string commit, string branch, CancellationToken cancellationToken)
    {
        var reviews = await source.FindReviewsAsync(commit, branch, cancellationToken).ConfigureAwait(false);
        if (reviews.Count == 0)
            return this.Failed($"no pull request into '{branch}' of {source.Name} has the commit {Short(commit)} as its head or merge", ("commit", commit), ("branch", branch));
        GateResult? best = null;
        foreach (var review in reviews)
        {
            var result = Judge(review, commit);
            if (result.Outcome == GateOutcome.Passed)
                return result;
            best ??= result;
        }
        return best!;
    }

    private GateResult Judge(SourceReview review, string commit)
    {
        var others = review.Approvers.Where(approver => !string.Equals(approver, review.Author, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        (string, string)[] details =
        [
            ("commit", commit), ("pullRequest", review.Name), ("author", review.Author), ("approvers", string.Join(", ", others)),
            ("required", approvals.ToString(CultureInfo.InvariantCulture)),
        ];
        if (review.Rejecters.Count > 0)
            return this.Failed($"{review.Name} is rejected by {string.Join(", ", review.Rejecters)}", details);
        var own = review.Approvers.Count > others.Count ? $"; the approval of {review.Author} does not count, who opened it" : "";
        var undated = others.Intersect(review.UndatedApprovers, StringComparer.OrdinalIgnoreCase).ToList();
        var doubt = undated.Count == 0 ? ""
            : $"; the host does not tell at which commit {string.Join(", ", undated)} approved: with 'Protect-MlopsBranch -DismissStale' a push takes approvals back";
        return others.Count >= approvals
            ? this.Passed($"{review.Name} at {Short(commit)} is approved by {string.Join(", ", others)}{doubt}", details)
            : this.Failed($"{review.Name} at {Short(commit)} has {others.Count} of {approvals} approvals{(others.Count > 0 ? $" ({string.Join(", ", others)})" : "")}{own}", details);
    }
}
