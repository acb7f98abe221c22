using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Containers;

/// <summary>Members by the names of users and groups.</summary>
public sealed class MemberTests : IDisposable
{
    private readonly Engine _engine;
    private readonly string _space;
    private readonly string _user = "u" + Guid.NewGuid().ToString("N");
    private readonly string _group = "data scientists " + Guid.NewGuid().ToString("N");

    public MemberTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _space = SandboxFixture.NewSpace(_engine);
        _engine.SetVariable("space", _space);
        _engine.SetVariable("user", _user);
        _engine.SetVariable("group", _group);
        SandboxFixture.Control(_engine, "Post", "/_sandbox/users", new Hashtable { ["username"] = _user });
        AddGroup(_group);
    }

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("-Space $space")]
    [InlineData("-Project $project")]
    public void A_user_and_a_group_are_added_changed_and_removed_by_name(string where)
    {
        _engine.Run("$project = \"p-$user\"; New-CpdProject -Name $project").ThrowIfFailed();

        _engine.Run($"Add-CpdMember {where} -User $user -Role Editor; Add-CpdMember {where} -Group $group -Role Viewer").ThrowIfFailed();
        Assert.Equal([(_group, "Viewer"), (_user, "Editor")], Members(where));

        _engine.Run($"Set-CpdMember {where} -Name $group -Role Admin; Get-CpdMember {where} | Where-Object Name -eq $user | Set-CpdMember -Role Viewer").ThrowIfFailed();
        Assert.Equal([(_group, "Admin"), (_user, "Viewer")], Members(where));

        _engine.Run($"Remove-CpdMember {where} -Name $group, $user -Force").ThrowIfFailed();
        Assert.Empty(Members(where));
    }

    [Fact]
    public void A_project_from_the_pipeline_is_where_a_cmdlet_works()
    {
        _engine.Run("New-CpdProject -Name \"p-$user\" | Add-CpdMember -User $user -Role Editor").ThrowIfFailed();

        Assert.Equal(_user, _engine.Run("Get-CpdProject \"p-$user\" | Get-CpdMember $user").Single("Name"));
        Assert.Equal($"project 'p-{_user}'", _engine.Run("Get-CpdProject \"p-$user\" | Get-CpdMember $user").Single("Container")!.ToString());
        Assert.NotEmpty(_engine.Run("Get-CpdProject churn-dev | Get-CpdAsset").ThrowIfFailed());
        Assert.NotEmpty(_engine.Run("Get-CpdSpace churnUATspace | Get-CpdAsset").ThrowIfFailed());
    }

    [Fact]
    public void An_unknown_name_is_an_error_and_the_others_go_on()
    {
        RunResult result = _engine.Run("Add-CpdMember -Space $space -User nobody, $user -Role Viewer");

        Assert.Equal("NameNotFound", result.ErrorId);
        Assert.Equal("nobody", result.Errors[0].TargetObject);
        Assert.Equal([(_user, "Viewer")], Members("-Space $space"));
        Assert.Equal("NotAMember", _engine.Run("Remove-CpdMember -Space $space -Name $group -Force").ErrorId);
    }

    [Fact]
    public void A_user_and_a_group_of_one_name_are_ambiguous_and_neither_is_touched()
    {
        AddGroup(_user);
        _engine.Run("Add-CpdMember -Space $space -User $user -Role Viewer; Add-CpdMember -Space $space -Group $user -Role Viewer").ThrowIfFailed();

        RunResult result = _engine.Run("Remove-CpdMember -Space $space -Name $user -Force");

        Assert.Equal("AmbiguousName", result.ErrorId);
        Assert.All(_engine.Run("Get-CpdMember -Space $space | Where-Object Name -eq $user").ThrowIfFailed(), member => Assert.Contains((string)member.Properties["Id"].Value, result.Errors[0].ToString(), StringComparison.Ordinal));
        Assert.Equal(2, Members("-Space $space").Length);
        _engine.Run("Get-CpdMember -Space $space | Where-Object Name -eq $user | Remove-CpdMember -Force").ThrowIfFailed();
        Assert.Empty(Members("-Space $space"));
    }

    private void AddGroup(string name) => _engine.Run("Invoke-CpdRestMethod -Method Post -Path /usermgmt/v2/groups -Body @{ name = $args[0] }", name).ThrowIfFailed();

    private (string Name, string Role)[] Members(string where) =>
        [.. _engine.Run($"Get-CpdMember {where} | Where-Object Name -ne admin").ThrowIfFailed().Select(m => ((string)m.Properties["Name"].Value, m.Properties["Role"].Value.ToString()!)).Order()];
}
