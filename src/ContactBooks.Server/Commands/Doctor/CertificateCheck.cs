using System.Globalization;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Hosting.Tls;
using ContactBooks.Server.Settings;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether the certificate of https addresses can be used, and for how long.</summary>
internal static class CertificateCheck
{
    private const string Check = "certificate";
    private const string Renew = "Renew it; a running server takes it up without a restart.";

    // certbot renews 30 days before the end: with 14 left, two weeks of tries have failed.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Looks; nothing where no certificate is set.</summary>
    public static IEnumerable<Finding> Look(ServerSettings settings, DateTimeOffset now)
    {
        if (settings.Tls is { } tls)
        {
            yield return ListenUrls.HasHttps(settings.Urls)
                ? Judge(tls, now)
                : new Finding(Check, Health.Warning, "One is set, and no address is https.", "Set ContactBooks:Urls to an https address, or take ContactBooks:Tls away.");
        }
    }

    private static Finding Judge(TlsSettings tls, DateTimeOffset now)
    {
        try
        {
            var certificate = TlsCertificate.Load(tls);
            var left = certificate.NotAfter - now;
            return certificate.InvalidAt(now) is { } invalid ? new Finding(Check, Health.Fault, $"{certificate.Certificate.Subject} {invalid}: clients refuse it.", Renew)
                : left < Soon ? new Finding(Check, Health.Warning, string.Create(CultureInfo.InvariantCulture, $"{certificate}: {Math.Floor(left.TotalDays)} days are left."), Renew)
                : Finding.Ok(Check, $"{certificate}.");
        }
        catch (TlsCertificateException e)
        {
            return new Finding(Check, Health.Fault, e.Message);
        }
    }
}
