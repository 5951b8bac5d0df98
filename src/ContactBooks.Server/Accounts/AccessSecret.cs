using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContactBooks.Server.Accounts;

/// <summary>What opens a session or an invitation: 256 random bits. The store keeps its hash alone, so that who reads a backup can't sign in by it.</summary>
internal static class AccessSecret
{
    private const int ByteCount = 32;

    /// <summary>A new one, of characters that may stand in an address or a cookie.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ByteCount));

    /// <summary>SHA-256 of it. A plain hash is enough: there is nothing to guess.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
