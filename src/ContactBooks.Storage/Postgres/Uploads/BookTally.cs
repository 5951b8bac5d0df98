using ContactBooks.Storage.History;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// What an upload tells at its very end of the rows that it wrote, over all passes and in order of the phones: to the books
/// concerned (<see cref="BookBlocks"/>), and to the record of its change. A contact that changes is searched for in all its
/// books, so those get a block too.
/// </summary>
internal sealed class BookTally(PostgresTransaction transaction, long customer, long book, long now, ChangeRecording? recording) : IDisposable
{
    private const int ExpectedOfOthers = 16;

    private readonly List<RowsToWrite> _rows = [];
    private readonly BookBlocks _books = new(transaction, customer);

    /// <summary>Takes over the rows of a pass: those that were written are told of at the end.</summary>
    public RowsToWrite Take(RowsToWrite rows)
    {
        _rows.Add(rows);
        return rows;
    }

    /// <summary>Lets it all be written at the end of the transaction; the change that it is recorded as, or null.</summary>
    public string? WriteAtEnd()
    {
        Collect();
        _books.WriteAtEnd();
        return ChangeRecords.AddAtEnd(transaction, customer, book, recording, now);
    }

    public void Dispose()
    {
        foreach (var rows in _rows)
        {
            rows.Dispose();
        }

        _books.Dispose();
    }

    private void Collect()
    {
        foreach (var (rows, row) in _rows.SelectMany(rows => rows.Written.Select(row => (rows, row))).OrderBy(one => one.row.Index))
        {
            var line = rows.LineOf(row);
            if (row.Links)
            {
                _books.Count(book, 1);
                _books.LinesOf(book, _rows[0].Count).Add(line, Math.Max(row.Stamp, now));
            }

            foreach (var (of, linkedAt) in rows.MembershipsOf(row))
            {
                _books.LinesOf(of, ExpectedOfOthers).Add(line, Math.Max(row.Stamp, linkedAt));
            }

            recording?.Add(rows.EntryOf(row));
        }
    }
}
