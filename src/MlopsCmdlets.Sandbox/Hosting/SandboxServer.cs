using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>A running sandbox: the program has one, tests start as many as they like.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CertificateAuthority? _authority;

    private SandboxServer(WebApplication application, World world, CertificateAuthority? authority, ImmutableArray<Uri> urls)
    {
        _application = application;
        World = world;
        _authority = authority;
        Urls = urls;
    }

    public World World { get; }

    /// <summary>Where it listens, with the real port.</summary>
    public ImmutableArray<Uri> Urls { get; }

    public Uri Url => Urls[0];

    /// <summary>The certificate authority to trust; empty without https.</summary>
    public string CaCertificate => _authority?.Pem ?? "";

    public ReadyMessage Ready => new(Url, CaCertificate, World.Release.Name, Environment.ProcessId, World.ControlKey, Git.Control.GitAnnouncement.ToJson(World.Git, World.Git.Origin), [.. World.Notices]);

    /// <exception cref="IOException">The address is in use or cannot be listened on.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();

        // To standard error: standard output has only the ready line.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("MlopsCmdlets", LogLevel.Information);
        builder.WebHost.UseKestrelHttpsConfiguration();

        var https = options.Urls.Any(u => u.Scheme == "https");
        var authority = https ? CertificateAuthority.Create(options.Urls.Select(u => u.Host), options.Time) : null;
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options, authority));

        var application = builder.Build();
        var world = new World(options, application.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MlopsCmdlets.Sandbox"));
        try
        {
            // As the product's gateway: IBM's Python client joins origin and next.href with a second slash.
            application.Use((http, next) =>
            {
                if (http.Request.Path.Value is ['/', '/', ..] path) http.Request.Path = "/" + path.TrimStart('/');
                return next(http);
            });
            application.UseRouting();
            application.UseMiddleware<ExchangeMiddleware>(world);
            application.UseMiddleware<FaultMiddleware>(world);
            application.UseMiddleware<AuthenticationMiddleware>(world);
            var table = new RouteTable(application, world, new EndpointPolicy(ErrorShape.Errors, Access.Token));
            foreach (var module in Modules.CreateRoutes(() => authority?.Pem ?? "")) module.Map(table, world);
            foreach (var name in options.Seeds) await Modules.Seeds.Single(s => s.Name == name).ApplyAsync(world, cancellationToken);
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            world.Dispose();
            await application.DisposeAsync();
            throw;
        }

        var urls = Addresses(application, options);
        world.Git.Origin = urls[0].ToString().TrimEnd('/');
        return new(application, world, authority, urls);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _application.StopAsync(cancellationToken);

    /// <summary>Completes when the sandbox was asked to end, by Ctrl+C or a termination signal.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        World.Dispose();
        _authority?.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, SandboxOptions options, CertificateAuthority? authority)
    {
        kestrel.AddServerHeader = false;

        // Bundles have no size limit, and a rehearsal may stop a client in a debugger.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (var url in options.Urls)
        {
            void Listen(ListenOptions listen)
            {
                // As the product's gateway; and a broken connection then is one that the client sees, not a reset stream.
                listen.Protocols = HttpProtocols.Http1;
                if (url.Scheme == "https") listen.UseHttps(authority!.Server);
            }

            if (url.Host is "localhost" && url.Port > 0) kestrel.ListenLocalhost(url.Port, Listen);
            else if (url.Host is "localhost") kestrel.Listen(IPAddress.Loopback, 0, Listen);
            else if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)) kestrel.Listen(address, url.Port, Listen);
            else if (url.Host is "*" or "+") kestrel.ListenAnyIP(url.Port, Listen);
            else throw new UsageException($"--urls {url}: listen on an IP address or localhost.");
        }
    }

    private static ImmutableArray<Uri> Addresses(WebApplication application, SandboxOptions options)
    {
        // Port 0 was replaced by a real one; a wildcard address is reached through the loopback one.
        var bound = application.Urls.Select(text => new Uri(text.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal))).ToList();
        return [.. options.Urls.Select((asked, i) => i < bound.Count ? new UriBuilder(asked.Scheme, asked.Host is "localhost" ? "localhost" : bound[i].Host, bound[i].Port).Uri : asked)];
    }
}
