using System.Buffers;
using System.Security.Cryptography;
using System.Text;
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
internal sealed class BookTally(NpgsqlConnection connection, long customer, long book, long now)
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
        insert into search_blocks (customer_id, book_id, block, tag, is_small, lines, keys)
        select $1, n.book_id, n.search_block, a.tag, a.is_small, a.lines, a.keys
        from appended n join unnest($2, $5, $6, $7, $8) as a (book_id, is_small, tag, lines, keys) on a.book_id = n.book_id
        """;

    private readonly SortedDictionary<long, SearchLines> _blocks = [];

    /// <summary>Writes it all.</summary>
    /// <param name="rows">What was written of each contact, in order of the phones; null where it stayed as it was.</param>
    public async ValueTask WriteAsync(RowToWrite?[] rows)
    {
        var linked = Collect(rows);
        if (_blocks.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection);
        if (_blocks.Count > 1)
        {
            var all = new NpgsqlBatchCommand(LockBooks);
            all.Parameters.Bind(customer).Bind(_blocks.Keys.ToArray());
            batch.BatchCommands.Add(all);
        }

        var append = new NpgsqlBatchCommand(Append);
        Bind(append.Parameters, linked);
        batch.BatchCommands.Add(append);
        await batch.RunAsync();
    }

    private void Bind(NpgsqlParameterCollection parameters, long linked)
    {
        var lines = _blocks.Values.ToList();
        parameters.Bind(customer)
            .Bind(_blocks.Keys.ToArray())
            .Bind(_blocks.Keys.Select(key => key == book ? linked : 0).ToArray())
            .Bind(lines.Select(block => (long)block.Count).ToArray())
            .Bind(lines.Select(block => SearchBlock.IsSmall(block.Lines.Length)).ToArray())
            .Bind(lines.Select(_ => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)))).ToArray())
            .Bind(lines.Select(block => block.Lines.ToArray()).ToArray())
            .Bind(lines.Select(block => block.Keys.ToArray()).ToArray());
    }

    /// <summary>Sorts the lines into the blocks of their books; how many contacts came into the upload's own.</summary>
    private long Collect(RowToWrite?[] rows)
    {
        var linked = 0L;
        Span<byte> key = stackalloc byte[Core.Identity.ContactUid.ByteCount];
        var line = new ArrayBufferWriter<byte>(256);
        foreach (var row in rows)
        {
            if (row is null)
            {
                continue;
            }

            row.Uid.WriteBytes(key);
            line.ResetWrittenCount();
            Encoding.UTF8.GetBytes(SearchText.LineOf(row.Phone, row.Fields), line);
            if (row.Links)
            {
                linked++;
                BlockOf(book, rows.Length).Add(line.WrittenSpan, key, Math.Max(row.UpdatedAt, now));
            }

            if (row.Changes && row.Before is { } before)
            {
                foreach (var (of, linkedAt) in before.Memberships)
                {
                    BlockOf(of, of == book ? rows.Length : 16).Add(line.WrittenSpan, key, Math.Max(row.UpdatedAt, linkedAt));
                }
            }
        }

        return linked;
    }

    private SearchLines BlockOf(long of, int expected)
    {
        if (!_blocks.TryGetValue(of, out var lines))
        {
            _blocks.Add(of, lines = new SearchLines(expected));
        }

        return lines;
    }
}
