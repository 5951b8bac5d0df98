namespace ContactBooks.Core.Files.Unpacking;

/// <summary>The bytes of a file, or of what is packed in it, to be read from the first as often as need be.</summary>
/// <param name="open">Gives them anew.</param>
/// <param name="isPacked">Whether they are unpacked on the way, and so can't be sought in.</param>
internal sealed class FileContent(Func<Stream> open, bool isPacked = false)
{
    /// <summary>As many bytes as tell what a file is.</summary>
    private const int HeadLength = 64 * 1024;

    /// <summary>Whether they come out of a gzip or a zip.</summary>
    public bool IsPacked => isPacked;

    /// <summary>The bytes from the first, for one pass; the stream is the caller's to dispose of.</summary>
    public Stream Open() => open();

    /// <summary>The first 64 KiB, or all if there are fewer.</summary>
    public byte[] Head()
    {
        using var stream = open();
        var head = new byte[HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length];
    }

    /// <summary>The bytes in a stream that can seek: where they are packed, a <see cref="TemporaryFile"/>.</summary>
    public Stream OpenSeekable()
    {
        if (!isPacked)
            return open();

        var copy = TemporaryFile.Create(bufferSize: 4096);
        try
        {
            using var packed = open();
            packed.CopyTo(copy);
            copy.Position = 0;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}
