using System.IO.Compression;
using System.IO.Hashing;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// The unpacked bytes of a zip entry, held to its checksum when their end is reached: a flipped bit may unpack to other digits without
/// any other sign. The framework checks that from .NET 11 on (dotnet/runtime#124766).
/// </summary>
/// <remarks>That no more bytes come than the entry declares, <see cref="ZipArchiveEntry.Open()"/> sees to.</remarks>
internal sealed class CheckedPart(ZipArchiveEntry entry) : Stream
{
    private readonly Stream _bytes = entry.Open();
    private readonly Crc32 _checksum = new();

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => entry.Length;

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = _bytes.Read(buffer);
        _checksum.Append(buffer[..read]);
        if (read == 0 && !buffer.IsEmpty && _checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException($"The checksum of {entry.FullName} is wrong.");
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bytes.Dispose();
        base.Dispose(disposing);
    }
}
