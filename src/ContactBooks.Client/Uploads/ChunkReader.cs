namespace ContactBooks.Client;

/// <summary>Cuts a stream of rows into chunks: by number of rows, and by bytes where rows are large.</summary>
internal sealed class ChunkReader(IAsyncEnumerator<ContactRow> rows, UploadManyOptions options) : IAsyncDisposable
{
    private readonly RowWriter _row = new();

    // The row that was too much for the last chunk still stands in the writer.
    private bool _hasRow;

    /// <summary>The next chunk; null at the end. One call at a time.</summary>
    public async Task<Chunk?> ReadAsync()
    {
        var chunk = new Chunk(options.DefaultCountryCode);
        while (chunk.Rows < options.ChunkSize && (_hasRow || await ReadRowAsync().ConfigureAwait(false)))
        {
            _hasRow = true;
            if (chunk.Rows > 0 && chunk.BytesWith(_row.Written) > options.MaxRequestBytes)
            {
                break;
            }

            chunk.Add(_row.Written);
            _hasRow = false;
        }

        return chunk.Rows > 0 ? chunk : null;
    }

    public ValueTask DisposeAsync()
    {
        _row.Dispose();
        return rows.DisposeAsync();
    }

    private async ValueTask<bool> ReadRowAsync()
    {
        if (!await rows.MoveNextAsync().ConfigureAwait(false))
        {
            return false;
        }

        _row.Write(rows.Current);
        return true;
    }
}
