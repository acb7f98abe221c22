using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class TlsTests : TransportTest
{
    private readonly TestAuthority _authority = new();

    private FaultServer ServeTls(X509Certificate2 certificate, string host = "localhost") =>
        Keep(new FaultServer((peer, _) => peer.ReplyAsync(200, """{"name":"x"}"""), certificate, host));

    private static string Fingerprint(X509Certificate2 certificate)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(certificate.RawData));
    }

    private async Task<ApiCertificateException> RefusedAsync(FaultServer server, TlsOptions tls)
    {
        var error = await Fails<ApiCertificateException>(SendAsync(Connect(server, o => o with { Tls = tls }), Post()));
        Assert.Empty(server.Requests);
        Assert.Equal(1, error.Call.Attempts);
        Assert.False(error.MayHaveBeenProcessed);
        return error;
    }

    [Fact]
    public async Task An_unknown_authority_is_refused_by_default_and_named()
    {
        var certificate = _authority.Issue();

        var error = await RefusedAsync(ServeTls(certificate), new TlsOptions());

        Assert.True(error.CertificateProblem.HasFlag(CertificateProblem.UntrustedRoot), error.Message);
        Assert.Equal(("CN=cpd.test", Fingerprint(certificate).Replace("-", "")), (error.Subject, error.Sha256));
        Assert.Contains("Test authority", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Sha256, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_authority_is_trusted()
    {
        var server = ServeTls(_authority.Issue());
        var thing = await SendAsync(Connect(server, o => o with { Tls = new TlsOptions { TrustedAuthorities = [_authority.Certificate] } }), Get());
        Assert.Equal("x", thing!.Name);
    }

    [Fact]
    public async Task Another_authority_of_the_same_name_is_not()
    {
        var impostor = new TestAuthority(other: true);

        var error = await RefusedAsync(ServeTls(impostor.Issue()), new TlsOptions { TrustedAuthorities = [_authority.Certificate] });

        Assert.NotEqual(CertificateProblem.None, error.CertificateProblem & (CertificateProblem.UntrustedRoot | CertificateProblem.Other));
    }

    [Fact]
    public async Task One_of_several_authorities_is_enough()
    {
        var server = ServeTls(_authority.Issue());
        var tls = new TlsOptions { TrustedAuthorities = [new TestAuthority("Another", other: true).Certificate, _authority.Certificate] };
        await SendAsync(Connect(server, o => o with { Tls = tls }), Get());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_trusted_authority_does_not_excuse_the_wrong_name()
    {
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, "mono reports only the first problem of a certificate, here the unknown root, so that the name is never judged");
        var error = await RefusedAsync(
            ServeTls(_authority.Issue(dns: "other.example")), new TlsOptions { TrustedAuthorities = [_authority.Certificate] });
        Assert.Equal(CertificateProblem.NameMismatch, error.CertificateProblem);
        Assert.Contains("localhost", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_authority_does_not_excuse_an_expired_certificate()
    {
        var old = _authority.Issue(from: TimeProvider.System.GetUtcNow().AddYears(-2), to: TimeProvider.System.GetUtcNow().AddDays(-1));
        var error = await RefusedAsync(ServeTls(old), new TlsOptions { TrustedAuthorities = [_authority.Certificate] });
        Assert.Equal(CertificateProblem.Expired, error.CertificateProblem);
    }

    [Fact]
    public async Task The_servers_own_certificate_can_be_trusted()
    {
        var certificate = _authority.Issue();
        var server = ServeTls(certificate);
        await SendAsync(Connect(server, o => o with { Tls = new TlsOptions { TrustedAuthorities = [TestAuthority.WithoutKey(certificate)] }, TimeProvider = TimeProvider.System }), Get());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_pinned_certificate_is_trusted_whatever_its_name_and_another_is_not()
    {
        var certificate = _authority.Issue(dns: "other.example");
        var server = ServeTls(certificate);
        var pinned = new TlsOptions { PinnedSha256 = [Fingerprint(certificate).Replace("-", ":").ToLowerInvariant()] };

        await SendAsync(Connect(server, o => o with { Tls = pinned, TimeProvider = TimeProvider.System }), Get());
        var error = await RefusedAsync(ServeTls(_authority.Issue()), pinned with { TrustedAuthorities = [_authority.Certificate] });

        Assert.True(error.CertificateProblem.HasFlag(CertificateProblem.NotPinned));
    }

    [Fact]
    public async Task The_check_can_be_skipped_explicitly()
    {
        var server = ServeTls(_authority.Issue(dns: "other.example"));
        await SendAsync(Connect(server, o => o with { Tls = new TlsOptions { SkipCertificateCheck = true } }), Get());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Transports_with_different_trust_do_not_influence_each_other()
    {
        var server = ServeTls(_authority.Issue());
        var careless = Connect(server, o => o with { Tls = new TlsOptions { SkipCertificateCheck = true } });
        await SendAsync(careless, Get());
        await Fails<ApiCertificateException>(SendAsync(Connect(server), Get()));
        await SendAsync(careless, Get());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_told_as_such()
    {
        var plain = Keep(new FaultServer((_, _) => Task.CompletedTask) { Greeting = "HTTP/1.1 400 Bad Request\r\n\r\n" });
        var transport = Keep(new RestTransport(new TransportOptions(new Uri($"https://localhost:{plain.Port}/")) { TimeProvider = Clock, Proxy = ProxyOptions.Direct }));

        var error = await Assert.ThrowsAnyAsync<ApiException>(() => SendAsync(transport, Post()));

        Assert.Equal(UnreachableReason.TlsHandshake, Assert.IsType<ApiUnreachableException>(error).Reason);
        Assert.False(error.MayHaveBeenProcessed);
    }
}
