namespace ContactBooks.Storage.Postgres;

/// <summary>Forgets changes that can no longer be undone, with their blocks, and before them the book that one has deleted.</summary>
internal sealed class ChangeForgetting(PostgresDatabase database)
{
    // Of a book b. Where its deletion was undone it says nothing of that any more.
    private const string IsGone =
        """
        b.deleted_by is not null and b.contact_count = 0 and exists (
          select from changes c where c.customer_id = b.customer_id and c.change_uid = b.deleted_by and c.undo_until <= $1 and c.state = 'DONE')
        """;

    private const string OldSearchBlocks =
        $"""
        select s.customer_id, s.book_id, s.block from search_blocks s
        where exists (select from books b where b.customer_id = s.customer_id and b.book_id = s.book_id and {IsGone})
        order by s.customer_id, s.book_id, s.block limit $2
        """;

    private const string DeleteSearchBlock =
        $"""
        delete from search_blocks where customer_id = $2 and book_id = $3 and block = $4
          and exists (select from books b where b.customer_id = $2 and b.book_id = $3 and {IsGone})
        """;

    private const string OldBooks = $"select b.customer_id, b.book_id from books b where {IsGone} order by b.customer_id, b.book_id limit $2";

    private const string DeleteBook = $"delete from books b where b.customer_id = $2 and b.book_id = $3 and {IsGone}";

    private const string Old =
        """
        select c.customer_id, c.change_uid from changes c
        where c.undo_until <= $1 and c.state in ('DONE', 'UNDONE')
          and not exists (select from books b where b.customer_id = c.customer_id and b.deleted_by = c.change_uid)
        order by c.customer_id, c.change_uid collate "C" limit $2
        """;

    private const string Delete =
        """
        with forgotten as (
          delete from changes where undo_until <= $1 and state in ('DONE', 'UNDONE') and customer_id = $2 and change_uid = $3
            and not exists (select from books b where b.customer_id = $2 and b.deleted_by = $3)
          returning change_uid)
        delete from change_blocks where customer_id = $2 and change_uid in (select change_uid from forgotten)
        """;

    /// <summary>An upload that found a book there when it was about to be deleted has ended by then, and nothing comes into it any more.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);

    /// <summary>One step; true if there may be more to forget.</summary>
    public async ValueTask<bool> StepAsync(DateTimeOffset now) =>
        await Forgetting.StepAsync(
            database, OldSearchBlocks, DeleteSearchBlock, now - LongestWrite,
            (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetInt64(1)).Bind(row.GetInt64(2))) ||
        await Forgetting.StepAsync(
            database, OldBooks, DeleteBook, now - LongestWrite, (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetInt64(1))) ||
        await Forgetting.StepAsync(database, Old, Delete, now, (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)));
}
