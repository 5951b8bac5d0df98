namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// Bytes that are appended and read again anywhere. The first <see cref="BytesInMemory"/> stay in memory, what comes after goes into a
/// <see cref="TemporaryFile"/>.
/// </summary>
internal sealed class SpillingBytes : IDisposable
{
    /// <summary>How much stays in memory.</summary>
    public const long BytesInMemory = 48L * 1024 * 1024;

    private const int BlockBytes = 1024 * 1024;
    private const int BufferedBytes = 128 * 1024;

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockBytes;
    private FileStream? _file;
    private byte[] _read = [];

    /// <summary>Whether there is more than stays in memory.</summary>
    public bool HasSpilled => _file is not null;

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">At most 1 MiB.</param>
    /// <returns>Where they can be read.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is not null)
            return AppendToFile(_file, bytes);

        if (BlockBytes - _used < bytes.Length)
        {
            if ((long)_blocks.Count * BlockBytes == BytesInMemory)
                return AppendToFile(_file = TemporaryFile.Create(BufferedBytes), bytes);
            _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBytes));
            _used = 0;
        }

        bytes.CopyTo(_blocks[^1].AsSpan(_used));
        var position = ((long)(_blocks.Count - 1) * BlockBytes) + _used;
        _used += bytes.Length;
        return position;
    }

    /// <summary>Reads bytes that were appended together; good until the next ones are read.</summary>
    public ReadOnlySpan<byte> Read(long position, int length)
    {
        if (position < BytesInMemory)
            return _blocks[(int)(position / BlockBytes)].AsSpan((int)(position % BlockBytes), length);

        if (_read.Length < length)
            _read = new byte[Math.Max(length, 4096)];
        _file!.Position = position - BytesInMemory;
        _file.ReadExactly(_read, 0, length);
        return _read.AsSpan(0, length);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static long AppendToFile(FileStream file, ReadOnlySpan<byte> bytes)
    {
        var position = file.Seek(0, SeekOrigin.End);
        file.Write(bytes);
        return BytesInMemory + position;
    }
}
