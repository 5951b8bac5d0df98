using ContactBooks.Core.Books;
using ContactBooks.Core.History;

namespace ContactBooks.Storage.History;

/// <summary>The books that contacts left by a block of a change, which may be gone by the time when it is taken back.</summary>
internal static class BooksLeft
{
    /// <summary>Each of them once.</summary>
    public static HashSet<BookId> Of(ReadOnlySpan<byte> block)
    {
        var books = new HashSet<BookId>();
        var entries = new ChangeBlockReader(block);
        while (entries.MoveNext(out var entry))
        {
            if (!entry.Ended.IsEmpty)
            {
                books.UnionWith(new Memberships(entry.Ended).ToList().Select(membership => membership.Book));
            }
        }

        return books;
    }
}
