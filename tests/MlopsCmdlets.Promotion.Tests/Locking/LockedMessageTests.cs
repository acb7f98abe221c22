using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Locking;

/// <summary>What somebody reads who waits for an environment.</summary>
public sealed class LockedMessageTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);
    private static readonly LockHolder Pipeline = new(new Actor("https://prd.example.com", "7", "automation"), "agent-3", 4711, Since, "promotion of plan 19fa13078a6b", Since, "n");

    [Theory]
    [InlineData(-5, "since 0 s")]
    [InlineData(119, "since 119 s")]
    [InlineData(120, "since 2 min")]
    [InlineData(7199, "since 119 min")]
    [InlineData(7200, "since 2 h")]
    [InlineData(200_000, "since 55 h")]
    public void It_says_who_where_and_for_how_long(int seconds, string age)
    {
        string message = new EnvironmentLockedException("prd", Pipeline, TimeSpan.FromSeconds(seconds)).Message;
        Assert.Equal($"Environment 'prd' is locked by automation on agent-3 (process 4711) {age}: promotion of plan 19fa13078a6b.", message);
    }

    [Fact]
    public void A_lock_that_a_person_took_names_no_process()
    {
        string message = new EnvironmentLockedException("prd", Pipeline with { ProcessId = 0 }, TimeSpan.FromHours(3)).Message;
        Assert.Contains("by automation by hand, from agent-3 since 3 h", message, StringComparison.Ordinal);
        Assert.DoesNotContain("process", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_claim_that_nobody_can_read_nothing_is_made_up()
    {
        string message = new EnvironmentLockedException("prd", Pipeline with { Owner = new Actor("https://prd.example.com", "", "somebody") }, TimeSpan.FromHours(3)).Message;
        Assert.Equal("Environment 'prd' is locked by somebody: promotion of plan 19fa13078a6b.", message);
    }
}
