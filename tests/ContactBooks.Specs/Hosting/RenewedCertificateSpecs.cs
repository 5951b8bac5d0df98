using ContactBooks.Server.Hosting.Tls;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Hosting;

public sealed class RenewedCertificateSpecs : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly MovableClock _clock = new();
    private readonly Lines _lines = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public void The_files_are_looked_at_every_few_seconds_and_not_at_each_handshake()
    {
        var (first, second) = (_certificates.Issue(), _certificates.Issue());
        var certificate = Load(first);
        _certificates.Write(second);

        certificate.Current.Certificate.SerialNumber.Should().Be(first.SerialNumber);
        _clock.Advance(RenewedCertificate.LookInterval);
        certificate.Current.Certificate.SerialNumber.Should().Be(second.SerialNumber);
        certificate.Current.Context.IntermediateCertificates.Should().ContainSingle("clients need what signed it");
    }

    [Fact]
    public void What_can_not_be_used_is_told_once_for_each_change_and_the_one_before_is_kept()
    {
        var first = _certificates.Issue();
        var certificate = Load(first);

        // A key that isn't the certificate's: a renewal that was seen half done.
        _certificates.WriteEncryptedKey(_certificates.Issue(), "x");
        LookThrice(certificate, first.SerialNumber);
        _lines.Warnings.Should().ContainSingle().Which.Should().Contain("is kept").And.Contain("CN=127.0.0.1");

        File.Delete(_certificates.Chain);
        LookThrice(certificate, first.SerialNumber);
        _lines.Warnings.Should().HaveCount(2);

        _certificates.Write(first);
        LookThrice(certificate, first.SerialNumber);
        _lines.Warnings.Should().HaveCount(2);
    }

    [Fact]
    public void Behind_symbolic_links_whose_folder_is_replaced_a_new_certificate_is_seen()
    {
        // As Kubernetes lays a secret out: the file links into a folder that is itself a link, and only that changes.
        var (first, second) = (_certificates.Issue(), _certificates.Issue());
        var settings = new TlsSettings(_certificates.At("tls.crt"), _certificates.At("tls.key"));
        foreach (var (name, one) in new[] { ("one", first), ("two", second) })
        {
            _certificates.Write(one);
            Directory.CreateDirectory(_certificates.At(name));
            File.Move(_certificates.Chain, _certificates.At($"{name}/tls.crt"));
            File.Move(_certificates.Key, _certificates.At($"{name}/tls.key"));
        }

        Directory.CreateSymbolicLink(_certificates.At("data"), "one");
        File.CreateSymbolicLink(settings.Certificate, "data/tls.crt");
        File.CreateSymbolicLink(settings.Key!, "data/tls.key");
        var certificate = new RenewedCertificate(settings, _clock, _lines);

        Directory.Delete(_certificates.At("data"));
        Directory.CreateSymbolicLink(_certificates.At("data"), "two");
        _clock.Advance(RenewedCertificate.LookInterval);

        certificate.Current.Certificate.SerialNumber.Should().Be(second.SerialNumber);
    }

    [Fact]
    public void The_password_is_not_in_the_settings_text() =>
        new TlsSettings("a.pem", "b.pem", "geheim").ToString().Should().NotContain("geheim");

    private RenewedCertificate Load(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        _certificates.Write(certificate);
        return new RenewedCertificate(new TlsSettings(_certificates.Chain, _certificates.Key), _clock, _lines);
    }

    private void LookThrice(RenewedCertificate certificate, string expected)
    {
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(RenewedCertificate.LookInterval);
            certificate.Current.Certificate.SerialNumber.Should().Be(expected);
        }
    }

    /// <summary>A clock whose stopwatch is moved by the test, too.</summary>
    private sealed class MovableClock : TimeProvider
    {
        private TimeSpan _moved;

        public override long GetTimestamp() => _moved.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _moved += by;
    }

    private sealed class Lines : ILogger<RenewedCertificate>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
