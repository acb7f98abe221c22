using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using MlopsCmdlets.Errors;

namespace MlopsCmdlets.Tests.Errors;

/// <summary>The error table, row by row.</summary>
public sealed class ErrorTableTests
{
    public static TheoryData<string> Rows => [.. ErrorTable.Rules.Where(r => !r.Exception.IsAbstract).Select(r => r.Exception.FullName!)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_reached_by_its_exception_and_makes_a_whole_record(string type)
    {
        ErrorRule rule = ErrorTable.Rules.Single(r => r.Exception.FullName == type);
        var failure = (Exception)RuntimeHelpers.GetUninitializedObject(rule.Exception);

        Assert.Same(rule, ErrorTable.RuleOf(failure));
        Assert.Matches("^[A-Z][A-Za-z]+$", rule.Id);
        Assert.True(rule.Advice.Length > 10, $"{rule.Id} has no advice");
        Assert.True(rule.Category != ErrorCategory.NotSpecified || rule.Id is "UnexpectedError" or "CpdError", $"{rule.Id} has no category");
    }

    [Fact]
    public void Every_failure_of_our_libraries_has_a_row_of_its_own_kind()
    {
        Assembly[] libraries = [typeof(ErrorTable).Assembly, typeof(Cpd.CpdSession).Assembly, typeof(Promotion.Transfer.AssetTransfer).Assembly, typeof(MlopsCmdlets.Git.Repositories.GitRepository).Assembly, typeof(MlopsCmdlets.Metrics.Metric).Assembly];

        string[] unknown = [.. libraries.SelectMany(a => a.GetTypes())
            .Where(t => t.IsPublic && !t.IsAbstract && typeof(Exception).IsAssignableFrom(t))
            .Where(t => ErrorTable.RuleOf((Exception)RuntimeHelpers.GetUninitializedObject(t)).Exception == typeof(Exception))
            .Select(t => t.Name)];

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("Too many.", "values", "Too many.")]
    [InlineData("Too many.", null, "Too many.")]
    [InlineData("Not (Parameter 'x') at all.", "y", "Not (Parameter 'x') at all.")]
    public void A_message_does_not_name_parameters_of_methods(string text, string? parameter, string expected) =>
        Assert.Equal(expected, ErrorTable.ToRecord(new ArgumentException(text, parameter), null).ErrorDetails.Message);

    [Fact]
    public void An_error_carries_target_advice_and_harmless_text()
    {
        ErrorRecord record = ErrorTable.ToRecord(new ArgumentException("\u001b[31mred ##vso[task.complete]"), "churn");

        Assert.Equal("churn", record.TargetObject);
        Assert.Equal("red ##_vso[task.complete]", record.ErrorDetails.Message);
        Assert.NotEmpty(record.ErrorDetails.RecommendedAction);
    }
}
