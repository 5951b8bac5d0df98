using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ContactBooks.Server.Hosting.Tls;

/// <summary>A certificate with its private key and the certificates that signed it, ready to be shown to clients.</summary>
internal sealed class TlsCertificate
{
    private TlsCertificate(X509Certificate2 certificate, X509Certificate2Collection issuers)
    {
        Certificate = certificate;

        // Made once for all connections; offline, since a handshake must wait for no other server.
        Context = SslStreamCertificateContext.Create(certificate, issuers, offline: true);
    }

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate with its chain, as a handshake needs it.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Until when it holds.</summary>
    public DateTimeOffset NotAfter => Certificate.NotAfter;

    /// <summary>What keeps clients from accepting it now, in words; null for nothing that can be told here.</summary>
    public string? InvalidAt(DateTimeOffset now) =>
        now >= Certificate.NotAfter ? $"expired at {Time(Certificate.NotAfter)}" :
        now < Certificate.NotBefore ? $"is valid only from {Time(Certificate.NotBefore)} on" :
        null;

    /// <summary>Whose it is and until when.</summary>
    public override string ToString() => $"{Certificate.Subject}, valid until {Time(Certificate.NotAfter)}";

    /// <summary>Reads the files and makes a certificate of them.</summary>
    /// <exception cref="TlsCertificateException">That can't be done.</exception>
    public static TlsCertificate Load(TlsSettings settings) => Of(TlsFiles.Read(settings), settings);

    /// <summary>Makes a certificate of files that were read.</summary>
    /// <exception cref="TlsCertificateException">That can't be done.</exception>
    public static TlsCertificate Of(TlsFiles files, TlsSettings settings)
    {
        try
        {
            return IsPem(files.Certificate) ? OfPem(files, settings) : OfPfx(files.Certificate, settings);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new TlsCertificateException(Explain(settings, e), e);
        }
    }

    private static TlsCertificate OfPem(TlsFiles files, TlsSettings settings)
    {
        var certificates = Encoding.ASCII.GetString(files.Certificate);
        var key = files.Key is { } own ? Encoding.ASCII.GetString(own) : certificates;
        var certificate = settings.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPem(certificates, key, password)
            : X509Certificate2.CreateFromPem(certificates, key);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificates);
        return new TlsCertificate(Usable(certificate), [.. all.Skip(1)]);
    }

    private static TlsCertificate OfPfx(byte[] bytes, TlsSettings settings)
    {
        if (settings.Key is not null)
        {
            throw new TlsCertificateException($"The certificate {settings.Certificate} is no PEM file. A PFX file has its own key: take ContactBooks:Tls:Key away.");
        }

        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, settings.Password);
        var certificate = all.FirstOrDefault(one => one.HasPrivateKey)
            ?? throw new TlsCertificateException($"The certificate {settings.Certificate} has no private key in it.");
        return new TlsCertificate(certificate, [.. all.Where(one => one != certificate)]);
    }

    // Windows does no handshake with a key that was never stored; reading it back from a PFX stores it.
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null) : certificate;

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static string Explain(TlsSettings settings, Exception e) =>
        $"The certificate {settings.Certificate}{(settings.Key is { } key ? $" and the key {key}" : "")} can't be used: {e.Message.ReplaceLineEndings(" ")} " +
        "ContactBooks:Tls:Certificate must be a PEM or PFX file, ContactBooks:Tls:Key the PEM file of its private key, " +
        "and ContactBooks:Tls:Password what it is encrypted with, if it is.";

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
