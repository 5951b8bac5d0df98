namespace ContactBooks.Server.Hosting.Tls;

/// <summary>Where the certificate of https addresses is.</summary>
/// <param name="Certificate">A PEM file, the certificate first and then what signed it, or a PFX (PKCS #12) file.</param>
/// <param name="Key">The PEM file of the private key; null where the certificate's file has it.</param>
/// <param name="Password">What the key or the PFX is encrypted with; null for nothing.</param>
public sealed record TlsSettings(string Certificate, string? Key = null, string? Password = null)
{
    /// <summary>All but the password: a record would print it.</summary>
    public override string ToString() => $"{Certificate} {Key}";
}
