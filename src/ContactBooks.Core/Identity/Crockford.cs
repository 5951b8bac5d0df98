namespace ContactBooks.Core.Identity;

/// <summary>
/// 128 bits as 26 characters of Crockford's base 32 in lower case, as ULIDs have them: no <c>i l o u</c>, and the order
/// of the texts is the order of the numbers.
/// </summary>
internal static class Crockford
{
    public const int Length = 26;

    private static ReadOnlySpan<byte> Alphabet => "0123456789abcdefghjkmnpqrstvwxyz"u8;

    public static void Write(UInt128 value, Span<byte> text)
    {
        var low = (ulong)value;
        var high = (ulong)(value >> 64);
        for (var i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(low & 31)];
            low = (low >> 5) | (high << 59);
            high >>= 5;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; false for any other text, capitals and numbers past 128 bits included.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        if (text.Length != Length || text[0] > '7')
        {
            return false;
        }

        foreach (var c in text)
        {
            var digit = char.IsAscii(c) ? Alphabet.IndexOf((byte)c) : -1;
            if (digit < 0)
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        return true;
    }
}
