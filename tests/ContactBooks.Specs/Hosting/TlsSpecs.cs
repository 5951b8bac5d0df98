using System.Diagnostics;
using System.Net;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Hosting;

public sealed class TlsSpecs : IDisposable
{
    private const string Url = "https://127.0.0.1:0";
    private readonly TestCertificates _certificates = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Https_answers_http_1_1_and_http_2_as_the_client_asks()
    {
        _certificates.Write(_certificates.Issue());
        await using var server = Serve(_certificates.Environment());
        var live = new Uri(await server.ListeningAsync(), "/health/live");
        live.Scheme.Should().Be("https");

        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            using var http = _certificates.Connect(version);
            using var answer = await http.GetAsync(live, TestContext.Current.CancellationToken);
            (answer.StatusCode, answer.Version).Should().Be((HttpStatusCode.OK, version));
        }

        (await CurlAsync(live, "--http2")).Should().Be((0, "200 2"));
        (await CurlAsync(live, "--http1.1")).Should().Be((0, "200 1.1"));
    }

    [Fact]
    public async Task A_pfx_and_an_encrypted_key_are_opened_with_the_password()
    {
        const string Password = "correct horse";
        var certificate = _certificates.Issue();
        _certificates.WritePfx(certificate, Password);
        _certificates.Write(certificate);
        _certificates.WriteEncryptedKey(certificate, Password);
        var environment = _certificates.Environment();
        environment["CONTACTBOOKS__TLS__PASSWORD"] = Password;
        Dictionary<string, string> pfx = new() { ["CONTACTBOOKS__TLS__CERTIFICATE"] = _certificates.Pfx, ["CONTACTBOOKS__TLS__PASSWORD"] = Password };

        foreach (var settings in new[] { environment, pfx })
        {
            await using var server = Serve(settings);
            (await CurlAsync(new Uri(await server.ListeningAsync(), "/health/live"))).Should().Be((0, "200 2"));
        }
    }

    [Fact]
    public async Task What_keeps_https_from_starting_is_one_clear_line_and_nothing_is_made()
    {
        const string Password = "correct horse";
        var certificate = _certificates.Issue();
        _certificates.Write(certificate);
        _certificates.WritePfx(certificate, Password);
        await File.WriteAllTextAsync(_certificates.At("text.pem"), "no certificate", TestContext.Current.CancellationToken);
        using var otherKey = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(_certificates.At("other.pem"), otherKey.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);

        var runs = await Task.WhenAll(
            RefusedAsync(),
            RefusedAsync(("CERTIFICATE", _certificates.At("gone.pem")), ("KEY", _certificates.Key)),
            RefusedAsync(("CERTIFICATE", _certificates.Chain), ("KEY", _certificates.At("gone.pem"))),
            RefusedAsync(("CERTIFICATE", _certificates.Chain), ("KEY", _certificates.At("other.pem"))),
            RefusedAsync(("CERTIFICATE", _certificates.At("text.pem"))),
            RefusedAsync(("CERTIFICATE", _certificates.Chain)),
            RefusedAsync(("CERTIFICATE", _certificates.Pfx), ("PASSWORD", "battery staple")),
            RefusedAsync(("CERTIFICATE", _certificates.Pfx), ("KEY", _certificates.Key), ("PASSWORD", Password)));
        var lonelyKey = await ContactBooksProcess.RunAsync(["serve"], new Dictionary<string, string> { ["CONTACTBOOKS__TLS__KEY"] = _certificates.Key }, workingDirectory: _folder.Path);

        runs[0].ShouldBeRefused(78, "https", "CONTACTBOOKS__TLS__CERTIFICATE", "CONTACTBOOKS__TLS__KEY");
        runs[1].ShouldBeRefused(78, "certificate", "gone.pem", "can't be read");
        runs[2].ShouldBeRefused(78, "private key", "gone.pem", "can't be read");
        runs[3].ShouldBeRefused(78, "other.pem", "does not match");
        runs[4].ShouldBeRefused(78, "text.pem", "PEM or PFX");
        runs[5].ShouldBeRefused(78, "fullchain.pem", "ContactBooks:Tls:Key");
        runs[6].ShouldBeRefused(78, "all.pfx", "password");
        runs[7].ShouldBeRefused(78, "all.pfx", "take ContactBooks:Tls:Key away");
        runs.Should().AllSatisfy(run => run.Errors.Should().NotContain("\n").And.NotContain("battery"));
        lonelyKey.ShouldBeRefused(78, "ContactBooks:Tls:Key", "ContactBooks:Tls:Certificate");
        Directory.Exists(_folder.At("data")).Should().BeFalse();
    }

    [Fact]
    public async Task An_expired_certificate_is_served_with_a_warning()
    {
        _certificates.Write(_certificates.Issue(DateTimeOffset.UtcNow.AddDays(-1)));
        await using var server = Serve(_certificates.Environment());
        var live = new Uri(await server.ListeningAsync(), "/health/live");

        server.Errors.Should().Contain("CN=127.0.0.1").And.Contain("expired at");
        (await CurlAsync(live)).Code.Should().Be(60, "curl's code for a certificate that it can't trust");
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_without_a_restart_and_a_broken_one_leaves_the_one_before()
    {
        var (first, second) = (_certificates.Issue(), _certificates.Issue());
        _certificates.Write(first);
        await using var server = Serve(_certificates.Environment());
        var address = await server.ListeningAsync();
        string? shown = null;
        using var http = _certificates.Connect(HttpVersion.Version11, certificate => shown = certificate.GetSerialNumberString());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        async Task AnswersUntilAsync(Func<bool> isSo)
        {
            // The files are looked at when somebody connects, so that is what there is to do until it shows.
            do
            {
                await Task.Delay(50, patience.Token);
                using var answer = await http.GetAsync(new Uri(address, "/health/live"), patience.Token);
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
            }
            while (!isSo());
        }

        await AnswersUntilAsync(() => shown == first.SerialNumber);

        await File.WriteAllTextAsync(_certificates.Chain, "half a certif", TestContext.Current.CancellationToken);
        await AnswersUntilAsync(() => server.Errors.Contains("the one before is kept", StringComparison.Ordinal));
        shown.Should().Be(first.SerialNumber);

        _certificates.Write(second);
        await AnswersUntilAsync(() => shown == second.SerialNumber);
        server.Errors.Should().Contain("The certificate was renewed");
        (await CurlAsync(new Uri(address, "/metrics"))).Should().Be((0, "200 2"));
    }

    [Fact]
    public async Task The_end_of_the_certificate_is_a_metric()
    {
        var certificate = _certificates.Issue();
        _certificates.Write(certificate);
        await using var server = Serve(_certificates.Environment());
        using var http = _certificates.Connect(HttpVersion.Version20);

        var metrics = await http.GetStringAsync(new Uri(await server.ListeningAsync(), "/metrics"), TestContext.Current.CancellationToken);

        var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero).ToUnixTimeSeconds();
        metrics.Should().MatchRegex($@"(?m)^contactbooks_tls_certificate_expiry_seconds\S* {end}\b");
    }

    private ContactBooksProcess Serve(Dictionary<string, string> environment) =>
        ContactBooksProcess.Start(["serve", "--data", _folder.At("data"), "--urls", Url], environment);

    private Task<Ended> RefusedAsync(params (string Name, string Value)[] tls) => ContactBooksProcess.RunAsync(
        ["serve", "--data", _folder.At("data"), "--urls", Url], tls.ToDictionary(one => $"CONTACTBOOKS__TLS__{one.Name}", one => one.Value));

    /// <summary>What curl ended with, and the status and HTTP version it was answered.</summary>
    private async Task<(int Code, string Output)> CurlAsync(Uri address, params string[] options)
    {
        var start = new ProcessStartInfo("curl", ["--silent", "--cacert", _certificates.Root, "--output", "/dev/null", "--write-out", "%{http_code} %{http_version}", .. options, address.ToString()])
        {
            RedirectStandardOutput = true,
        };
        using var curl = Process.Start(start)!;
        var output = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return (curl.ExitCode, output);
    }
}
