using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>Answers every prediction with the same reply, after reading the request to its end.</summary>
internal sealed class ConstantScoringServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConstantScoringServer(WebApplication app, Uri url)
    {
        _app = app;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<ConstantScoringServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        WebApplication app = builder.Build();
        byte[] prediction = Encoding.UTF8.GetBytes(
            """{"predictions":[{"fields":["prediction","probability"],"values":[""" + string.Join(",", Enumerable.Repeat("[\"F\",[0.93,0.07]]", ScoringFigures.BatchSize)) + "]}]}");
        byte[] model = Encoding.UTF8.GetBytes(
            """{"metadata":{"id":"m1","name":"churn"},"entity":{"type":"pmml_4.2.1","schemas":{"input":[{"id":"1","fields":["""
            + string.Join(",", ScoringFigures.Columns.Select(c => $"{{\"name\":\"{c.Name}\",\"type\":\"{c.Type}\"}}")) + "]}]}}}");
        app.Run(async context =>
        {
            bool isPrediction = context.Request.Path.Value!.EndsWith("/predictions", StringComparison.Ordinal);
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            bool known = isPrediction || context.Request.Path.Value.Contains("/models/", StringComparison.Ordinal);
            byte[] body = isPrediction ? prediction : known ? model : "{\"errors\":[]}"u8.ToArray();
            context.Response.StatusCode = known ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ConstantScoringServer(app, new Uri(address + "/"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
