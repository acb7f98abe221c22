using System.Diagnostics;
using System.Globalization;
using System.Text;
using MlopsCmdlets.Sandbox.Git.Storage;

namespace MlopsCmdlets.Sandbox.Git.Transport;

/// <summary>A reply that <c>git http-backend</c> gives: a CGI program, whose input is the request's body and whose output becomes the reply while it comes.</summary>
internal sealed class BackendResult(
    GitStore store,
    BareRepository repository,
    string path,
    Stream body,
    byte[] head,
    string? userName,
    IReadOnlyList<(RefUpdate Update, RefRule Rule)> rules,
    Func<Task> afterwards) : IResult
{
    private const int MaxHeaderBytes = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var aborted = httpContext.RequestAborted;
        using var process = Process.Start(Start(httpContext.Request))!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(aborted);

            // Both ways at once: a push reports while it is still being sent, and either pipe could fill up.
            var input = PumpAsync(process.StandardInput.BaseStream, aborted);
            await ReplyAsync(httpContext, process.StandardOutput.BaseStream, aborted);
            await input;
            await process.WaitForExitAsync(aborted);
            await errors;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await afterwards();
        }
    }

    private ProcessStartInfo Start(HttpRequest request)
    {
        var start = store.Program.Start(store.Folder, store.Program.Backend);
        var environment = start.Environment;
        environment["GIT_PROJECT_ROOT"] = store.Folder;
        environment["GIT_HTTP_EXPORT_ALL"] = "1";
        environment["PATH_INFO"] = $"/{Path.GetFileName(repository.Path)}/{path}";
        environment["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?') ?? "";
        environment["REQUEST_METHOD"] = request.Method;
        environment["CONTENT_TYPE"] = request.ContentType ?? "";
        environment["REMOTE_ADDR"] = "127.0.0.1";
        if (userName is not null) environment["REMOTE_USER"] = userName;
        if (request.Headers["Git-Protocol"].ToString() is { Length: > 0 } protocol) environment["GIT_PROTOCOL"] = protocol;
        if (rules.Count == 0) return start;

        // Only the references with a rule go through the hook.
        environment[ReceiveHook.RulesVariable] = ReceiveHook.Format(rules);
        environment["GIT_CONFIG_COUNT"] = rules.Count.ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < rules.Count; i++)
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{i}")] = "receive.procReceiveRefs";
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{i}")] = rules[i].Update.Name;
        }

        return start;
    }

    private async Task PumpAsync(Stream input, CancellationToken aborted)
    {
        try
        {
            await input.WriteAsync(head, aborted);
            await body.CopyToAsync(input, aborted);
        }
        catch (IOException) when (!aborted.IsCancellationRequested)
        {
            // The program has read enough.
        }
        finally
        {
            input.Close();
        }
    }

    private static async Task ReplyAsync(HttpContext http, Stream output, CancellationToken aborted)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = filled < MaxHeaderBytes ? await output.ReadAsync(buffer.AsMemory(filled), aborted) : 0;
            if (read == 0) throw new InvalidOperationException("git http-backend gave no reply.");
            filled += read;
        }

        foreach (var line in Encoding.ASCII.GetString(buffer, 0, end).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            if (name.Equals("Status", StringComparison.OrdinalIgnoreCase)) http.Response.StatusCode = int.Parse(value.AsSpan(0, 3), CultureInfo.InvariantCulture);
            else http.Response.Headers[name] = value;
        }

        await http.Response.Body.WriteAsync(buffer.AsMemory(end + 4, filled - end - 4), aborted);
        await output.CopyToAsync(http.Response.Body, aborted);
    }
}
