namespace MlopsCmdlets.Http.Sending;

/// <summary>Which limit a <see cref="Watchdog"/> found passed.</summary>
internal enum Expiry
{
    None,
    Attempt,
    Total,
    UploadStall,
    DownloadStall,
}
