using System.Security.Cryptography;

namespace ContactBooks.Server.Hosting.Tls;

/// <summary>What the certificate's files held when they were read.</summary>
/// <param name="Certificate">The certificate's file.</param>
/// <param name="Key">The key's file; null where it has none of its own.</param>
internal sealed record TlsFiles(byte[] Certificate, byte[]? Key)
{
    /// <summary>
    /// Whether they are the same as before. Told by their content: a file's time may be too coarse, and behind symbolic
    /// links, which certbot and Kubernetes replace, it may stay what it was.
    /// </summary>
    public byte[] Fingerprint { get; } = [.. SHA256.HashData(Certificate), .. SHA256.HashData(Key ?? [])];

    /// <summary>Reads them.</summary>
    /// <exception cref="TlsCertificateException">One can't be read.</exception>
    public static TlsFiles Read(TlsSettings settings) =>
        new(Read("certificate", settings.Certificate), settings.Key is { } key ? Read("private key", key) : null);

    private static byte[] Read(string what, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TlsCertificateException(
                $"The {what} {path} can't be read: {e.Message} Give the user {Environment.UserName} the right to read it, or set ContactBooks:Tls to the right file.", e);
        }
    }
}
