using MlopsCmdlets.Text;

namespace MlopsCmdlets.Tests.Text;

/// <summary>The sentence that says what will be changed.</summary>
public sealed class ChangeTextTests
{
    [Fact]
    public void It_names_what_changes_and_to_what() =>
        Assert.Equal("Change name to 'churn', tags to 'a', 'b', nodes to 3, credentials", ChangeText.Of(("name", "churn"), ("description", null), ("tags", new[] { "a", "b" }), ("nodes", 3), ("credentials", Array.Empty<string>())));

    [Fact]
    public void Long_values_are_cut() => Assert.True(ChangeText.Of(("description", new string('x', 10_000))).Length < 100);

    [Fact]
    public void Nothing_is_a_change_too() => Assert.Equal("Change", ChangeText.Of(("name", null)));
}
