using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The history in PostgreSQL.</summary>
internal sealed class PostgresHistory(PostgresDatabase database, FairSlots slots) : IHistoryStore
{
    private const string ByUid = $"select {ChangeRows.Columns} {ChangeRows.From} where c.customer_id = $1 and c.change_uid = $2 and c.undo_until > $3";

    private const string Newest =
        $"""
        select {ChangeRows.Columns} {ChangeRows.From}
        where c.customer_id = $1 and c.undo_until > $2 and (c.created_at, c.change_uid collate "C") < ($3, $4) and ($7::text is null or c.kind = $7)
        order by c.created_at desc, c.change_uid collate "C" desc limit $5 offset $6
        """;

    private const string NewestOfBook =
        $"""
        select {ChangeRows.Columns} {ChangeRows.From}
        where c.customer_id = $1 and c.book_id = $8 and c.undo_until > $2 and (c.created_at, c.change_uid collate "C") < ($3, $4) and ($7::text is null or c.kind = $7)
        order by c.created_at desc, c.change_uid collate "C" desc limit $5 offset $6
        """;

    private const string Begin =
        """
        update changes set state = 'UNDOING', undo_token = $1, undo_user = $2, lease_until = $3
        where customer_id = $4 and change_uid = $5 and state in ('DONE', 'RUNNING') and undo_until > $6
        """;

    private const string Lock = "select state, blocks - undone_blocks, kind, book_id from changes where customer_id = $1 and change_uid = $2 for update";

    private const string Block = "select entries from change_blocks where customer_id = $1 and change_uid = $2 and block = $3";

    private const string NoteBlock = "update change_blocks set kept = $4 where customer_id = $1 and change_uid = $2 and block = $3";

    private const string NoteUndone =
        """
        update changes set
          undone_blocks = undone_blocks + $3, removed = removed + $4, restored = restored + $5, unlinked = unlinked + $6, kept = kept + $7, lease_until = $8,
          state = case when undone_blocks + $3 >= blocks then 'UNDONE' else state end,
          undone_at = case when undone_blocks + $3 >= blocks then $9 end
        where customer_id = $1 and change_uid = $2
        """;

    private const string NoteMade = "update changes set state = $3, lease_until = $4 where customer_id = $1 and change_uid = $2";

    // A deleted book gets contacts even when all have left it, by an upload that began before.
    private const string UnderWay =
        """
        (select customer_id, change_uid from changes where state in ('RUNNING', 'UNDOING') and lease_until <= $1 order by lease_until limit 8)
        union all
        (select customer_id, deleted_by from books where deleted_by is not null and contact_count > 0 limit 8)
        """;

    private const string Lease =
        "update changes set lease_until = $1 where customer_id = $2 and change_uid = $3 and state <> 'UNDONE' and lease_until <= $4";

    private const string KeptBlocks =
        """
        select block, kept from change_blocks
        where customer_id = $1 and change_uid = $2 and block <= $3 and length(kept) > 0 order by block desc
        """;

    private const string Phones =
        """
        select c.contact_uid, c.phone
        from unnest($2) as p (contact_uid)
        cross join lateral (select contact_uid, phone from contacts where customer_id = $1 and contact_uid = p.contact_uid offset 0) c
        """;

    public ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now) =>
        database.ReadAsync(connection => FindAsync(connection, customer, changeUid, now));

    public ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, ChangeFilter filter, Slice<ChangeCursor> slice, DateTimeOffset now) =>
        database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(filter.Book is null ? Newest : NewestOfBook, connection);
            command.Parameters.Bind(customer.Value).BindTime(now).Bind(slice.After?.CreatedAt ?? long.MaxValue).Bind(slice.After?.Uid ?? "~")
                .Bind((long)slice.Limit + 1).Bind(slice.Offset)
                .BindText(filter.Kind is { } kind ? ChangeColumns.Of(kind) : null);
            if (filter.Book is { } only)
            {
                command.Parameters.Bind(only.Value);
            }

            await using var row = await command.ExecuteReaderAsync();
            var found = new List<Change>();
            while (await row.ReadAsync())
            {
                found.Add(ChangeRows.Read(row));
            }

            return found.ToPage(slice.Limit, change => new ChangeCursor(change.CreatedAt.ToUnixTimeMilliseconds(), change.Uid));
        });

    public ValueTask<Page<ContactChange, BlockCursor>> ListOfContactAsync(
        CustomerId customer, ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now) =>
        database.ReadAsync(connection => new ContactChanges(connection, customer).ListAsync(contact, since, look, now));

    public ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            var page = new KeptPage(slice);
            await using (var command = new NpgsqlCommand(KeptBlocks, connection))
            {
                command.Parameters.Bind(customer.Value).Bind(changeUid).Bind(slice.After?.Block ?? long.MaxValue);
                await using var row = await command.ExecuteReaderAsync();
                while (!page.IsFull && await row.ReadAsync())
                {
                    page.Take(row.GetInt64(0), row.Bytes(1).Span);
                }
            }

            var phones = await PhonesAsync(connection, customer, page.Uids);
            return page.Finish(uid => phones.TryGetValue(uid, out var phone) ? phone : null);
        });

    public ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until) =>
        database.WriteRepeatableAsync(async connection =>
        {
            await using (var begin = new NpgsqlCommand(Begin, connection))
            {
                begin.Parameters.BindText(by.TokenUid).BindText(by.UserUid).BindTime(until).Bind(customer.Value).Bind(changeUid).BindTime(now);
                if (await begin.ExecuteNonQueryAsync() == 1)
                {
                    await BookDeletion.TakeBackAsync(connection, customer.Value, changeUid);
                }
            }

            return await FindAsync(connection, customer, changeUid, now);
        });

    public async ValueTask<Change?> ContinueAsync(
        CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        using (await slots.TakeAsync(customer, cancellation))
        {
            // Done again after a lost COMMIT it does the next block, which somebody has to do anyway.
            var wasUnderWay = await database.WriteAsync(transaction => ContinueAsync(transaction, customer, changeUid, now, until), isRepeatable: true, _ => false);

            // What was begun in time is finished, however long it takes.
            return await FindAsync(customer, changeUid, wasUnderWay ? DateTimeOffset.UnixEpoch : now);
        }
    }

    public async ValueTask<ChangeLease?> LeaseAsync(DateTimeOffset now, DateTimeOffset until)
    {
        foreach (var lease in await database.ReadAsync(connection => UnderWayAsync(connection, now)))
        {
            if (await database.WriteRepeatableAsync(connection => LeaseAsync(connection, lease, now, until)))
            {
                return lease;
            }
        }

        return null;
    }

    private static async ValueTask<bool> ContinueAsync(
        PostgresTransaction transaction, CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until)
    {
        var next = await LockAsync(await transaction.BeginAsync(), customer, changeUid);
        switch (next)
        {
            case { State: ChangeState.Undoing }:
                await UndoNextAsync(transaction, customer, changeUid, next.Block, now, until);
                return true;
            case { State: ChangeState.Running or ChangeState.Done, Kind: ChangeKind.BookDeletion }:
                await MakeNextAsync(transaction, customer, changeUid, next.Book, now, until);
                return next.State == ChangeState.Running;
            default:
                return false;
        }
    }

    private static async ValueTask MakeNextAsync(
        PostgresTransaction transaction, CustomerId customer, string changeUid, BookId book, DateTimeOffset now, DateTimeOffset until)
    {
        var change = await FindAsync(transaction.Connection, customer, changeUid, DateTimeOffset.UnixEpoch);
        var isLast = await BookDeletion.StepAsync(transaction, customer.Value, book, change!, now.ToUnixTimeMilliseconds());
        var note = new NpgsqlBatchCommand(NoteMade);
        note.Parameters.Bind(customer.Value).Bind(changeUid).Bind(ChangeColumns.Of(isLast ? ChangeState.Done : ChangeState.Running)).BindTime(until);
        transaction.AtEnd(note);
    }

    private static async ValueTask UndoNextAsync(
        PostgresTransaction transaction, CustomerId customer, string changeUid, long number, DateTimeOffset now, DateTimeOffset until)
    {
        var (blocks, counts) = (0L, default(UndoCounts));
        if (await ReadBlockAsync(transaction.Connection, customer, changeUid, number) is { IsEmpty: false } block)
        {
            var undo = new BlockUndo(transaction, customer.Value, now.ToUnixTimeMilliseconds());
            transaction.Keep(undo);
            (blocks, counts) = (1, await undo.RunAsync(block));
            var noteBlock = new NpgsqlBatchCommand(NoteBlock);
            noteBlock.Parameters.Bind(customer.Value).Bind(changeUid).Bind(number).BindBytes(undo.Kept);
            transaction.AtEnd(noteBlock);
        }

        var note = new NpgsqlBatchCommand(NoteUndone);
        note.Parameters.Bind(customer.Value).Bind(changeUid).Bind(blocks)
            .Bind(counts.Removed).Bind(counts.Restored).Bind(counts.Unlinked).Bind(counts.Kept).BindTime(until).BindTime(now);
        transaction.AtEnd(note);
    }

    /// <summary>Locks a change, to the transaction's end; how it stands. Null if there is none.</summary>
    private static async ValueTask<LockedChange?> LockAsync(NpgsqlConnection connection, CustomerId customer, string changeUid)
    {
        await using var command = new NpgsqlCommand(Lock, connection);
        command.Parameters.Bind(customer.Value).Bind(changeUid);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new LockedChange(
                ChangeColumns.ReadState(row.GetString(0)), row.GetInt64(1), ChangeColumns.ReadKind(row.GetString(2)), new BookId(row.GetInt64(3)))
            : null;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBlockAsync(NpgsqlConnection connection, CustomerId customer, string changeUid, long number)
    {
        await using var command = new NpgsqlCommand(Block, connection);
        command.Parameters.Bind(customer.Value).Bind(changeUid).Bind(number);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? row.Bytes(0) : default;
    }

    private static async ValueTask<IReadOnlyList<ChangeLease>> UnderWayAsync(NpgsqlConnection connection, DateTimeOffset now)
    {
        await using var command = new NpgsqlCommand(UnderWay, connection);
        command.Parameters.BindTime(now);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<ChangeLease>();
        while (await row.ReadAsync())
        {
            found.Add(new ChangeLease(new CustomerId(row.GetInt64(0)), row.GetString(1)));
        }

        return found;
    }

    private static async ValueTask<bool> LeaseAsync(NpgsqlConnection connection, ChangeLease lease, DateTimeOffset now, DateTimeOffset until)
    {
        await using var command = new NpgsqlCommand(Lease, connection);
        command.Parameters.BindTime(until).Bind(lease.Customer.Value).Bind(lease.ChangeUid).BindTime(now);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private static async ValueTask<Dictionary<ContactUid, Phone?>> PhonesAsync(NpgsqlConnection connection, CustomerId customer, IEnumerable<ContactUid> uids)
    {
        await using var command = new NpgsqlCommand(Phones, connection);
        command.Parameters.Bind(customer.Value).Bind(uids.Select(uid => uid.ToGuid()).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var phones = new Dictionary<ContactUid, Phone?>();
        while (await row.ReadAsync())
        {
            phones[row.Uid(0)] = new Phone(row.GetInt64(1));
        }

        return phones;
    }

    /// <summary>The change of that identifier, unless it could be undone only until a time; null if there is none.</summary>
    public static async ValueTask<Change?> FindAsync(NpgsqlConnection connection, CustomerId customer, string changeUid, DateTimeOffset now)
    {
        await using var command = new NpgsqlCommand(ByUid, connection);
        command.Parameters.Bind(customer.Value).Bind(changeUid).BindTime(now);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? ChangeRows.Read(row) : null;
    }

    /// <summary>A change that is locked.</summary>
    /// <param name="State">Where it stands.</param>
    /// <param name="Block">The newest of its blocks that isn't taken back; 0 where none is left.</param>
    /// <param name="Kind">What made it.</param>
    /// <param name="Book">Its book.</param>
    private sealed record LockedChange(ChangeState State, long Block, ChangeKind Kind, BookId Book);
}
