using ContactBooks.Core.Store;

namespace ContactBooks.Server.Commands;

/// <summary>Lists that a command shows whole.</summary>
internal static class WholeList
{
    private const int PageSize = 1000;

    /// <summary>Reads one, page after page.</summary>
    /// <param name="readPage">Reads a page.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T, TCursor>(Func<Slice<TCursor>, ValueTask<Page<T, TCursor>>> readPage)
        where TCursor : struct
    {
        var all = new List<T>();
        TCursor? after = null;
        do
        {
            var page = await readPage(new Slice<TCursor>(0, PageSize, after));
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return all;
    }
}
