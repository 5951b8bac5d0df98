using System.Security.Cryptography;
using ContactBooks.Core.Search;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// What an upload writes to its books at the very end: how many contacts came in, and a block of search lines. A book's row
/// is locked from here to the end of COMMIT and no longer, so that its count is true at every moment, and its blocks are
/// committed in the order of their numbers: whoever sees a block has all before it (<see cref="SearchCache"/> stands on that).
/// A contact that changes is searched for in all its books, so those get a block too.
/// </summary>
internal sealed class BookTally(PostgresTransaction transaction, long customer, long book, long now) : IDisposable
{
    // Uploads into different books that change contacts of each other's take both books' rows in one order.
    private const string LockBooks = "select from books where customer_id = $1 and book_id = any ($2) order by book_id for no key update";

    internal const string Append =
        """
        with appended as (
          update books b set contact_count = b.contact_count + a.linked, search_block = b.search_block + 1,
            search_lines = b.search_lines + a.line_count, small_blocks = b.small_blocks + a.is_small::integer
          from unnest($2, $3, $4, $5) as a (book_id, linked, line_count, is_small)
          where b.customer_id = $1 and b.book_id = any ($2) and b.book_id = a.book_id
          returning b.book_id, b.search_block)
        insert into search_blocks (customer_id, book_id, block, tag, is_small, longest_number, lines, runs)
        select $1, n.book_id, n.search_block, a.tag, a.is_small, a.longest_number, a.lines, a.runs
        from appended n join unnest($2, $5, $6, $7, $8, $9) as a (book_id, is_small, tag, longest_number, lines, runs) on a.book_id = n.book_id
        """;

    private readonly List<RowsToWrite> _rows = [];
    private readonly SortedDictionary<long, SearchLines> _blocks = [];
    private long _linked;

    /// <summary>Takes over the rows of a pass: those that were written are told of at the end.</summary>
    public RowsToWrite Take(RowsToWrite rows)
    {
        _rows.Add(rows);
        return rows;
    }

    /// <summary>Lets it all be written at the end of the transaction.</summary>
    public void WriteAtEnd()
    {
        Collect();
        if (_blocks.Count == 0)
        {
            return;
        }

        if (_blocks.Count > 1)
        {
            var all = new NpgsqlBatchCommand(LockBooks);
            all.Parameters.Bind(customer).Bind(_blocks.Keys.ToArray());
            transaction.AtEnd(all);
        }

        var append = new NpgsqlBatchCommand(Append);
        Bind(append.Parameters);
        transaction.AtEnd(append);
    }

    public void Dispose()
    {
        foreach (var rows in _rows)
        {
            rows.Dispose();
        }

        foreach (var block in _blocks.Values)
        {
            block.Dispose();
        }
    }

    /// <summary>Sorts the lines into the blocks of their books, in order of the phones, over all passes.</summary>
    private void Collect()
    {
        foreach (var (rows, row) in _rows.SelectMany(rows => rows.Written.Select(row => (rows, row))).OrderBy(one => one.row.Index))
        {
            var line = rows.LineOf(row);
            if (row.Links)
            {
                _linked++;
                BlockOf(book).Add(line, Math.Max(row.UpdatedAt, now));
            }

            foreach (var (of, linkedAt) in rows.MembershipsOf(row))
            {
                BlockOf(of).Add(line, Math.Max(row.UpdatedAt, linkedAt));
            }
        }
    }

    private void Bind(NpgsqlParameterCollection parameters)
    {
        var lines = new ArrayColumn(ElementType.Bytea, _blocks.Values.Sum(block => block.Lines.Length + sizeof(int)));
        var runs = new ArrayColumn(ElementType.Bytea, _blocks.Values.Sum(block => block.Runs.Length + sizeof(int)));
        transaction.Keep(lines);
        transaction.Keep(runs);
        foreach (var block in _blocks.Values)
        {
            lines.Add(block.Lines);
            runs.Add(block.Runs);
        }

        parameters.Bind(customer)
            .Bind(_blocks.Keys.ToArray())
            .Bind(_blocks.Keys.Select(key => key == book ? _linked : 0).ToArray())
            .Bind(_blocks.Values.Select(block => (long)block.Count).ToArray())
            .Bind(_blocks.Values.Select(block => SearchBlock.IsSmall(block.Lines.Length)).ToArray())
            .Bind(_blocks.Values.Select(_ => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)))).ToArray())
            .Bind(_blocks.Values.Select(block => WrittenDigits.LongestIn(block.Lines)).ToArray());
        lines.Bind(parameters);
        runs.Bind(parameters);
    }

    private SearchLines BlockOf(long of)
    {
        if (!_blocks.TryGetValue(of, out var lines))
        {
            _blocks.Add(of, lines = new SearchLines(of == book ? _rows[0].Count : 16));
        }

        return lines;
    }
}
