using ContactBooks.Core.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Changes as they are told, with the names of book and people.</summary>
internal static class ChangeRows
{
    /// <summary>What is selected of a change.</summary>
    public const string Columns =
        """
        c.change_uid, c.kind, b.book_uid, c.token_uid, t.name, u.user_uid, u.name, c.file_name, c.created, c.changed, c.linked, c.state,
          c.created_at, c.undo_until, c.undo_token, ut.name, uu.user_uid, uu.name, c.undone_at, c.removed, c.restored, c.unlinked, c.kept,
          c.left_books, c.deleted, b.name
        """;

    /// <summary>Where it is selected from: changes <c>c</c> and what they name.</summary>
    public const string From =
        """
        from changes c
        left join books b on b.customer_id = c.customer_id and b.book_id = c.book_id and (b.deleted_by is null or b.deleted_by = c.change_uid)
        left join tokens t on t.customer_id = c.customer_id and t.token_uid = c.token_uid
        left join users u on u.customer_id = c.customer_id and u.user_uid = coalesce(c.user_uid, t.user_uid)
        left join tokens ut on ut.customer_id = c.customer_id and ut.token_uid = c.undo_token
        left join users uu on uu.customer_id = c.customer_id and uu.user_uid = coalesce(c.undo_user, ut.user_uid)
        """;

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static Change Read(NpgsqlDataReader row)
    {
        var state = ChangeColumns.ReadState(row.GetString(11));
        return new Change
        {
            Uid = row.GetString(0),
            Kind = ChangeColumns.ReadKind(row.GetString(1)),
            BookUid = row.Text(2),
            BookName = row.Text(25),
            By = new Author(row.Text(3), row.Text(4), row.Text(5), row.Text(6)),
            FileName = row.Text(7),
            Counts = new ChangeCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(23), row.GetInt64(24)),
            State = state,
            CreatedAt = row.Time(12),
            UndoUntil = row.Time(13),
            UndoneBy = state is ChangeState.Undoing or ChangeState.Undone ? new Author(row.Text(14), row.Text(15), row.Text(16), row.Text(17)) : null,
            UndoneAt = row.TimeOrNull(18),
            Undone = new UndoCounts(row.GetInt64(19), row.GetInt64(20), row.GetInt64(21), row.GetInt64(22)),
        };
    }
}
