using MlopsCmdlets.Measuring;

namespace MlopsCmdlets.Tests.Measuring;

public sealed class MeasuredTableTests
{
    [Fact]
    public async Task Rows_that_two_threads_leave_out_are_all_counted()
    {
        // Many different reasons: only then do the two get into each other's way for certain.
        const int Reasons = 200_000;
        var table = new MeasuredTable(new MeasuredColumns());
        using var together = new Barrier(2);

        await Task.WhenAll(Skip("cannot be sent "), Skip("no weight "));

        Assert.Equal(2 * Reasons, table.Skipped.Count);
        Assert.DoesNotContain(table.Skipped, skipped => skipped.Count != 1);

        // Threads of their own: both have to run for either to go on.
        Task Skip(string reason) => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                for (int i = 0; i < Reasons; i++)
                    table.Skip(reason + i, i);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
