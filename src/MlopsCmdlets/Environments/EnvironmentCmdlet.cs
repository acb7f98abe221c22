using System.Management.Automation;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Environments;

/// <summary>A cmdlet that works with the environments of mlops.json.</summary>
public abstract class EnvironmentCmdlet : MlopsCmdlet
{
    /// <summary>The file with the environments. Default: mlops.json in the current folder or one above it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigurationPath { get; set; }

    /// <summary>The current folder, and the file that -ConfigurationPath names.</summary>
    private protected Task<(string Folder, string? Given)> PlacesAsync() => AskAsync(() =>
        (SessionState.Path.CurrentFileSystemLocation.ProviderPath, ConfigurationPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigurationPath)));

    /// <summary>The environments of the file that is meant.</summary>
    private protected async Task<EnvironmentFile> ReadEnvironmentsAsync()
    {
        (string folder, string? given) = await PlacesAsync().ConfigureAwait(false);
        return EnvironmentFile.Load(given ?? EnvironmentFile.Locate(folder) ?? throw new EnvironmentFileNotFoundException(folder));
    }
}
