using MlopsCmdlets.Sandbox.Hosting;

namespace MlopsCmdlets.Sandbox.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void ArgumentsAreRead()
    {
        var options = Parse("--urls", "https://127.0.0.1:0", "--user=me", "--password", "p=q", "--release", "5.3", "--seed", "churn", "--token-lifetime", "60", "--parent-pid", "7", "--output", "json");
        Assert.NotNull(options);
        Assert.Equal(("me", "p=q", Release.R53, 60, 7, true), (options.UserName, options.Password, options.Release, (int)options.TokenLifetime.TotalSeconds, options.ParentProcessId!.Value, options.JsonOutput));
        Assert.Equal(["churn"], options.Seeds);
    }

    [Fact]
    public void HelpGivesNoOptions() => Assert.Null(Parse("--help"));

    [Fact]
    public void ThePasswordCanComeFromTheEnvironment() =>
        Assert.Equal("hidden", CommandLine.Parse([], name => name == "MLOPS_SANDBOX_PASSWORD" ? "hidden" : null)!.Password);

    [Theory]
    [InlineData("--nonsense", "is not an argument")]
    [InlineData("--release 9.9", "4.0, 4.8 and 5.3")]
    [InlineData("--urls nowhere", "http or https URL")]
    [InlineData("--urls ftp://127.0.0.1", "http or https URL")]
    [InlineData("--urls https://127.0.0.1/path", "only scheme, host and port")]
    [InlineData("--user", "needs a value")]
    [InlineData("--token-lifetime soon", "whole number")]
    [InlineData("--token-lifetime 0", "whole number of 1")]
    [InlineData("--seed nothing", "known seeds are")]
    [InlineData("--churn-data /no/such/file.csv --seed churn", "no such file")]
    [InlineData("--output xml", "text or json")]
    public void WrongOnesAreExplained(string arguments, string message)
    {
        var error = Assert.Throws<UsageException>(() => Parse(arguments.Split(' ')));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static SandboxOptions? Parse(params string[] arguments) => CommandLine.Parse(arguments, _ => null);
}
