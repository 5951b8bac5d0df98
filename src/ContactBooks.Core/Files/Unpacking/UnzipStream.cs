using System.IO.Compression;
using System.IO.Hashing;

namespace ContactBooks.Core.Files.Unpacking;

/// <summary>Unpacks one file of a zip and holds it to its checksum, which .NET's <see cref="ZipArchive"/> doesn't look at.</summary>
/// <remarks>
/// A flipped bit may unpack to other digits without any other sign. The framework looks from .NET 11 on (dotnet/runtime#124766). That no
/// more comes out than the zip's directory says, it sees to already.
/// </remarks>
/// <param name="entry">The file in the zip.</param>
/// <param name="zip">The zip, if it is to be disposed of with this.</param>
internal sealed class UnzipStream(ZipArchiveEntry entry, ZipArchive? zip = null) : ForwardStream
{
    private readonly Stream _entry = entry.Open();
    private readonly Crc32 _crc = new();

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = _entry.Read(buffer);
        _crc.Append(buffer[..count]);
        if (count == 0 && !buffer.IsEmpty && _crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException();
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _entry.Dispose();
            zip?.Dispose();
        }

        base.Dispose(disposing);
    }
}
