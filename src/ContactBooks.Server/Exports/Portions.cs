using System.Buffers;

namespace ContactBooks.Server.Exports;

/// <summary>
/// Takes what a file's writer writes, in memory, until it is sent on: writers needn't know how to wait, and what one writes while it is
/// disposed of after a fault goes nowhere.
/// </summary>
internal sealed class Portions : Stream
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what is here, and holds nothing more.</summary>
    public async ValueTask SendAsync(Stream to, CancellationToken cancellation)
    {
        await to.WriteAsync(_bytes.WrittenMemory, cancellation);
        _bytes.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _bytes.Write(buffer);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
