using System.Buffers.Binary;

namespace ContactBooks.Core.Files.Unpacking;

/// <summary>
/// The directory at the end of a zip file (APPNOTE.TXT 4.3.12 to 4.3.16), looked at before <see cref="System.IO.Compression.ZipArchive"/>
/// does: that reads all of it into memory, objects of several times its size, and only then compares how many files it was said to have.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Bytes of the largest directory that is read; a workbook of 255 sheets has about 40 KB.</summary>
    public const long MaxBytes = 4 * 1024 * 1024;

    private const uint EndSignature = 0x06054B50;
    private const uint Zip64LocatorSignature = 0x07064B50;
    private const uint Zip64EndSignature = 0x06064B50;
    private const int EndBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;
    private const int Zip64LocatorBytes = 20;
    private const int Zip64EndBytes = 56;

    /// <summary>Refuses a file whose directory is missing or larger than <see cref="MaxBytes"/>.</summary>
    /// <exception cref="FileFaultException">It is so.</exception>
    public static void Check(Stream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndBytes + MaxCommentBytes + Zip64LocatorBytes)];
        ReadAt(file, file.Length - tail.Length, tail);

        Span<byte> signature = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, EndSignature);
        var end = tail.AsSpan().LastIndexOf(signature);
        if (end < 0 || tail.Length - end < EndBytes)
            throw CutOff();

        var start = (long)UInt32(tail, end + 16);
        var locator = end - Zip64LocatorBytes;
        if (start == uint.MaxValue && locator >= 0 && UInt32(tail, locator) == Zip64LocatorSignature)
            start = StartByZip64(file, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8)));

        // Everything from the directory's start on is read as directory while it looks like one, however many entries are declared.
        var bytes = file.Length - tail.Length + end - start;
        if (bytes < 0)
            throw CutOff();
        if (bytes > MaxBytes)
            throw TooManyFiles();
    }

    private static long StartByZip64(Stream file, long position)
    {
        var end = new byte[Zip64EndBytes];
        if (position < 0 || position > file.Length - end.Length)
            throw CutOff();

        ReadAt(file, position, end);
        if (UInt32(end, 0) != Zip64EndSignature)
            throw CutOff();
        return BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48));
    }

    private static void ReadAt(Stream file, long position, Span<byte> bytes)
    {
        file.Position = position;
        file.ReadExactly(bytes);
    }

    private static FileFaultException CutOff() =>
        new(FileFaultCode.Damaged, "This file is cut off or damaged: its end is missing. Copy or download it again.");

    private static FileFaultException TooManyFiles() =>
        new(FileFaultCode.NotOneFile, "There are thousands of files in this zip. Send a zip with one file in it.");

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
