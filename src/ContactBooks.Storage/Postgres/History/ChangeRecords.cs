using ContactBooks.Core.History;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Writes down changes, in the transactions that make them and in one message with COMMIT.</summary>
internal static class ChangeRecords
{
    private const string Begin =
        """
        insert into changes as c (customer_id, change_uid, kind, book_id, token_uid, user_uid, file_name, blocks, created, changed, linked, created_at, undo_until,
          left_books, deleted, state, undone_blocks, removed, restored, unlinked, kept, lease_until)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, 0, 0, 0, 0)
        on conflict (customer_id, change_uid) do update set
          blocks = c.blocks + excluded.blocks, created = c.created + excluded.created, changed = c.changed + excluded.changed,
          linked = c.linked + excluded.linked, left_books = c.left_books + excluded.left_books,
          deleted = c.deleted + excluded.deleted, undo_until = excluded.undo_until
        returning blocks
        """;

    private const string AddBlock =
        $"""
        with counted as ({Begin})
        insert into change_blocks (customer_id, change_uid, block, entries) select $1, $2, blocks, $17 from counted
        """;

    /// <summary>Begins a change that is told of before it has done anything.</summary>
    public static async ValueTask BeginAsync(NpgsqlConnection connection, long customer, long book, NewChange change, ChangeState state, long now)
    {
        await using var begin = new NpgsqlCommand(Begin, connection);
        Bind(begin.Parameters, customer, book, change, state, now, 0, default);
        await begin.ExecuteNonQueryAsync();
    }

    /// <summary>Begins a change that has done nothing yet.</summary>
    public static void BeginAtEnd(PostgresTransaction transaction, long customer, long book, NewChange change, long now)
    {
        var begin = new NpgsqlBatchCommand(Begin);
        Bind(begin.Parameters, customer, book, change, ChangeState.Done, now, 0, default);
        transaction.AtEnd(begin);
    }

    /// <summary>Adds what a transaction did to its change, which begins with it if need be; the change's identifier, or null where nothing was done.</summary>
    public static string? AddAtEnd(PostgresTransaction transaction, long customer, long book, ChangeRecording? recording, long now)
    {
        if (recording is not { IsEmpty: false })
        {
            return null;
        }

        var add = new NpgsqlBatchCommand(AddBlock);
        Bind(add.Parameters, customer, book, recording.Change, ChangeState.Done, now, 1, recording.Counts);
        add.Parameters.BindBytes(recording.Block);
        transaction.AtEnd(add);
        return recording.Change.Uid;
    }

    /// <summary>One that has begun keeps the state that it is in.</summary>
    private static void Bind(
        NpgsqlParameterCollection parameters,
        long customer,
        long book,
        NewChange change,
        ChangeState state,
        long now,
        long blocks,
        ChangeCounts counts) => parameters
        .Bind(customer).Bind(change.Uid).Bind(ChangeColumns.Of(change.Kind)).Bind(book)
        .BindText(change.By.TokenUid).BindText(change.By.UserUid).BindText(change.FileName)
        .Bind(blocks).Bind(counts.Created).Bind(counts.Changed).Bind(counts.Linked).Bind(now).BindTime(change.UndoUntil)
        .Bind(counts.Unlinked).Bind(counts.Deleted).Bind(ChangeColumns.Of(state));
}
