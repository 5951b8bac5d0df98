namespace ContactBooks.Storage.Sqlite;

/// <summary>Forgets changes that can no longer be undone, their blocks first.</summary>
internal static class ChangeForgetting
{
    private const string Blocks =
        """
        delete from change_blocks where rowid in (
          select b.rowid from changes c join change_blocks b on b.customer_id = c.customer_id and b.change_uid = c.change_uid
          where c.undo_until <= ? and c.state <> 'UNDOING' limit ?)
        """;

    private const string Changes =
        """
        delete from changes where (customer_id, change_uid) in (
          select c.customer_id, c.change_uid from changes c
          where c.undo_until <= ? and c.state <> 'UNDOING' and not exists (
            select 1 from change_blocks b where b.customer_id = c.customer_id and b.change_uid = c.change_uid)
          limit ?)
        """;

    private const int BlocksAtOnce = 100;
    private const int ChangesAtOnce = 500;

    /// <summary>One step; true if there may be more to forget.</summary>
    public static bool Step(SqliteSession session, DateTimeOffset now)
    {
        session.Prepare(Blocks).Bind(0, now).Bind(1, BlocksAtOnce).Run();
        if (session.Changes == BlocksAtOnce)
        {
            return true;
        }

        session.Prepare(Changes).Bind(0, now).Bind(1, ChangesAtOnce).Run();
        return session.Changes == ChangesAtOnce;
    }
}
