namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Recognises a full disk or quota.</summary>
internal static class DiskFull
{
    internal static bool Is(Exception exception) => exception is IOException && exception.HResult switch
    {
        unchecked((int)0x80070070) or unchecked((int)0x80070027) => true, // ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
        28 or 122 => true, // ENOSPC, EDQUOT: .NET passes the errno on
        _ => false,
    };
}
