using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>What a transaction writes to its books at its end: how many contacts came in or left, and a block of search lines each.</summary>
internal sealed class BookBlocks(SqliteSession session, long customer) : IDisposable
{
    private const string CountSql = "update books set contact_count = contact_count + ? where customer_id = ? and book_id = ?";

    private readonly SortedDictionary<long, SearchLines> _lines = [];
    private readonly SortedDictionary<long, long> _counts = [];

    /// <summary>Notes that contacts came into a book, or left it.</summary>
    public void Count(long book, long more) => _counts[book] = _counts.GetValueOrDefault(book) + more;

    /// <summary>The lines that will be a book's block; to be added in order of the phones.</summary>
    /// <param name="book">The book.</param>
    /// <param name="expected">About how many there will be.</param>
    public SearchLines LinesOf(long book, int expected)
    {
        if (!_lines.TryGetValue(book, out var lines))
        {
            _lines.Add(book, lines = new SearchLines(expected));
        }

        return lines;
    }

    /// <summary>Writes it all.</summary>
    public void Write()
    {
        foreach (var (book, more) in _counts)
        {
            session.Prepare(CountSql).Bind(0, more).Bind(1, customer).Bind(2, book).Run();
        }

        foreach (var (book, lines) in _lines)
        {
            SearchBlocks.Append(session, customer, book, lines);
        }
    }

    public void Dispose()
    {
        foreach (var lines in _lines.Values)
        {
            lines.Dispose();
        }
    }
}
