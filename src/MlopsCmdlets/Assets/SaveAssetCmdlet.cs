using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets;

/// <summary>Stores the content of an asset in a file.</summary>
public abstract class SaveAssetCmdlet : AssetCmdlet
{
    private const int ReportEvery = 4 * 1024 * 1024;

    private readonly HashSet<string> _written = new(System.IO.Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>The file to write, or a folder: one that exists, or with a slash at its end one that is made. In a folder the file is named after the asset.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Replaces an existing file, but never one that the same command wrote.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Opens the content, and says how a file of it is named.</summary>
    private protected abstract Task<(CpdDownload Download, string FileName)> OpenAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        bool isFolder = Directory.Exists(path) || Path[Path.Length - 1] is '/' or '\\';
        if (!isFolder && System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'. Nothing was saved.");
        (Scope scope, CpdScopedResource asset) = await InputAsync(cancellationToken).ConfigureAwait(false);
        (CpdDownload download, string fileName) = await OpenAsync(scope, asset, cancellationToken).ConfigureAwait(false);
        using (download)
        {
            string file = isFolder ? System.IO.Path.Combine(path, SafeFileName.Of(fileName)) : path;
            if (_written.Contains(file))
                throw new ArgumentException($"{asset.Type} '{asset.Name}' was not saved: '{file}' holds what this command saved just before. Give a folder with -Path, such as ./backup/, and save assets of one name into different ones.");
            if (File.Exists(file) && !Force)
                throw new FileExistsException(file);
            if (!await ApproveAsync(file, $"Save {asset.Type} '{asset.Name}'").ConfigureAwait(false))
                return;
            if (isFolder)
                Directory.CreateDirectory(path);
            using var watched = new ProgressStream(download.Content, ReportEvery, read =>
                _ = ProgressAsync($"Saving '{asset.Name}'", $"{read / (1024 * 1024)} MiB", download.Length is > 0 ? (int)(100 * read / download.Length.Value) : -1));
            await FileWriter.WriteAsync(watched, file, cancellationToken).ConfigureAwait(false);
            await EndProgressAsync().ConfigureAwait(false);
            _written.Add(file);
            await WriteFileAsync(file).ConfigureAwait(false);
        }
    }
}
