namespace ContactBooks.Storage.Sqlite;

/// <summary>Forgets changes that can no longer be undone, their blocks first, and before them the book that one has deleted.</summary>
internal static class ChangeForgetting
{
    // Of a deletion that holds: where it was undone the book says nothing of it any more.
    private const string OfDeletedBooks =
        """
        from changes c join books b on b.customer_id = c.customer_id and b.deleted_by = c.change_uid
        """;

    private const string SearchBlocks =
        $"""
        delete from search_blocks where rowid in (
          select s.rowid {OfDeletedBooks} join search_blocks s on s.customer_id = b.customer_id and s.book_id = b.book_id
          where c.undo_until <= ? and c.state = 'DONE' limit ?)
        """;

    private const string Books =
        $"""
        delete from books where (customer_id, book_id) in (
          select b.customer_id, b.book_id {OfDeletedBooks} where c.undo_until <= ? and c.state = 'DONE' limit ?)
        """;

    private const string Blocks =
        """
        delete from change_blocks where rowid in (
          select b.rowid from changes c join change_blocks b on b.customer_id = c.customer_id and b.change_uid = c.change_uid
          where c.undo_until <= ? and c.state in ('DONE', 'UNDONE') limit ?)
        """;

    private const string Changes =
        """
        delete from changes where (customer_id, change_uid) in (
          select c.customer_id, c.change_uid from changes c
          where c.undo_until <= ? and c.state in ('DONE', 'UNDONE') and not exists (
            select 1 from change_blocks b where b.customer_id = c.customer_id and b.change_uid = c.change_uid)
          limit ?)
        """;

    private const int BlocksAtOnce = 100;
    private const int BooksAtOnce = 100;
    private const int ChangesAtOnce = 500;

    /// <summary>One step; true if there may be more to forget.</summary>
    public static bool Step(SqliteSession session, DateTimeOffset now) =>
        Forget(session, SearchBlocks, now, BlocksAtOnce) ||
        Forget(session, Books, now, BooksAtOnce) ||
        Forget(session, Blocks, now, BlocksAtOnce) ||
        Forget(session, Changes, now, ChangesAtOnce);

    private static bool Forget(SqliteSession session, string sql, DateTimeOffset now, int atOnce)
    {
        session.Prepare(sql).Bind(0, now).Bind(1, atOnce).Run();
        return session.Changes == atOnce;
    }
}
