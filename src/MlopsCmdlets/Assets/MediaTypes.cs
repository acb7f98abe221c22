namespace MlopsCmdlets.Assets;

/// <summary>Media types of the files that data assets usually are.</summary>
internal static class MediaTypes
{
    public static string Of(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => "text/csv",
        ".TSV" => "text/tab-separated-values",
        ".TXT" or ".LOG" => "text/plain",
        ".JSON" or ".IPYNB" => "application/json",
        ".XML" or ".PMML" => "application/xml",
        ".ZIP" => "application/zip",
        ".GZ" or ".TGZ" => "application/gzip",
        ".PARQUET" => "application/vnd.apache.parquet",
        ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };
}
