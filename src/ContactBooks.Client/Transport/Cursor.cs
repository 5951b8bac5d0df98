using System.Runtime.CompilerServices;

namespace ContactBooks.Client;

/// <summary>Walks a list from page to page.</summary>
internal static class Cursor
{
    /// <summary>A page after a cursor: its entries and the next cursor, null at the end.</summary>
    public delegate Task<(IReadOnlyList<T> Entries, string? Next)> PageAfter<T>(string? cursor, CancellationToken cancellationToken);

    public static async IAsyncEnumerable<T> WalkAsync<T>(PageAfter<T> page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var (entries, next) = await page(cursor, cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                yield return entry;
            }

            cursor = next;
        }
        while (cursor is not null);
    }
}
