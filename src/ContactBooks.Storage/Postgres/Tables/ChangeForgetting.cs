namespace ContactBooks.Storage.Postgres;

/// <summary>Forgets changes that can no longer be undone, with their blocks.</summary>
internal sealed class ChangeForgetting(PostgresDatabase database)
{
    private const string Old =
        """
        select customer_id, change_uid from changes where undo_until <= $1 and state <> 'UNDOING'
        order by customer_id, change_uid collate "C" limit $2
        """;

    private const string Delete =
        """
        with forgotten as (
          delete from changes where undo_until <= $1 and state <> 'UNDOING' and customer_id = $2 and change_uid = $3 returning change_uid)
        delete from change_blocks where customer_id = $2 and change_uid in (select change_uid from forgotten)
        """;

    /// <summary>One step; true if there may be more to forget.</summary>
    public ValueTask<bool> StepAsync(DateTimeOffset now) =>
        Forgetting.StepAsync(database, Old, Delete, now, (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)));
}
