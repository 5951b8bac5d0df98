using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Hosting;

/// <summary>An authority of the tests' own, with an intermediate as real ones have, and the files it hands out for 127.0.0.1.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    public TestCertificates()
    {
        _root = Authority("CN=Specs Root", issuer: null);
        _intermediate = Authority("CN=Specs Intermediate", _root);
        File.WriteAllText(Root, _root.ExportCertificatePem());
    }

    /// <summary>What clients trust: the root alone, so that a server must send the intermediate.</summary>
    public string Root => _folder.At("root.pem");

    /// <summary>The certificate and the intermediate, as certbot's fullchain.pem.</summary>
    public string Chain => _folder.At("fullchain.pem");

    public string Key => _folder.At("privkey.pem");

    public string Pfx => _folder.At("all.pfx");

    public string At(string name) => _folder.At(name);

    /// <summary>A certificate for 127.0.0.1, not yet in any file.</summary>
    public X509Certificate2 Issue(DateTimeOffset? notAfter = null, string subject = "CN=127.0.0.1")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var end = notAfter ?? DateTimeOffset.UtcNow.AddDays(90);
        using var certificate = request.Create(_intermediate, _intermediate.NotBefore, end, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Puts a certificate into the files, the key first, as a renewal does it: by renaming over what was there.</summary>
    public void Write(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        Replace(Key, key.ExportPkcs8PrivateKeyPem());
        Replace(Chain, certificate.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n");
    }

    public void WriteEncryptedKey(X509Certificate2 certificate, string password)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        Replace(Key, key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)));
    }

    public void WritePfx(X509Certificate2 certificate, string password)
    {
        using var issuer = X509CertificateLoader.LoadCertificate(_intermediate.RawData);
        File.WriteAllBytes(Pfx, new X509Certificate2Collection { certificate, issuer }.Export(X509ContentType.Pkcs12, password)!);
    }

    /// <summary>The environment of a server with these files.</summary>
    public Dictionary<string, string> Environment() => new() { ["CONTACTBOOKS__TLS__CERTIFICATE"] = Chain, ["CONTACTBOOKS__TLS__KEY"] = Key };

    /// <summary>A client that trusts the root and nothing else; it opens a connection for each request, unless it is to keep them.</summary>
    public HttpClient Connect(Version version, Action<X509Certificate>? shown = null, bool keepAlive = false)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = keepAlive ? Timeout.InfiniteTimeSpan : TimeSpan.Zero };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509CertificateLoader.LoadCertificate(_root.RawData) },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            shown?.Invoke(certificate!);
            return errors == SslPolicyErrors.None;
        };
        return new HttpClient(handler) { DefaultRequestVersion = version, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _folder.Dispose();
    }

    private static X509Certificate2 Authority(string subject, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var begin = DateTimeOffset.UtcNow.AddDays(-30);
        if (issuer is null)
        {
            return request.CreateSelfSigned(begin, begin.AddYears(1));
        }

        using var certificate = request.Create(issuer, begin, issuer.NotAfter, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private static void Replace(string file, string text)
    {
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }
}
