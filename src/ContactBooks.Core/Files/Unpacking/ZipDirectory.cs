using System.Buffers.Binary;

namespace ContactBooks.Core.Files.Unpacking;

/// <summary>What stands at the end of a zip about its list of files (APPNOTE 4.3.14 to 4.3.16).</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int End64Length = 56;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>How many files the list has, by its own account, which .NET holds it to; 0 where the end isn't found.</summary>
    public static long CountEntries(Stream zip)
    {
        var tail = new byte[Math.Min(zip.Length, EndLength + LocatorLength + LongestComment)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);

        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > tail.Length)
            return 0;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        return count == ushort.MaxValue && end >= LocatorLength ? CountEntries64(zip, tail.AsSpan(end - LocatorLength)) : count;
    }

    // More than a 16-bit number tells: the count stands in another record, and where that is, before the end.
    private static long CountEntries64(Stream zip, ReadOnlySpan<byte> locator)
    {
        var place = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (!locator.StartsWith("PK\u0006\u0007"u8) || place < 0 || place > zip.Length - End64Length)
            return ushort.MaxValue;

        Span<byte> end = stackalloc byte[End64Length];
        zip.Position = place;
        zip.ReadExactly(end);
        return BinaryPrimitives.ReadInt64LittleEndian(end[32..]) is var count and >= 0 ? count : long.MaxValue;
    }
}
