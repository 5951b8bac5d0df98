using ContactBooks.Core.History;
using ContactBooks.Storage.History;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Writes down changes, in the transactions that make them.</summary>
internal static class ChangeRecords
{
    private const string AddSql =
        """
        insert into changes (customer_id, change_uid, kind, book_id, token_uid, user_uid, file_name, blocks, created, changed, linked, created_at, undo_until,
          state, undone_blocks, removed, restored, unlinked, kept, lease_until, left_books, deleted)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?)
        on conflict (customer_id, change_uid) do update set
          blocks = blocks + excluded.blocks, created = created + excluded.created, changed = changed + excluded.changed, linked = linked + excluded.linked,
          left_books = left_books + excluded.left_books, deleted = deleted + excluded.deleted,
          undo_until = excluded.undo_until
        returning blocks
        """;

    private const string AddBlockSql = "insert into change_blocks (customer_id, change_uid, block, entries) values (?, ?, ?, ?)";

    /// <summary>Begins a change that has done nothing yet.</summary>
    public static void Begin(SqliteSession session, long customer, long book, NewChange change, ChangeState state, long now) =>
        Add(session, customer, book, change, state, now, 0, default);

    /// <summary>Adds what a transaction did to its change, which begins with it if need be; the change's identifier, or null where nothing was done.</summary>
    public static string? Add(SqliteSession session, long customer, long book, ChangeRecording? recording, long now)
    {
        if (recording is not { IsEmpty: false })
        {
            return null;
        }

        var change = recording.Change;
        var block = Add(session, customer, book, change, ChangeState.Done, now, 1, recording.Counts);
        session.Prepare(AddBlockSql).Bind(0, customer).BindText(1, change.Uid).Bind(2, block).BindBlob(3, recording.Block.Span).Run();
        return change.Uid;
    }

    /// <summary>One that has begun keeps the state that it is in.</summary>
    private static long Add(
        SqliteSession session, long customer, long book, NewChange change, ChangeState state, long now, int blocks, ChangeCounts counts)
    {
        var row = session.Prepare(AddSql).Bind(0, customer).BindText(1, change.Uid).BindText(2, ChangeColumns.Of(change.Kind)).Bind(3, book)
            .BindText(4, change.By.TokenUid).BindText(5, change.By.UserUid).BindText(6, change.FileName)
            .Bind(7, blocks).Bind(8, counts.Created).Bind(9, counts.Changed).Bind(10, counts.Linked).Bind(11, now).Bind(12, change.UndoUntil)
            .BindText(13, ChangeColumns.Of(state)).Bind(14, counts.Unlinked).Bind(15, counts.Deleted);
        row.Step();
        var all = row.Integer(0);
        row.Reset();
        return all;
    }
}
