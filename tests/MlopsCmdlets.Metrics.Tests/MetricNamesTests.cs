using System.Reflection;

namespace MlopsCmdlets.Metrics.Tests;

public sealed class MetricNamesTests
{
    [Fact]
    public void The_list_has_every_name_once()
    {
        var names = typeof(MetricNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(names.OrderBy(name => name, StringComparer.Ordinal), MetricNames.All.OrderBy(name => name, StringComparer.Ordinal));
    }
}
