using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>A model is tied to the commit that produced it.</summary>
public sealed class ModelCommitTests(SandboxFixture sandbox)
{
    [Fact]
    public void A_commit_replaces_an_earlier_one_and_leaves_other_tags_alone()
    {
        using var clone = new HostedClone(sandbox, "GitHub");
        Engine engine = clone.Engine;
        engine.SetVariable("space", SandboxFixture.NewSpace(engine));
        engine.Run("Get-CpdModel -Space churnUATspace -Name ChurnPrediction | Save-CpdModel -Path ./churn.xml | Out-Null").ThrowIfFailed();
        string first = new('A', 40);
        string head = clone.Git(clone.Folder, "rev-parse", "HEAD");

        engine.Run("$global:model = New-CpdModel -Space $space -Name Churn -Path ./churn.xml -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3 -Tag churn -Commit $args[0]", first).ThrowIfFailed();
        Assert.Equal(["churn", "mlops-commit-" + first.ToLowerInvariant()], Tags(engine));

        // The file that was saved above is in no commit.
        RunResult dirty = engine.Run("$model | Set-CpdModel -Commit HEAD");
        dirty.ThrowIfFailed();
        Assert.Contains(head[..10], Assert.Single(dirty.Warnings), StringComparison.Ordinal);
        Assert.Equal(["churn", "mlops-commit-" + head], Tags(engine));

        File.Delete(Path.Combine(clone.Folder, "churn.xml"));
        RunResult clean = engine.Run("$model | Set-CpdModel -Tag approved -Commit HEAD");
        clean.ThrowIfFailed();
        Assert.Empty(clean.Warnings);
        Assert.Equal(["approved", "mlops-commit-" + head], Tags(engine));
        Assert.Equal("ParameterArgumentValidationError", engine.Run("$model | Set-CpdModel -Commit 1234567").ErrorId);
        engine.Run("$model | Set-CpdModel -Commit HEAD -WhatIf").ThrowIfFailed();

        engine.Run("$ExecutionContext.SessionState.Path.SetLocation([IO.Path]::GetTempPath())").ThrowIfFailed();
        Assert.Equal("NotARepository", engine.Run("$model | Set-CpdModel -Commit HEAD").ErrorId);
    }

    private static IEnumerable<string> Tags(Engine engine) =>
        engine.Run("(Get-CpdModel -Space $space -Name Churn).Tags").ThrowIfFailed().Select(tag => tag.ToString()!).Order(StringComparer.Ordinal);
}
