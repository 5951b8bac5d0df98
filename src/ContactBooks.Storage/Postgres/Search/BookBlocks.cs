using System.Security.Cryptography;
using ContactBooks.Core.Search;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// What a transaction writes to its books at the very end: how many contacts came in or left, and a block of search lines each.
/// A book's row is locked from here to the end of COMMIT and no longer, so that its count is true at every moment, and its
/// blocks are committed in the order of their numbers: whoever sees a block has all before it (<see cref="SearchCache"/> stands
/// on that).
/// </summary>
internal sealed class BookBlocks(PostgresTransaction transaction, long customer) : IDisposable
{
    // Transactions that change contacts of each other's books take the books' rows in one order.
    private const string LockBooks = "select from books where customer_id = $1 and book_id = any ($2) order by book_id for no key update";

    internal const string Append =
        """
        with counted as (
          update books b set contact_count = b.contact_count + a.more, search_block = b.search_block + (a.line_count > 0)::integer,
            search_lines = b.search_lines + a.line_count, small_blocks = b.small_blocks + a.is_small::integer
          from unnest($2, $3, $4, $5) as a (book_id, more, line_count, is_small)
          where b.customer_id = $1 and b.book_id = any ($2) and b.book_id = a.book_id
          returning b.book_id, b.search_block)
        insert into search_blocks (customer_id, book_id, block, tag, is_small, longest_number, lines, runs)
        select $1, n.book_id, n.search_block, a.tag, a.is_small, a.longest_number, a.lines, a.runs
        from counted n join unnest($2, $5, $6, $7, $8, $9) as a (book_id, is_small, tag, longest_number, lines, runs) on a.book_id = n.book_id
        where length(a.runs) > 0
        """;

    private readonly SortedDictionary<long, SearchLines> _lines = [];
    private readonly Dictionary<long, long> _counts = [];

    /// <summary>Notes that contacts came into a book, or left it.</summary>
    public void Count(long book, long more)
    {
        LinesOf(book, 0);
        _counts[book] = _counts.GetValueOrDefault(book) + more;
    }

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

    /// <summary>Lets it all be written at the end of the transaction.</summary>
    public void WriteAtEnd()
    {
        if (_lines.Count == 0)
        {
            return;
        }

        if (_lines.Count > 1)
        {
            var all = new NpgsqlBatchCommand(LockBooks);
            all.Parameters.Bind(customer).Bind(_lines.Keys.ToArray());
            transaction.AtEnd(all);
        }

        var append = new NpgsqlBatchCommand(Append);
        Bind(append.Parameters);
        transaction.AtEnd(append);
    }

    public void Dispose()
    {
        foreach (var lines in _lines.Values)
        {
            lines.Dispose();
        }
    }

    private void Bind(NpgsqlParameterCollection parameters)
    {
        var lines = new ArrayColumn(ElementType.Bytea, _lines.Values.Sum(block => block.Lines.Length + sizeof(int)));
        var runs = new ArrayColumn(ElementType.Bytea, _lines.Values.Sum(block => block.Runs.Length + sizeof(int)));
        transaction.Keep(lines);
        transaction.Keep(runs);
        foreach (var block in _lines.Values)
        {
            lines.Add(block.Lines);
            runs.Add(block.Runs);
        }

        parameters.Bind(customer)
            .Bind(_lines.Keys.ToArray())
            .Bind(_lines.Keys.Select(book => _counts.GetValueOrDefault(book)).ToArray())
            .Bind(_lines.Values.Select(block => (long)block.Count).ToArray())
            .Bind(_lines.Values.Select(block => block.Count > 0 && SearchBlock.IsSmall(block.Lines.Length)).ToArray())
            .Bind(_lines.Values.Select(_ => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)))).ToArray())
            .Bind(_lines.Values.Select(block => WrittenDigits.LongestIn(block.Lines)).ToArray());
        lines.Bind(parameters);
        runs.Bind(parameters);
    }
}
