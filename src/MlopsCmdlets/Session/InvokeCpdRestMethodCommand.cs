using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Json;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Session;

/// <summary>Calls any endpoint of the cluster with the session's login, retries and checks.</summary>
/// <remarks>
/// <para>The way to what this module has no cmdlet for. JSON replies become objects; other text comes as a string; -OutFile stores any reply.</para>
/// <para>Only paths of the session's own cluster are called: the token goes nowhere else.</para>
/// </remarks>
/// <example>
///   <summary>Read something</summary>
///   <code>PS&gt; Invoke-CpdRestMethod -Path /v2/asset_types -Query @{ space_id = $space.Id }</code>
///   <para>The reply as an object.</para>
/// </example>
/// <example>
///   <summary>Follow a paged list to its end</summary>
///   <code>PS&gt; Invoke-CpdRestMethod -Path /v2/spaces -Query @{ limit = 50 } -Paginate</code>
///   <para>Emits the items of all pages, whatever style of paging the endpoint has.</para>
/// </example>
/// <example>
///   <summary>Change something</summary>
///   <code>PS&gt; Invoke-CpdRestMethod -Method Post -Path /v2/asset_types/asset/search -Query @{ space_id = $space.Id } -Body @{ query = '*:*'; limit = 10 }</code>
///   <para>A hashtable or an object becomes JSON; a string is sent as it is.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "CpdRestMethod", SupportsShouldProcess = true, DefaultParameterSetName = "Object")]
[OutputType(typeof(PSObject), typeof(string), typeof(FileInfo))]
public sealed class InvokeCpdRestMethodCommand : CpdCmdlet
{
    /// <summary>Path on the cluster, such as /v2/spaces, with or without a query.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>HTTP method.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("Get", "Head", "Post", "Put", "Patch", "Delete")]
    public string Method { get; set; } = "Get";

    /// <summary>Query parameters by name.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>Body: a hashtable or object that becomes JSON, or text that is sent as it is.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>Media type of the body.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ContentType { get; set; } = "application/json";

    /// <summary>Further request headers by name. Authorization is the session's own.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    /// <summary>Follows the pages of a list and emits its items.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pages")]
    public SwitchParameter Paginate { get; set; }

    /// <summary>Stores the reply's body in this file, as it comes, and emits the file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "File")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    private protected override object? ErrorTarget => $"{Method.ToUpperInvariant()} {Path}";

    private bool IsRead => Method.Equals("Get", StringComparison.OrdinalIgnoreCase) || Method.Equals("Head", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        CpdSession session = SessionOf();
        RawClient raw = ClientOf(session).Raw;
        string? file = OutFile is null ? null : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(OutFile)).ConfigureAwait(false);
        if (Directory.Exists(file))
            throw new ArgumentException($"'{file}' is a folder. Name a file in it.");
        CpdRawRequest request = Request();
        if (!IsRead && !await ApproveAsync($"{Path} on {session.Url.Host}", Method.ToUpperInvariant()).ConfigureAwait(false))
            return;
        if (Paginate)
        {
            await foreach (JsonElement item in raw.SendPagesAsync(request, cancellationToken).ConfigureAwait(false))
                await WriteAsync(PowerShellJson.Read(item)).ConfigureAwait(false);
        }
        else if (file is not null)
        {
            using CpdDownload download = await raw.OpenAsync(request, cancellationToken).ConfigureAwait(false);
            await FileWriter.WriteAsync(download.Content, file, cancellationToken).ConfigureAwait(false);
            await WriteFileAsync(file).ConfigureAwait(false);
        }
        else
        {
            CpdRawReply reply = await raw.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply.ReadJson() is { } json)
                await WriteAsync(PowerShellJson.Read(json)).ConfigureAwait(false);
            else if (!reply.Body.IsEmpty)
                await WriteAsync(Encoding.UTF8.GetString(reply.Body.ToArray())).ConfigureAwait(false);
        }
    }

    private CpdRawRequest Request() => new()
    {
        Method = Method.ToUpperInvariant(),
        Path = Path,
        Query = Pairs(Query),
        Headers = [.. Pairs(Header).Select(p => new KeyValuePair<string, string>(p.Key, p.Value ?? ""))],
        ContentType = ContentType,
        Body = (Body is PSObject wrapped ? wrapped.BaseObject : Body) switch
        {
            null => null,
            string text => Encoding.UTF8.GetBytes(text),
            byte[] bytes => bytes,
            _ => PowerShellJson.Write(Body),
        },
    };

    /// <summary>An array becomes as many parameters of its name.</summary>
    private static IReadOnlyList<KeyValuePair<string, string?>> Pairs(IDictionary? table) =>
        table is null ? [] : [.. table.Cast<DictionaryEntry>().SelectMany(e => Values(e.Value).Select(value => new KeyValuePair<string, string?>(
            Convert.ToString(e.Key, CultureInfo.InvariantCulture) ?? "",
            value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture))))];

    private static IEnumerable<object?> Values(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => [text],
        IEnumerable list => list.Cast<object?>().Select(item => item is PSObject one ? one.BaseObject : item),
        var single => [single],
    };
}
