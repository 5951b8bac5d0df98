using System.IO.Compression;

namespace ContactBooks.Core.Files.Unpacking;

/// <summary>
/// Unpacks gzip and sees where it is cut off, which .NET's <see cref="GZipStream"/> takes for the end. It is given the file with one
/// more gzip behind it, whose text is known: only after a whole file does that text come out.
/// </summary>
/// <param name="file">The gzip file.</param>
internal sealed class GunzipStream(Stream file) : ForwardStream
{
    private readonly GZipStream _gzip = new(new Marked(file), CompressionMode.Decompress);

    private static ReadOnlySpan<byte> Mark => "the end"u8;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;

        var count = _gzip.Read(buffer);
        if (!((Marked)_gzip.BaseStream).IsReached)
            return count;

        // The mark is asked for only when all before it has come out, so that it is never in one piece with the file's own bytes.
        Span<byte> rest = stackalloc byte[Mark.Length + 1];
        buffer[..Math.Min(count, rest.Length)].CopyTo(rest);
        while (count > 0 && count < rest.Length && _gzip.Read(rest[count..]) is var more and > 0)
        {
            count += more;
        }

        return count == Mark.Length && rest[..count].SequenceEqual(Mark) ? 0 : throw new InvalidDataException();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The file's bytes, and then those of the mark.</summary>
    private sealed class Marked(Stream file) : ForwardStream
    {
        private static readonly byte[] PackedMark = Pack();

        private int _given;

        /// <summary>Whether the file is read to its end.</summary>
        public bool IsReached { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!IsReached && !buffer.IsEmpty)
            {
                if (file.Read(buffer) is var count and > 0)
                    return count;
                IsReached = true;
            }

            var mark = PackedMark.AsSpan(_given);
            mark = mark[..Math.Min(mark.Length, buffer.Length)];
            mark.CopyTo(buffer);
            _given += mark.Length;
            return mark.Length;
        }

        private static byte[] Pack()
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            {
                gzip.Write(Mark);
            }

            return packed.ToArray();
        }
    }
}
