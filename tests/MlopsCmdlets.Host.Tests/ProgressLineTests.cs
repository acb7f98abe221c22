using System.Management.Automation;
using MlopsCmdlets.Host.UI;

namespace MlopsCmdlets.Host.Tests;

public sealed class ProgressLineTests
{
    [Fact]
    public void Shows_activity_bar_and_time_left()
    {
        var record = new ProgressRecord(1, "Copying churn_model", "2 of 8") { PercentComplete = 25, SecondsRemaining = 75 };
        Assert.Equal("Copying churn_model: 2 of 8 [#####...............] 25 % 0:01:15 left", ProgressLine.Render(record, 80));
    }

    [Fact]
    public void Is_cut_to_the_width_and_stays_on_one_line()
    {
        var record = new ProgressRecord(1, "Copying", "a very long\nname of a file") { PercentComplete = 100 };
        var line = ProgressLine.Render(record, 45);
        Assert.Equal("Copying: a very… [####################] 100 %", line);
    }
}
