using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MlopsCmdlets.Benchmarks.Support;

/// <summary>A server that answers constants, as a process of its own, so that what it spends is not counted.</summary>
internal sealed class ConstantServer : IDisposable
{
    /// <summary>Entries in the one page of its list of spaces.</summary>
    public const int Spaces = 20_000;

    private readonly Process _process;

    private ConstantServer(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<ConstantServer> StartAsync()
    {
        Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ConstantServer).Assembly.Location, "serve"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ConstantServer(process, new Uri(url));
    }

    /// <summary>The server's side: listens until its input ends, as it does when the parent ends.</summary>
    public static async Task<int> RunUntilInputEndsAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        byte[] space = Encoding.UTF8.GetBytes(Space(1));
        byte[] spaces = Encoding.UTF8.GetBytes($$"""{"limit":100,"first":{"href":"/v2/spaces"},"resources":[{{string.Join(",", Enumerable.Range(1, Spaces).Select(Space))}}]}""");
        app.Run(context => context.Request.Path.Value switch
        {
            "/v2/spaces" => AnswerAsync(context, 200, spaces),
            "/v2/spaces/1" => AnswerAsync(context, 200, space),
            "/icp4d-api/v1/me" => AnswerAsync(context, 200, """{"UserInfo":{"uid":"1","username":"bench"}}"""u8.ToArray()),
            _ => AnswerAsync(context, 404, """{"errors":[]}"""u8.ToArray()),
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private static string Space(int number) =>
        $$$"""{"entity":{"name":"space-{{{number}}}","description":"A space of the benchmark","stage":{"production":false},"status":{"state":"active"},"scope":{"bss_account_id":"cpdaccount"}},"metadata":{"id":"{{{number}}}","created_at":"2024-05-08T09:11:12.345Z","updated_at":"2024-05-08T09:11:22.345Z","creator_id":"1000330999","url":"/v2/spaces/{{{number}}}"}}""";
}
