using System.Runtime.CompilerServices;

namespace ContactBooks.Client;

/// <summary>
/// An upload of rows without end:
/// <list type="number">
/// <item>rows are read into a chunk, its body (<see cref="ChunkReader"/>);</item>
/// <item>the chunk is sent, beside at most <see cref="UploadManyOptions.MaxConcurrency"/> - 1 others (<see cref="ChunkWindow"/>);</item>
/// <item>the oldest chunk's results are given, whichever of them ended first.</item>
/// </list>
/// </summary>
internal sealed class ChunkedUpload(
    ChunkUpload upload, IAsyncEnumerable<ContactRow> rows, UploadManyOptions options, IProgress<UploadProgress>? progress)
{
    public async IAsyncEnumerable<RowResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var window = new ChunkWindow(upload, rows, options, progress, cancellationToken);
        await using var ended = window.ConfigureAwait(false);
        while (await window.NextAsync().ConfigureAwait(false) is { } chunk)
        {
            foreach (var result in chunk.Results)
            {
                yield return result with { Row = chunk.RowsBefore + result.Row };
            }
        }
    }
}
