using System.Diagnostics.Metrics;
using ContactBooks.Server.Observability;

namespace ContactBooks.Server.Hosting.Tls;

/// <summary>When the certificate ends, so that a renewal that doesn't happen is noticed weeks before clients notice it.</summary>
internal sealed class TlsMetrics : IDisposable
{
    private readonly Meter _meter;

    public TlsMetrics(IMeterFactory meters, RenewedCertificate certificate)
    {
        _meter = meters.Create(ServerMetrics.MeterName);
        _meter.CreateObservableGauge(
            "contactbooks.tls.certificate.expiry",
            () => certificate.Current.NotAfter.ToUnixTimeSeconds(),
            unit: "s",
            description: "When the certificate shown to clients ends, in seconds since 1970.");
    }

    public void Dispose() => _meter.Dispose();
}
