using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class ErrorTests
{
    private static readonly CpdContainer Space = CpdContainer.Space("s-1", "prod");

    private static async Task<CpdException> FailAsync(FakeReply reply)
    {
        var cluster = new FakeCluster().On("GET /v2/spaces/s-1", reply);
        return await Assert.ThrowsAnyAsync<CpdException>(() => cluster.Client().Spaces.GetAsync("s-1"));
    }

    [Fact]
    public async Task Shape_A_gives_all_errors_the_trace_and_the_field()
    {
        var e = Assert.IsType<CpdInvalidRequestException>(await FailAsync(FakeReply.Json(400, """
            {"trace":"cphmm4826q75pwrb89bjm4gcw",
             "errors":[{"code":"unable_to_perform","message":"ATTSV3041E: Referenced or remote attachment","target":{"type":"field","name":"space_id"},
                        "extra":{"id":"CDICO9029E","http_status":403}},
                       {"code":"other","message":"second"}]}
            """)));
        Assert.Equal(400, e.Status);
        Assert.Equal("unable_to_perform (CDICO9029E)", e.Code);
        Assert.Equal("cphmm4826q75pwrb89bjm4gcw", e.TransactionId);
        Assert.Equal("space_id", e.Details[0].Field);
        Assert.Equal(["unable_to_perform (CDICO9029E)", "other"], e.Details.Select(d => d.Code));
        Assert.Equal("read the space 's-1'", e.Operation);
        Assert.Contains("ATTSV3041E", e.Message);
        Assert.Contains("second", e.Message);
        Assert.NotEmpty(e.RecommendedAction);
    }

    [Theory]
    [InlineData(409, """{"code":409,"error":"Conflict","reason":"Root directory already exists","message":"The action will not be processed."}""", "Root directory already exists", typeof(CpdConflictException))]
    [InlineData(500, """{"_statusCode_":500,"exception":"java.lang.X","message":"broken"}""", "broken", typeof(CpdUnavailableException))]
    [InlineData(404, """{"_messageCode_":"not_found","message":"no such user"}""", "no such user", typeof(CpdNotFoundException))]
    [InlineData(404, """{"trace":"t","errors":[{"code":"not_found","message":"gone"}]}""", "gone", typeof(CpdNotFoundException))]
    [InlineData(403, """{"errors":[{"code":"not_authorized","message":"no"}]}""", "no", typeof(CpdAccessDeniedException))]
    [InlineData(400, """{"errors":[{"code":"SPACES0045E","message":"missing required editor member role"}]}""", "SPACES0045E", typeof(CpdAccessDeniedException))]
    [InlineData(400, """{"errors":[{"code":"SPACES0046E","message":"No assets found for export"}]}""", "SPACES0046E", typeof(CpdInvalidRequestException))]
    [InlineData(400, """{"code":400,"reason":"project name is not unique"}""", "not unique", typeof(CpdConflictException))]
    [InlineData(400, """{"code":400,"reason":"jsmith already exists in the project"}""", "jsmith", typeof(CpdConflictException))]
    [InlineData(400, """{"code":400,"reason":"Extraneous properties for project: x"}""", "Extraneous", typeof(CpdInvalidRequestException))]
    [InlineData(401, """{"message":"User unauthorized to invoke this endpoint"}""", "unauthorized", typeof(CpdAuthenticationException))]
    [InlineData(412, """{"errors":[]}""", "412", typeof(CpdConflictException))]
    [InlineData(418, """{"errors":[{"code":"x","message":"teapot"}]}""", "teapot", typeof(CpdApiException))]
    public async Task Every_status_and_shape_has_its_type(int status, string body, string words, Type type)
    {
        var e = await FailAsync(FakeReply.Json(status, body));
        Assert.IsType(type, e);
        Assert.Contains(words, e.Message);
        Assert.Equal(status, ((CpdApiException)e).Status);
    }

    [Theory]
    [InlineData("Error 404 - Not Found", "text/plain")]
    [InlineData("<!DOCTYPE html><html><title>404</title></html>", "text/html")]
    [InlineData("\r\n <html></html>", "application/octet-stream")]
    public async Task A_404_page_of_the_gateway_means_that_the_service_is_not_installed(string body, string contentType)
    {
        var e = Assert.IsType<CpdServiceNotInstalledException>(await FailAsync(FakeReply.Text(404, body, contentType)));
        Assert.DoesNotContain("<", e.Message);
    }

    [Fact]
    public async Task Codes_are_said_once_and_sentences_are_told_apart()
    {
        Assert.Equal(
            "Could not read the space 's-1': SPACES0046E: No assets.",
            (await FailAsync(FakeReply.Json(400, """{"errors":[{"code":"SPACES0046E","message":"SPACES0046E: No assets."}]}"""))).Message);
        Assert.Equal(
            "Could not read the space 's-1': It exists. It will not be done.",
            (await FailAsync(FakeReply.Json(409, """{"code":409,"reason":"It exists","message":"It will not be done."}"""))).Message);
    }

    [Fact]
    public async Task A_page_with_status_502_is_an_unavailable_server() =>
        Assert.IsType<CpdUnavailableException>(await FailAsync(FakeReply.Text(502, "<html>Bad Gateway</html>", "text/html")));

    [Fact]
    public async Task An_empty_404_is_a_missing_thing() => Assert.IsType<CpdNotFoundException>(await FailAsync(FakeReply.Empty(404)));

    [Fact]
    public async Task A_web_page_instead_of_data_is_no_data()
    {
        var e = Assert.IsType<CpdInvalidReplyException>(await FailAsync(FakeReply.Text(200, "<html>please log in</html>", "text/html")));
        Assert.Contains("web page", e.Message);
    }

    [Fact]
    public async Task Success_with_an_error_inside_is_an_error()
    {
        var e = Assert.IsType<CpdInvalidReplyException>(await FailAsync("""{"errors":[{"code":"backend","message":"not really"}]}"""));
        Assert.Contains("not really", e.Message);
    }

    [Fact]
    public async Task Rate_limits_keep_the_wait_and_the_header_transaction_wins()
    {
        var e = Assert.IsType<CpdRateLimitedException>(await FailAsync(FakeReply.Json(429, """{"trace":"body","errors":[{"code":"slow","message":"down"}]}""") with
        {
            RetryAfter = TimeSpan.FromSeconds(7),
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-global-transaction-id"] = "header" },
        }));
        Assert.Equal(TimeSpan.FromSeconds(7), e.RetryAfter);
        Assert.Equal("header", e.TransactionId);
        Assert.Contains("7 seconds", e.RecommendedAction);
    }

    [Fact]
    public async Task Unknown_text_is_shown_short_and_harmless()
    {
        var e = Assert.IsType<CpdInvalidRequestException>(await FailAsync(FakeReply.Text(400, "\u001b[31m##vso[task.complete]" + new string('x', 5000), "text/plain")));
        Assert.DoesNotContain('\u001b', e.Message);
        Assert.DoesNotContain("##vso[", e.Message);
        Assert.True(e.Excerpt!.Length < 400);
    }

    [Fact]
    public async Task Server_words_cannot_inject_agent_commands()
    {
        var e = await FailAsync(FakeReply.Json(400, """{"errors":[{"code":"a","message":"x\n##vso[task.setvariable variable=a]b\u001b]0;t\u0007"}]}"""));
        Assert.DoesNotContain("##vso[", e.Message);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain('\u001b', e.Message);
        Assert.DoesNotContain("##vso[", ((CpdApiException)e).Details[0].Message);
    }

    [Fact]
    public async Task A_lost_reply_to_a_creation_says_that_it_may_have_happened_and_is_not_repeated()
    {
        var cluster = new FakeCluster().On("POST /v2/spaces", FakeReply.Lost(c => new ApiConnectionException("the connection was reset.", c) { MayHaveBeenProcessed = true }));
        var e = await Assert.ThrowsAsync<CpdUnavailableException>(() => cluster.Client().Spaces.CreateAsync(new CpdSpaceDefinition { Name = "n" }, null));
        Assert.True(e.MayHaveTakenEffect);
        Assert.Null(e.Status);
        Assert.Contains("look before", e.RecommendedAction);
        Assert.Single(cluster.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_lost_reply_may_have_deleted_is_deleted_and_what_was_never_there_is_an_error(bool repeated)
    {
        var cluster = new FakeCluster().On("DELETE /v2/assets/a-1", FakeReply.Lost(call =>
            new ApiStatusException(call, 404, "application/json", default, new Dictionary<string, string>(), new Redactor(), null) { MayHaveBeenProcessed = repeated }));
        var delete = cluster.Client().Assets.DeleteAsync(CpdContainer.Space("s-1"), "a-1");
        if (repeated) await delete;
        else await Assert.ThrowsAsync<CpdNotFoundException>(() => delete);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_has_its_own_type()
    {
        var e = await FailAsync(FakeReply.Lost(c => new ApiCertificateException("the certificate is not trusted.", c, CertificateProblem.UntrustedRoot, "s", "i", "ab")));
        Assert.IsType<CpdCertificateException>(e);
    }

    [Fact]
    public async Task Cancellation_stays_cancellation()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FakeCluster().Client().Models.GetAsync(Space, "m", cancellationToken: source.Token));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Ids_that_would_change_the_path_are_refused(string id)
    {
        var cluster = new FakeCluster();
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Client().Spaces.GetAsync(id));
        Assert.Empty(cluster.Requests);
    }
}
