using System.Buffers.Binary;

namespace ContactBooks.Peers.EfCore;

public static class ContactUids
{
    private const string Crockford = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The public form: ct_ and the 128 bits in Crockford's base 32.</summary>
    public static string Text(Guid uid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uid.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(29, value, (text, rest) =>
        {
            "ct_".CopyTo(text);
            for (var i = text.Length - 1; i >= 3; i--)
            {
                text[i] = Crockford[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }
}
