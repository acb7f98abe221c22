using System.Diagnostics;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>Clones and pushes over smart HTTP, against the sandbox's Git hosts.</summary>
public sealed class CloneTests(GitSandbox sandbox) : IDisposable
{
    /// <summary>Half a second on a machine that has nothing else to do; a build machine gets more. What stalls would take for ever.</summary>
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    private readonly GitFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "github")]
    [InlineData(true, "github")]
    [InlineData(false, "azure")]
    [InlineData(true, "azure")]
    public async Task A_clone_has_all_branches_and_no_token(bool useGit, string kind)
    {
        string address = await sandbox.AddAsync(kind: kind);
        var stages = new Stages();

        GitRepository clone = await CloneAsync(address, sandbox.As("datascientist") with { Progress = stages }, "dev", useGit);

        Assert.Equal(("dev", "origin/dev", false, address), (clone.Branch, clone.Upstream, clone.IsDirty, clone.RemoteUrl));
        Assert.Equal("origin/dev origin/prd origin/uat", string.Join(' ', _folder.Git("clone", "branch", "-r", "--format=%(refname:short)").Split('\n').Where(b => b.StartsWith("origin/", StringComparison.Ordinal) && !b.Contains("HEAD", StringComparison.Ordinal))));
        Assert.Equal("test_size=0.4\n", _folder.Read("clone/model.txt"));
        Assert.DoesNotContain(sandbox.Token("datascientist"), string.Concat(Directory.GetFiles(_folder["clone/.git"], "*", SearchOption.AllDirectories).Select(File.ReadAllText)), StringComparison.Ordinal);
        Assert.Contains(stages.Seen, s => s.StartsWith("Receiving", StringComparison.Ordinal));
        Assert.Equal(["clone"], Directory.GetFileSystemEntries(_folder[""]).Select(Path.GetFileName));
        _folder.AssertSound("clone");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_name_may_have_spaces_and_accents(bool useGit, bool escaped)
    {
        string address = await sandbox.AddAsync(kind: "azure", ending: " of ü");
        Assert.Contains("%20of%20%C3%BC", address, StringComparison.Ordinal);

        GitRepository clone = await CloneAsync(escaped ? address : new Uri(address).ToString(), sandbox.As("datascientist"), useGit: useGit);

        Assert.Equal((address, address), (clone.RemoteUrl, _folder.Git("clone", "remote", "get-url", "origin")));
        _folder.Git("clone", "remote", "set-url", "origin", address.Replace("https://", "https://churn-team@", StringComparison.Ordinal));
        Assert.Equal(address, GitRepositoryReader.Read(_folder["clone"]).RemoteUrl);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_private_authority_is_trusted_only_when_it_is_given(bool useGit)
    {
        string address = await sandbox.AddAsync();

        await Assert.ThrowsAsync<RemoteCertificateException>(() => CloneAsync(address, sandbox.With(sandbox.Token("lead"), trusting: false), useGit: useGit));
        await Assert.ThrowsAsync<RemoteCertificateException>(() => CloneAsync(address, RemoteAccess.Anonymous, useGit: useGit));

        Assert.Empty(Directory.GetFileSystemEntries(_folder[""]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_there_and_who_may_not_is_said(bool useGit)
    {
        string address = await sandbox.AddAsync(), azure = await sandbox.AddAsync(kind: "azure");

        await Assert.ThrowsAsync<RemoteNotFoundException>(() => CloneAsync(address.Replace(".git", "-not.git", StringComparison.Ordinal), sandbox.As("lead"), useGit: useGit));
        Assert.Contains("does not accept", (await Assert.ThrowsAsync<RemoteAuthenticationException>(() => CloneAsync(azure, sandbox.With("ghp_wrong0000000000000000000000000000"), useGit: useGit))).Message, StringComparison.Ordinal);
        Assert.Contains("wants a login", (await Assert.ThrowsAsync<RemoteAuthenticationException>(() => CloneAsync(azure, Elsewhere(), useGit: useGit))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RemoteUnreachableException>(() => CloneAsync("https://127.0.0.1:1/git/churn-team/x.git", sandbox.As("lead"), useGit: useGit));
        Assert.Empty(Directory.GetFileSystemEntries(_folder[""]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SHA_256_is_refused_by_name(bool useGit)
    {
        string address = await sandbox.AddAsync("sha256");

        Assert.Contains("SHA-256", (await Assert.ThrowsAsync<UnsupportedRepositoryException>(() => CloneAsync(address, sandbox.As("lead"), useGit: useGit))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_empty_place_is_taken_and_no_address_with_a_password()
    {
        string address = await sandbox.AddAsync();
        _folder.Write("clone/mine.txt", "x");

        await Assert.ThrowsAsync<CloneTargetException>(() => CloneAsync(address, sandbox.As("lead")));
        Assert.Contains("not in the address", (await Assert.ThrowsAsync<ArgumentException>(() => CloneAsync(address.Replace("https://", "https://lead:ghp_x@", StringComparison.Ordinal), sandbox.As("lead")))).Message, StringComparison.Ordinal);
        File.Delete(_folder["clone/mine.txt"]);
        Assert.NotNull(await CloneAsync(address, sandbox.As("lead")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_clone_gives_the_prompt_back_at_once_and_leaves_nothing_for_long(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await using (await sandbox.FaultAsync(address, "/git-upload-pack", """ "fault":"stall","times":"always" """))
        {
            using var stop = new CancellationTokenSource();
            var stages = new Stages();
            Task<GitRepository> cloning = RepositoryCloner.CloneAsync(address, _folder["clone"], branch: null, sandbox.As("lead") with { Progress = stages }, useGit, stop.Token);
            while (!Directory.Exists(_folder["clone"]) && Directory.GetDirectories(_folder[""]).Length == 0)
                await Task.Yield();
            long start = Stopwatch.GetTimestamp();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cloning);

            Assert.True(Stopwatch.GetElapsedTime(start) < Promptly, $"{Stopwatch.GetElapsedTime(start)}");
            Assert.False(Directory.Exists(_folder["clone"]));
        }
    }

    [Fact]
    public async Task What_a_process_left_that_is_gone_is_cleaned_up_by_the_next_clone_and_what_one_holds_is_not()
    {
        string address = await sandbox.AddAsync();
        _folder.Write(".mlops-clone-gone/objects/pack/x", "half");
        _folder.Write(".mlops-clone-held/objects/pack/x", "half");
        using var held = new FileStream(_folder[".mlops-clone-held.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        await CloneAsync(address, sandbox.As("lead"));

        Assert.Equal([".mlops-clone-held", ".mlops-clone-held.lock", "clone"], Directory.GetFileSystemEntries(_folder[""]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_branch_and_more_of_it_are_pushed(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await CloneAsync(address, sandbox.As("datascientist"), "dev", useGit);
        string before = _folder.Git("clone", "rev-parse", "HEAD");
        _folder.Git("clone", "switch", "--quiet", "-c", "funktion/größe");
        _folder.Commit("clone", "a.txt", "1");

        GitPush first = await PushAsync("datascientist", useGit);
        string tip = _folder.Commit("clone", "b.txt", new string('x', 3_000_000));
        GitPush second = await PushAsync("datascientist", useGit), third = await PushAsync("datascientist", useGit);

        Assert.Equal(("funktion/größe", "origin", address, true, 1), (first.Branch, first.Remote, first.RemoteUrl, first.IsNew, first.Commits));
        Assert.Equal((tip, first.Commit, false, 1, false), (second.Commit, second.Before, second.IsNew, second.Commits, second.IsUpToDate));
        Assert.True(third.IsUpToDate);
        Assert.Equal("origin/funktion/größe", _folder.Git("clone", "rev-parse", "--abbrev-ref", "@{upstream}"));
        Assert.Equal(tip, _folder.Git("clone", "rev-parse", "origin/funktion/größe"));
        Assert.NotEqual(before, tip);
        _folder.Git("", "-c", "http.sslVerify=false", "clone", "--quiet", "-b", "funktion/größe", address, "again");
        Assert.Equal(tip, _folder.Git("again", "rev-parse", "HEAD"));
        _folder.AssertSound("again");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_push_says_what_kind_of_refusal_it_is(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await CloneAsync(address, sandbox.As("datascientist"), "dev", useGit);
        await sandbox.ProtectAsync(address, "uat");

        _folder.Git("clone", "switch", "--quiet", "uat");
        _folder.Commit("clone", "x.txt", "x");
        Assert.Contains("pull request", (await Assert.ThrowsAsync<ProtectedPushException>(() => PushAsync("datascientist", useGit))).Message, StringComparison.Ordinal);

        _folder.Git("clone", "switch", "--quiet", "dev");
        await RepositoryCloner.CloneAsync(address, _folder["other"], "dev", sandbox.As("lead"), useGit, TestContext.Current.CancellationToken);
        _folder.Commit("other", "theirs.txt", "x");
        await PushAsync("lead", useGit, "other");
        _folder.Commit("clone", "mine.txt", "x");
        Assert.Contains("'dev' has commits on origin", (await Assert.ThrowsAsync<OutdatedPushException>(() => PushAsync("datascientist", useGit))).Message, StringComparison.Ordinal);

        _folder.Git("clone", "switch", "--quiet", "-c", "new");
        await Assert.ThrowsAsync<RemoteAccessDeniedException>(() => PushAsync("outsider", useGit));
        await Assert.ThrowsAsync<RemoteAccessDeniedException>(() => PushAsync(sandbox.With(sandbox.TokenLabelled("without-scope")), useGit));
        await Assert.ThrowsAsync<RemoteAuthenticationException>(() => PushAsync(sandbox.With(sandbox.TokenLabelled("expired")), useGit));
        Assert.True((await PushAsync("datascientist", useGit)).IsNew);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_goes_down_amid_a_push_is_said_and_pushing_again_is_enough(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await CloneAsync(address, sandbox.As("datascientist"), "dev", useGit);
        string tip = _folder.Commit("clone", "big.txt", string.Concat(Enumerable.Range(0, 200_000).Select(i => i.ToString("x8"))));

        await using (await sandbox.FaultAsync(address, "/git-receive-pack", """ "fault":"reset","method":"POST","times":"always" """))
            await Assert.ThrowsAsync<RemoteUnreachableException>(() => PushAsync("datascientist", useGit));
        GitPush push = await PushAsync("datascientist", useGit);

        Assert.Equal((tip, 1), (push.Commit, push.Commits));
        _folder.AssertSound("clone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_is_silent_is_given_up(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await CloneAsync(address, sandbox.As("datascientist"), "dev", useGit);
        string tip = _folder.Commit("clone", "a.txt", "1");

        await using (await sandbox.FaultAsync(address, "/git-receive-pack", """ "fault":"stall","times":"always" """))
        {
            var failure = await Assert.ThrowsAsync<RemoteUnreachableException>(() => PushAsync(sandbox.As("datascientist") with { StallTimeout = TimeSpan.FromSeconds(2) }, useGit));
            Assert.Contains("2 s", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(tip, (await PushAsync("datascientist", useGit)).Commit);
        _folder.AssertSound("clone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_push_gives_the_prompt_back_at_once_and_is_done_by_the_next(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await CloneAsync(address, sandbox.As("datascientist"), "dev", useGit);
        string tip = _folder.Commit("clone", "a.txt", "1");
        await using (await sandbox.FaultAsync(address, "/info/refs", """ "fault":"stall","times":"always" """))
        {
            using var stop = new CancellationTokenSource();
            Task<GitPush> pushing = BranchPublisher.PushAsync(Plan("clone", null), sandbox.As("datascientist"), useGit, stop.Token);
            long start = Stopwatch.GetTimestamp();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pushing);
            Assert.True(Stopwatch.GetElapsedTime(start) < Promptly, $"{Stopwatch.GetElapsedTime(start)}");
        }

        Assert.Equal(tip, (await PushAsync("datascientist", useGit)).Commit);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tag_is_made_and_pushed_once(bool useGit)
    {
        string address = await sandbox.AddAsync();
        await CloneAsync(address, sandbox.As("lead"), "prd", useGit);
        const string Message = "Promoted\n\nModel-Id: 42\nSpace: churn_prod_space\nMetric-accuracy: 0.94";

        GitTag tag = await TagWriter.CreateAsync(_folder["clone"], "churn/1.0", "HEAD", Message, useGit, TestContext.Current.CancellationToken);
        GitTag pushed = await TagWriter.PushAsync(tag, "origin", sandbox.As("lead"), useGit, TestContext.Current.CancellationToken);
        GitTag again = await TagWriter.CreateAsync(_folder["clone"], "churn/1.0", "prd", Message, useGit, TestContext.Current.CancellationToken);

        Assert.Equal((Message, true, tag.Commit), (tag.Message, pushed.IsPushed, again.Commit));
        Assert.Equal("tag", _folder.Git("clone", "cat-file", "-t", "churn/1.0"));
        Assert.Contains("churn/1.0", _folder.Git("clone", "-c", "http.sslVerify=false", "ls-remote", "--tags", "origin"), StringComparison.Ordinal);
        _folder.Commit("clone", "x.txt", "x");
        await Assert.ThrowsAsync<TagExistsException>(() => TagWriter.CreateAsync(_folder["clone"], "churn/1.0", "HEAD", Message, useGit, TestContext.Current.CancellationToken));
        _folder.AssertSound("clone");
    }

    private async Task<GitRepository> CloneAsync(string address, RemoteAccess access, string? branch = null, bool useGit = false) =>
        await RepositoryCloner.CloneAsync(address, _folder["clone"], branch, access, useGit, TestContext.Current.CancellationToken);

    private Task<GitPush> PushAsync(string login, bool useGit, string path = "clone") => PushAsync(sandbox.As(login), useGit, path);

    private Task<GitPush> PushAsync(RemoteAccess access, bool useGit, string path = "clone") =>
        BranchPublisher.PushAsync(Plan(path, null), access, useGit, TestContext.Current.CancellationToken);

    private PublishPlan Plan(string path, string? branch) => BranchPublisher.Plan(new PublishRequest { Path = _folder[path], Branch = branch });

    /// <summary>A token of another host, which must not be sent, and the trust that it takes to be asked for one.</summary>
    private RemoteAccess Elsewhere()
    {
        RemoteAccess own = sandbox.As("lead");
        return own with { Host = own.Host! with { Url = new Uri("https://other.example.com"), Token = () => throw new InvalidOperationException("The token was asked for.") } };
    }

    private sealed class Stages : IProgress<GitProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Seen { get; } = [];

        public void Report(GitProgress value) => Seen.Add(value.Stage);
    }
}
