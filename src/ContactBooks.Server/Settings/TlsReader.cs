using ContactBooks.Server.Hosting.Tls;

namespace ContactBooks.Server.Settings;

/// <summary>The settings of TLS, which go together.</summary>
internal static class TlsReader
{
    /// <summary>Their names.</summary>
    public static readonly string[] Known = ["Tls", "Tls:Certificate", "Tls:Key", "Tls:Password"];

    /// <summary>The certificate's files as absolute paths, or null for none; what doesn't go together is a fault.</summary>
    /// <param name="text">A setting's text, null where it isn't set.</param>
    /// <param name="urls">The addresses to listen on.</param>
    /// <param name="faults">Where faults go.</param>
    public static TlsSettings? Read(Func<string, string?> text, string urls, List<string> faults)
    {
        if (text("Tls:Certificate") is { } certificate)
        {
            // From here on the working directory doesn't matter to them.
            return new TlsSettings(Path.GetFullPath(certificate), text("Tls:Key") is { } key ? Path.GetFullPath(key) : null, text("Tls:Password"));
        }

        if (ListenUrls.HasHttps(urls))
        {
            faults.Add(
                "The setting ContactBooks:Urls has an https address, which needs a certificate: set ContactBooks:Tls:Certificate (CONTACTBOOKS__TLS__CERTIFICATE) " +
                "to a PEM or PFX file, and ContactBooks:Tls:Key (CONTACTBOOKS__TLS__KEY) to the PEM file of its key.");
        }
        else if (text("Tls:Key") is not null)
        {
            faults.Add("The setting ContactBooks:Tls:Key (CONTACTBOOKS__TLS__KEY) is of no use without ContactBooks:Tls:Certificate (CONTACTBOOKS__TLS__CERTIFICATE).");
        }

        return null;
    }
}
