using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Takes superseded lines out of a book's search once they are more than half of it, in steps of some 2000 lines, so
/// that no upload waits long behind one. Survivors keep their order; neighbouring blocks become one.
/// </summary>
internal sealed class SearchTidying
{
    private const int LinesOfStep = 2000;
    private const int BlocksOfStep = 64;

    /// <summary>Below this many superseded lines a search loses nothing worth a rewrite.</summary>
    private const int Tolerated = 10_000;

    private const string Untidy =
        """
        select customer_id, book_id from books
        where search_lines > 2 * contact_count + ? limit 1
        """;

    private const string From =
        """
        select block, lines, runs from search_blocks
        where customer_id = ? and book_id = ? and block > ? order by block limit ?
        """;

    private (long Customer, long Book)? _book;
    private long _block;

    /// <summary>One step, inside a transaction; true if there is more to do.</summary>
    public bool Step(SqliteSession session)
    {
        if ((_book ??= FindUntidy(session)) is not { } book)
        {
            return false;
        }

        // Should the transaction be rolled back, these blocks are passed over until the next time around.
        var run = ReadRun(session, book, _block);
        if (run.Count == 0)
        {
            // On to the next book; this one, should uploads have untidied it again meanwhile, waits for the next time around.
            (_book, _block) = (null, 0);
            return FindUntidy(session) is { } next && next != book;
        }

        using var survivors = new SearchLines(0);
        var dropped = 0;
        for (var i = run.Count - 1; i >= 0; i--)
        {
            dropped += CopyLive(session, book, run[i], survivors);
        }

        if (dropped > 0)
        {
            Replace(session, book, run, survivors, dropped);
        }

        _block = run[^1].Number;
        return true;
    }

    private static (long, long)? FindUntidy(SqliteSession session)
    {
        var row = session.Prepare(Untidy).Bind(0, Tolerated);
        (long, long)? book = row.Step() ? (row.Integer(0), row.Integer(1)) : null;
        row.Reset();
        return book;
    }

    private static List<Block> ReadRun(SqliteSession session, (long Customer, long Book) book, long after)
    {
        var run = new List<Block>();
        var lines = 0;
        var row = session.Prepare(From).Bind(0, book.Customer).Bind(1, book.Book).Bind(2, after).Bind(3, BlocksOfStep);
        while (lines < LinesOfStep && row.Step())
        {
            var block = new Block(row.Integer(0), row.Bytes(1).ToArray(), row.Bytes(2).ToArray());
            run.Add(block);
            lines += SearchLines.CountOf(block.Runs);
        }

        row.Reset();
        return run;
    }

    private static int CopyLive(SqliteSession session, (long Customer, long Book) book, Block block, SearchLines survivors)
    {
        var contacts = new ContactReader(session, book.Customer);
        var dropped = 0;
        for (var walk = new LineWalk(block.Lines, block.Runs, block.Number); walk.MoveNext();)
        {
            var line = walk.Current;
            if (contacts.StampOf(line.Phone, book.Book) == line.Stamp)
            {
                survivors.Add(walk.Text, line.Stamp, line.Block);
            }
            else
            {
                dropped++;
            }
        }

        return dropped;
    }

    private static void Replace(SqliteSession session, (long Customer, long Book) book, List<Block> run, SearchLines survivors, int dropped)
    {
        session.Prepare("delete from search_blocks where customer_id = ? and book_id = ? and block between ? and ?")
            .Bind(0, book.Customer).Bind(1, book.Book).Bind(2, run[0].Number).Bind(3, run[^1].Number).Run();
        if (survivors.Count > 0)
        {
            // Under the newest number, which is where a cursor into any of them is looked for.
            SearchBlocks.Write(session, book.Customer, book.Book, run[^1].Number, SearchBlocks.SizeClass(survivors.Lines.Length), survivors);
        }

        session.Prepare("update books set search_lines = search_lines - ? where customer_id = ? and book_id = ?")
            .Bind(0, dropped).Bind(1, book.Customer).Bind(2, book.Book).Run();
    }

    private sealed record Block(long Number, byte[] Lines, byte[] Runs);
}
