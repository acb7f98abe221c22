namespace MlopsCmdlets.EngineTests.Faults;

/// <summary>
/// What a user gets to see for each fault in each kind of work: <c>ok</c>, an error id, or <c>-</c> where the fault has no meaning there. Reads are
/// repeated; what creates something is repeated only when the server says that it did nothing.
/// </summary>
internal static class FaultMatrix
{
    /// <summary>The request that each column's fault hits, and the work that sends it.</summary>
    public static readonly IReadOnlyDictionary<string, (string Method, string Path)> Columns = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["list"] = ("GET", "/v2/spaces"),
        ["search"] = ("POST", "/v2/asset_types/*/search"),
        ["copy: export"] = ("POST", "/v2/asset_exports"),
        ["copy: poll"] = ("GET", "/v2/asset_exports/*"),
        ["copy: download"] = ("GET", "/v2/asset_exports/*/content"),
        ["copy: import"] = ("POST", "/v2/asset_imports"),
        ["copy: read back"] = ("GET", "/v2/assets/*?space_id={to}"),
        ["deploy: create"] = ("POST", "/ml/v4/deployments"),
        ["deploy: poll"] = ("GET", "/ml/v4/deployments/*"),
        ["score"] = ("POST", "/ml/v4/deployments/*/predictions"),
    };

    /// <summary>Name, rule, and the outcomes in the order of <see cref="Columns"/>.</summary>
    public static readonly IReadOnlyList<(string Name, string Rule, string[] Outcomes)> Rows =
    [
        ("401 once", "@{ fault='status'; status=401; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("token expires for good", "@{ fault='expire-token'; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("403", "@{ fault='status'; status=403; times='always' }", ["AccessDenied", "AccessDenied", "AccessDenied", "AccessDenied", "AccessDenied", "AccessDenied", "AccessDenied", "AccessDenied", "AccessDenied", "ScoringBatch"]),
        ("404", "@{ fault='status'; status=404; times='always' }", ["NotFound", "NotFound", "NotFound", "NotFound", "NotFound", "NotFound", "NotFound", "NotFound", "NotFound", "ScoringBatch"]),
        ("409", "@{ fault='status'; status=409; times='always' }", ["Conflict", "Conflict", "Conflict", "Conflict", "Conflict", "Conflict", "Conflict", "Conflict", "Conflict", "ScoringBatch"]),
        ("413", "@{ fault='status'; status=413; times='always' }", ["InvalidRequest", "InvalidRequest", "InvalidRequest", "InvalidRequest", "InvalidRequest", "InvalidRequest", "InvalidRequest", "InvalidRequest", "InvalidRequest", "ScoringBatch"]),
        ("429 with seconds", "@{ fault='status'; status=429; retry_after='0'; times=2 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("429 with a date", "@{ fault='status'; status=429; retry_after='date:0'; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("429 with a date in the past", "@{ fault='status'; status=429; retry_after='date:-90000'; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("429 without a wait", "@{ fault='status'; status=429; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("429 with a wait of a day", "@{ fault='status'; status=429; retry_after='86400'; times='always' }", ["RateLimited", "RateLimited", "RateLimited", "RateLimited", "RateLimited", "RateLimited", "RateLimited", "RateLimited", "RateLimited", "ScoringBatch"]),
        ("500 once", "@{ fault='status'; status=500; retry_after='0'; times=1 }", ["ok", "ok", "OutcomeUnknown", "ok", "ok", "OutcomeUnknown", "ok", "Unavailable", "ok", "ok"]),
        ("502 as HTML, always", "@{ fault='status'; status=502; body='<html>Bad Gateway</html>'; content_type='text/html'; retry_after='0'; times='always' }", ["Unavailable", "Unavailable", "OutcomeUnknown", "Unavailable", "Unavailable", "OutcomeUnknown", "Unavailable", "Unavailable", "Unavailable", "ScoringBatch"]),
        ("503 once", "@{ fault='status'; status=503; retry_after='0'; times=1 }", ["ok", "ok", "OutcomeUnknown", "ok", "ok", "OutcomeUnknown", "ok", "Unavailable", "ok", "ok"]),
        ("connection reset before the reply", "@{ fault='reset'; times=1 }", ["ok", "ok", "OutcomeUnknown", "ok", "ok", "OutcomeUnknown", "ok", "Unavailable", "ok", "ok"]),
        ("connection reset in the reply", "@{ fault='truncate'; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "Unavailable", "ok", "ok"]),
        ("reply without its end, as if whole", "@{ fault='truncate'; clean=$true; times='always' }", ["InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "BundleCorrupt", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "ScoringBatch"]),
        ("a byte of the reply is changed", "@{ fault='corrupt'; after_bytes=0; times='always' }", ["InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "BundleCorrupt", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "ScoringBatch"]),
        ("not JSON", "@{ fault='status'; status=200; body='{\"resources\":['; content_type='application/json'; times='always' }", ["InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "BundleCorrupt", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "ScoringBatch"]),
        ("a login page instead", "@{ fault='status'; status=200; body='<!DOCTYPE html><html>Log in</html>'; content_type='text/html'; times='always' }", ["InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "BundleCorrupt", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "ScoringBatch"]),
        ("said to be compressed, and is not", "@{ fault='status'; status=200; body='plain text'; content_type='application/json'; headers=@{ 'Content-Encoding'='gzip' }; times='always' }", ["InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "ScoringBatch"]),
        ("an error inside a 200", "@{ fault='status'; status=200; body=@{ errors=@(@{ code='oops'; message='it broke' }) }; times='always' }", ["InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "BundleCorrupt", "InvalidReply", "InvalidReply", "InvalidReply", "InvalidReply", "ScoringBatch"]),
        ("the server's clock is a month ahead", "@{ fault='clock'; seconds=2592000; times='always' }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("the server's clock is a month behind", "@{ fault='clock'; seconds=-2592000; times='always' }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("a slow reply", "@{ fault='delay'; delay_ms=300; times=2 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"]),
        ("what it started fails at the server", "@{ fault='fail'; message='the disk of the server is full'; times=1 }", ["-", "-", "ExportFailed", "-", "-", "ImportFailed", "-", "DeploymentFailed", "-", "-"]),
        ("the reply stands still", "@{ fault='stall'; after_bytes=5; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "Unavailable", "ok", "ok"]),
        ("the reply is lost after the work was done", "@{ fault='lost-reply'; times=1 }", ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "Unavailable", "ok", "ok"]),
    ];
}
