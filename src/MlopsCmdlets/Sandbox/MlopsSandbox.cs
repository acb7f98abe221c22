using System.Management.Automation;

namespace MlopsCmdlets.Sandbox;

/// <summary>A running sandbox: a local Cloud Pak for Data for rehearsals. <c>Connect-Cpd</c> takes it from the pipeline.</summary>
public sealed class MlopsSandbox
{
    private readonly SandboxProcess _process;

    internal MlopsSandbox(SandboxProcess process, SandboxAnnouncement announcement, PSCredential credential)
    {
        _process = process;
        Credential = credential;
        Url = new Uri(announcement.Url);
        Release = announcement.Release;
        CaCertificate = announcement.CaCertificate;
        ProcessId = process.Id;
        GitHubUrl = announcement.GitHubUrl is { } gitHub ? new Uri(gitHub) : null;
        AzureReposUrl = announcement.AzureReposUrl is { } azure ? new Uri(azure) : null;
        GitUsers = announcement.GitUsers;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>The release of Cloud Pak for Data that it imitates.</summary>
    public string Release { get; }

    /// <summary>The administrator's user name.</summary>
    public string UserName => Credential.UserName;

    /// <summary>Process id of the program.</summary>
    public int ProcessId { get; }

    /// <summary>Running or Stopped.</summary>
    public string State => _process.HasExited ? "Stopped" : "Running";

    /// <summary>The administrator's credential, made for this run.</summary>
    public PSCredential Credential { get; }

    /// <summary>The authority that signed its certificate, PEM text.</summary>
    public string CaCertificate { get; }

    /// <summary>Address of its GitHub, for <c>Connect-MlopsGitHost -Kind GitHub</c>; null when there is no git program on this machine.</summary>
    public Uri? GitHubUrl { get; }

    /// <summary>Address of its Azure Repos organisation; null when there is no git program on this machine.</summary>
    public Uri? AzureReposUrl { get; }

    /// <summary>The users of both Git hosts, each with a token.</summary>
    public IReadOnlyList<SandboxGitUser> GitUsers { get; }

    /// <summary>The credential of one of the team; the people of a seed share the administrator's password.</summary>
    internal PSCredential CredentialOf(string? userName) => userName is null ? Credential : new PSCredential(userName, Credential.Password);

    internal void Stop() => _process.Stop();

    /// <summary>The URL.</summary>
    public override string ToString() => Url.ToString();
}
