using System.Globalization;
using System.Runtime.ExceptionServices;

namespace ContactBooks.Client;

/// <summary>The chunks of an upload that are under way, the oldest first, and the one that is being read.</summary>
internal sealed class ChunkWindow : IAsyncDisposable
{
    private readonly ChunkUpload _upload;
    private readonly UploadManyOptions _options;
    private readonly string _keyPrefix;
    private readonly CancellationTokenSource _stop;
    private readonly ChunkReader _reader;
    private readonly Queue<Task<SentChunk>> _underWay = new();
    private readonly IProgress<UploadProgress>? _progress;
    private readonly Lock _progressOrder = new();

    private Task<Chunk?>? _reading;
    private ExceptionDispatchInfo? _sourceFault;
    private bool _isRead;
    private long _chunks;
    private long _rows;
    private UploadProgress _done = UploadProgress.None;

    public ChunkWindow(
        ChunkUpload upload,
        IAsyncEnumerable<ContactRow> rows,
        UploadManyOptions options,
        IProgress<UploadProgress>? progress,
        CancellationToken cancellationToken)
    {
        (_upload, _options, _progress) = (upload, options, progress);
        _keyPrefix = options.KeyPrefix ?? IdempotencyKey.New();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reader = new ChunkReader(rows.GetAsyncEnumerator(_stop.Token), options);
    }

    /// <summary>The oldest chunk, once it has ended; null after the last. Reads and sends others meanwhile.</summary>
    /// <exception cref="ChunkFailedException">It failed. A fault of the source is thrown after all chunks before it.</exception>
    public async Task<SentChunk?> NextAsync()
    {
        while (true)
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (_reading is null && MayRead)
            {
                _reading = _reader.ReadAsync();
            }

            if (_underWay.TryPeek(out var oldest) && (oldest.IsCompleted || _reading is null))
            {
                return await _underWay.Dequeue().ConfigureAwait(false);
            }

            if (_reading is null)
            {
                _sourceFault?.Throw();
                return null;
            }

            await Task.WhenAny(oldest is null ? [_reading] : [_reading, oldest]).ConfigureAwait(false);
            if (_reading.IsCompleted)
            {
                await TakeReadAsync(_reading).ConfigureAwait(false);
                _reading = null;
            }
        }
    }

    /// <summary>Stops what is under way and waits for its end, so that nothing goes on unseen.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task[] unfinished = _reading is null ? [.. _underWay] : [_reading, .. _underWay];
        foreach (var task in unfinished)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _reader.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private bool MayRead => !_isRead && _underWay.Count < _options.MaxConcurrency;

    private async Task TakeReadAsync(Task<Chunk?> reading)
    {
        try
        {
            if (await reading.ConfigureAwait(false) is { } chunk)
            {
                _underWay.Enqueue(SendAsync(chunk, _rows, string.Create(CultureInfo.InvariantCulture, $"{_keyPrefix}-{++_chunks}")));
                _rows += chunk.Rows;
                return;
            }
        }
#pragma warning disable CA1031 // Whatever the caller's source throws is thrown on, after the results that come before it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _sourceFault = ExceptionDispatchInfo.Capture(fault);
        }

        _isRead = true;
    }

    private async Task<SentChunk> SendAsync(Chunk chunk, long rowsBefore, string key)
    {
        UploadResult result;
        try
        {
            result = await _upload.SendAsync(chunk, rowsBefore, key, _stop.Token).ConfigureAwait(false);
        }
        catch (ContactBooksException cause)
        {
            throw new ChunkFailedException(new RowRange(rowsBefore + 1, chunk.Rows), key, cause);
        }

        lock (_progressOrder)
        {
            _done = _done.After(result.Summary);
            _progress?.Report(_done);
        }

        return new SentChunk(rowsBefore, result.Results);
    }
}

/// <summary>A chunk that is in.</summary>
/// <param name="RowsBefore">How many rows the chunks before it have.</param>
/// <param name="Results">What became of its rows, counted from 1.</param>
internal sealed record SentChunk(long RowsBefore, IReadOnlyList<RowResult> Results);
