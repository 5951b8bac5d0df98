using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace ContactBooks.Server.Hosting;

/// <summary>
/// The memory that Kestrel reads requests into and writes answers from, in blocks of 32 KiB. Its own blocks are of 4 KiB, and
/// each that comes full is a call of the system's and a waking of the thread that reads the body: some 100 of them for an
/// upload of 1000 rows. A connection that says nothing has no block.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 32 * 1024;

    /// <summary>So many blocks are kept for the next; more are left to the garbage collector.</summary>
    private const int MostKept = 256;

    private readonly ConcurrentQueue<Block> _free = new();

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        return _free.TryDequeue(out var block) ? block : new Block(this);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _free.Clear();

    // Pinned for good: sockets read into them all the time.
    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = System.Runtime.InteropServices.MemoryMarshal.CreateFromPinnedArray(
            GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true), 0, BlockBytes);

        public void Dispose()
        {
            if (pool._free.Count < MostKept)
            {
                pool._free.Enqueue(this);
            }
        }
    }

    /// <summary>Gives Kestrel such pools.</summary>
    public sealed class Factory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
    }
}
