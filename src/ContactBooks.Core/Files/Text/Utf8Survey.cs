using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ContactBooks.Core.Files.Unpacking;

namespace ContactBooks.Core.Files.Text;

/// <summary>
/// Reads a file from end to end to tell UTF-8 from Windows-1252: a single é after 300 MB of ASCII decides. ASCII and valid UTF-8 pass at
/// the speed of <see cref="Utf8.IsValid"/>.
/// </summary>
internal static class Utf8Survey
{
    private const int ChunkLength = 128 * 1024;

    /// <summary>
    /// Whether what isn't ASCII is UTF-8. Where only some of it is, the greater part tells: two letters of Windows-1252 that by chance
    /// look like one of UTF-8 are rare.
    /// </summary>
    public static bool LooksUtf8(FileContent content)
    {
        using var stream = content.Open();
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        try
        {
            var (letters, strays) = (0L, 0L);
            var kept = 0;
            while (stream.Read(chunk.AsSpan(kept)) is var read and > 0)
            {
                var bytes = chunk.AsSpan(0, kept + read);
                var whole = bytes.Length - CutOff(bytes);
                Count(bytes[..whole], ref letters, ref strays);
                bytes[whole..].CopyTo(chunk);
                kept = bytes.Length - whole;
            }

            strays += kept > 0 ? 1 : 0;
            return strays == 0 || letters > strays;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static void Count(ReadOnlySpan<byte> bytes, ref long letters, ref long strays)
    {
        if (Utf8.IsValid(bytes))
        {
            foreach (var b in bytes)
            {
                letters += b >= 0xC0 ? 1 : 0;
            }

            return;
        }

        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
                return;
            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done)
                letters++;
            else
                strays++;
            bytes = bytes[length..];
        }
    }

    /// <summary>How many bytes at the end are the beginning of a letter that the next chunk goes on with.</summary>
    private static int CutOff(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            if (bytes[^length] >= 0xC0)
                return Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            if (bytes[^length] < 0x80)
                return 0;
        }

        return 0;
    }
}
