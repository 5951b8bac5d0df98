namespace ContactBooks.Core.Files.Unpacking;

/// <summary>What is unpacked, as it is read: it ends with a fault where it grows beyond its limits or is damaged.</summary>
/// <param name="packed">The packed file; its position tells how much of it is used.</param>
/// <param name="unpacked">What comes out; disposed of with this.</param>
/// <param name="limits">How much may come out.</param>
internal sealed class UnpackingStream(Stream packed, Stream unpacked, FileLimits limits) : ForwardStream
{
    // The ratio is held only beyond this: a short run of blanks may pack very well.
    private const long FreeBytes = 64L * 1024 * 1024;

    private long _length;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = unpacked.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new FileFaultException(FileFaultCode.Damaged,
                "This packed file is cut off or damaged. Pack it anew, or send the file unpacked.");
        }

        _length += count;
        if (_length > limits.MaxUnpackedBytes || _length - FreeBytes > limits.MaxUnpackedRatio * packed.Position)
        {
            throw new FileFaultException(FileFaultCode.TooLarge,
                $"Unpacked, this file is larger than is taken: it was stopped after {_length / (1024 * 1024)} MiB. Split it into several files.");
        }

        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
