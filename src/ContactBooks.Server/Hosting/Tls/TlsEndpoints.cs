using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ContactBooks.Server.Hosting.Tls;

/// <summary>Makes https addresses work, where there is a certificate for them.</summary>
internal static class TlsEndpoints
{
    /// <summary>Shows the certificate of now to each client of an https address; HTTP/2 or HTTP/1.1, as it asks (ALPN).</summary>
    public static void UseTls(this WebApplicationBuilder builder, TlsSettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RenewedCertificate>();
        builder.Services.AddSingleton<TlsMetrics>();

        // The slim host leaves https out.
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<RenewedCertificate, TlsMetrics>((kestrel, renewed, _) => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificateSelector = (_, _) => renewed.Current.Certificate;

            // A selector gives the certificate alone; clients need those that signed it, too, and these are renewed with it.
            https.OnAuthenticate = (_, handshake) =>
            {
                handshake.ServerCertificateSelectionCallback = null;
                handshake.ServerCertificateContext = renewed.Current.Context;
            };
        }));
    }
}
