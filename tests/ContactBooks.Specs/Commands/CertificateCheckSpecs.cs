using ContactBooks.Server.Commands.Doctor;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Hosting.Tls;
using ContactBooks.Specs.Hosting;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Commands;

public sealed class CertificateCheckSpecs : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task Doctor_tells_the_certificates_subject_and_its_end()
    {
        var certificate = _certificates.Issue();
        _certificates.Write(certificate);
        var environment = _certificates.Environment();
        environment["CONTACTBOOKS__URLS"] = "https://127.0.0.1:5443";

        var ended = (await ContactBooksProcess.RunAsync(["doctor"], environment, workingDirectory: Path.GetTempPath())).ShouldBeDone();

        ended.Output.Should().Contain("CN=127.0.0.1").And.Contain($"valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
    }

    [Fact]
    public void It_warns_fourteen_days_before_the_end_and_an_ended_one_is_a_fault()
    {
        var now = TimeProvider.System.GetUtcNow();

        Look(now.AddDays(15)).Health.Should().Be(Health.Ok);
        Look(now.AddDays(13)).Should().Match<Finding>(finding => finding.Health == Health.Warning && finding.Message.EndsWith("12 days are left.") && finding.Advice!.Contains("Renew"));
        Look(now.AddDays(-1)).Should().Match<Finding>(finding => finding.Health == Health.Fault && finding.Message.Contains("expired"));
    }

    [Fact]
    public void One_that_can_not_be_used_is_a_fault_and_one_that_nobody_is_shown_a_warning()
    {
        _certificates.Write(_certificates.Issue());
        var now = TimeProvider.System.GetUtcNow();

        CertificateCheck.Look(Settings("https://*:5443", _certificates.At("gone.pem")), now).Single().Health.Should().Be(Health.Fault);
        CertificateCheck.Look(Settings("http://*:5091", _certificates.Chain), now).Single().Health.Should().Be(Health.Warning);
        CertificateCheck.Look(new ServerSettings { DataFolder = "data" }, now).Should().BeEmpty();
    }

    private Finding Look(DateTimeOffset notAfter)
    {
        _certificates.Write(_certificates.Issue(notAfter));
        return CertificateCheck.Look(Settings("https://*:5443", _certificates.Chain), TimeProvider.System.GetUtcNow()).Single();
    }

    private ServerSettings Settings(string urls, string chain) =>
        new() { DataFolder = "data", Urls = urls, Tls = new TlsSettings(chain, _certificates.Key) };
}
