using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContactBooks.Specs.Dashboard;

/// <summary>
/// A passkey and the browser before it, as WebAuthn has them, but one that does what a test says: a browser would neither answer another
/// question than it was asked nor sign for another site. Specs in a real browser hold that this one is like it.
/// </summary>
internal sealed class TestPasskey(Uri site) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>What it is known by.</summary>
    public string Id => Base64Url.EncodeToString(IdBytes);

    /// <summary>Whose it is, by what it was told when it was made.</summary>
    public string UserHandle { get; set; } = "";

    /// <summary>The page that it signs for.</summary>
    public string Origin { get; set; } = site.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether it has seen that its owner is there, by a finger, a face or a PIN.</summary>
    public bool IsUserVerified { get; set; } = true;

    /// <summary>How often it has signed; null for one that doesn't count.</summary>
    public uint? Count { get; set; }

    private byte[] IdBytes { get; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>The credential of a new passkey, by a server's options to add one.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        UserHandle = asked["user"]!["id"]!.GetValue<string>();
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] publicKey = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!]; // COSE: P-256, ES256
        byte[] attested = [.. new byte[16], 0, (byte)IdBytes.Length, .. IdBytes, .. publicKey];
        var data = AuthenticatorData(asked["rp"]!["id"]!.GetValue<string>(), hasCredential: true, attested);
        byte[] attestation =
        [
            0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray(),
        });
    }

    /// <summary>The credential that signs in, by a server's options to do so.</summary>
    public string Sign(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var (client, data) = (ClientData("webauthn.get", asked), AuthenticatorData(asked["rpId"]!.GetValue<string>(), hasCredential: false, []));
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    private byte[] ClientData(string type, JsonNode asked) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = asked["challenge"]!.GetValue<string>(), origin = Origin, crossOrigin = false });

    private byte[] AuthenticatorData(string relyingParty, bool hasCredential, byte[] attested)
    {
        var count = new byte[4];
        if (Count is { } signed)
        {
            Count = signed + 1;
            BinaryPrimitives.WriteUInt32BigEndian(count, signed + 1);
        }

        var flags = (byte)(1 | (IsUserVerified ? 4 : 0) | (hasCredential ? 0x40 : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)), flags, .. count, .. attested];
    }
}
