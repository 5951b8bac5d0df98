using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Storage.History;

namespace ContactBooks.Storage.Sqlite;

/// <summary>The history in the embedded store.</summary>
internal sealed class SqliteHistory(SqliteWriter writer, ReaderPool readers) : IHistoryStore
{
    private const string ByUid = $"select {ChangeRows.Columns} {ChangeRows.From} where c.customer_id = ? and c.change_uid = ? and c.undo_until > ?";

    private const string Newest =
        $"""
        select {ChangeRows.Columns} {ChangeRows.From}
        where c.customer_id = ?1 and c.undo_until > ?2 and (c.created_at, c.change_uid) < (?3, ?4) and (?7 is null or c.kind = ?7)
        order by c.created_at desc, c.change_uid desc limit ?5 offset ?6
        """;

    private const string NewestOfBook =
        $"""
        select {ChangeRows.Columns} {ChangeRows.From}
        where c.customer_id = ?1 and c.book_id = ?8 and c.undo_until > ?2 and (c.created_at, c.change_uid) < (?3, ?4) and (?7 is null or c.kind = ?7)
        order by c.created_at desc, c.change_uid desc limit ?5 offset ?6
        """;

    private const string Begin =
        """
        update changes set state = 'UNDOING', undo_token = ?, undo_user = ?, lease_until = ?
        where customer_id = ? and change_uid = ? and state in ('DONE', 'RUNNING') and undo_until > ?
        """;

    private const string Block = "select entries from change_blocks where customer_id = ? and change_uid = ? and block = ?";

    private const string NoteBlock = "update change_blocks set kept = ? where customer_id = ? and change_uid = ? and block = ?";

    private const string NoteUndone =
        """
        update changes set
          undone_blocks = undone_blocks + ?1, removed = removed + ?2, restored = restored + ?3, unlinked = unlinked + ?4, kept = kept + ?5, lease_until = ?6,
          state = case when undone_blocks + ?1 >= blocks then 'UNDONE' else state end,
          undone_at = case when undone_blocks + ?1 >= blocks then ?7 end
        where customer_id = ?8 and change_uid = ?9
        """;

    private const string NoteMade = "update changes set state = ?, lease_until = ? where customer_id = ? and change_uid = ?";

    private const string NextUnderWay =
        "select customer_id, change_uid from changes where state in ('RUNNING', 'UNDOING') and lease_until <= ? order by lease_until limit 1";

    private const string Lease = "update changes set lease_until = ? where customer_id = ? and change_uid = ?";

    private const string KeptBlocks =
        """
        select block, kept from change_blocks
        where customer_id = ? and change_uid = ? and block <= ? and length(kept) > 0 order by block desc
        """;

    private const string PhoneOf = "select phone from contacts where customer_id = ? and contact_uid = ?";

    public ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now) =>
        ValueTask.FromResult(readers.Read(session => Find(session, customer, changeUid, now)?.Change));

    public ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, ChangeFilter filter, Slice<ChangeCursor> slice, DateTimeOffset now)
    {
        var found = readers.Read(session =>
        {
            var rows = session.Prepare(filter.Book is null ? Newest : NewestOfBook).Bind(0, customer.Value).Bind(1, now)
                .Bind(2, slice.After?.CreatedAt ?? long.MaxValue).BindText(3, slice.After?.Uid ?? "~").Bind(4, slice.Limit + 1).Bind(5, slice.Offset)
                .BindText(6, filter.Kind is { } kind ? ChangeColumns.Of(kind) : null);
            if (filter.Book is { } only)
            {
                rows.Bind(7, only.Value);
            }

            var changes = new List<Change>();
            while (rows.Step())
            {
                changes.Add(ChangeRows.Read(rows));
            }

            return changes;
        });
        return ValueTask.FromResult(found.ToPage(slice.Limit, change => new ChangeCursor(change.CreatedAt.ToUnixTimeMilliseconds(), change.Uid)));
    }

    public ValueTask<Page<ContactChange, BlockCursor>> ListOfContactAsync(
        CustomerId customer, ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now) =>
        ValueTask.FromResult(readers.Read(session => new ContactChanges(session, customer).List(contact, since, look, now)));

    public ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice) =>
        ValueTask.FromResult(readers.Read(session =>
        {
            var page = new KeptPage(slice);
            var rows = session.Prepare(KeptBlocks).Bind(0, customer.Value).BindText(1, changeUid).Bind(2, slice.After?.Block ?? long.MaxValue);
            while (!page.IsFull && rows.Step())
            {
                page.Take(rows.Integer(0), rows.Bytes(1));
            }

            rows.Reset();
            return page.Finish(uid => FindPhone(session, customer, uid));
        }));

    public async ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until) =>
        await writer.WriteAsync(customer, session =>
        {
            session.Prepare(Begin).BindText(0, by.TokenUid).BindText(1, by.UserUid).Bind(2, until)
                .Bind(3, customer.Value).BindText(4, changeUid).Bind(5, now).Run();
            if (session.Changes == 1)
            {
                BookDeletion.TakeBack(session, customer.Value, changeUid);
            }

            return Find(session, customer, changeUid, now)?.Change;
        });

    public async ValueTask<Change?> ContinueAsync(
        CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        await writer.WriteAsync(
            customer,
            session =>
            {
                // What was begun in time is finished, however long it takes.
                var found = Find(session, customer, changeUid, DateTimeOffset.UnixEpoch);
                switch (found)
                {
                    case { Change.State: ChangeState.Undoing }:
                        UndoNext(session, customer, found, now, until);
                        break;
                    case { Change.State: ChangeState.Running }:
                        MakeNext(session, customer, found, now, until);
                        break;
                    default:
                        return Find(session, customer, changeUid, now)?.Change;
                }

                return Find(session, customer, changeUid);
            },
            cancellation);

    public async ValueTask<ChangeLease?> LeaseAsync(DateTimeOffset now, DateTimeOffset until)
    {
        // Asked every second, mostly in vain: only where there is something to do is anything written.
        if (readers.Read(session => FindUnderWay(session, now)) is null)
        {
            return null;
        }

        return await writer.WriteAsync(session =>
        {
            if (FindUnderWay(session, now) is not { } lease)
            {
                return null;
            }

            session.Prepare(Lease).Bind(0, until).Bind(1, lease.Customer.Value).BindText(2, lease.ChangeUid).Run();
            return lease;
        });
    }

    /// <summary>The change of that identifier, inside a transaction, however old; null if there is none.</summary>
    public static Change? Find(SqliteSession session, CustomerId customer, string changeUid) =>
        Find(session, customer, changeUid, DateTimeOffset.UnixEpoch)?.Change;

    private static void UndoNext(SqliteSession session, CustomerId customer, FoundChange found, DateTimeOffset now, DateTimeOffset until)
    {
        var (blocks, counts) = UndoBlock(session, customer.Value, found.Change.Uid, found.NextBlock, now);
        session.Prepare(NoteUndone).Bind(0, blocks).Bind(1, counts.Removed).Bind(2, counts.Restored).Bind(3, counts.Unlinked).Bind(4, counts.Kept)
            .Bind(5, until).Bind(6, now).Bind(7, customer.Value).BindText(8, found.Change.Uid).Run();
    }

    private static void MakeNext(SqliteSession session, CustomerId customer, FoundChange found, DateTimeOffset now, DateTimeOffset until)
    {
        var isLast = BookDeletion.Step(session, customer.Value, found.Book, FurtherBlocks.Of(found.Change), now.ToUnixTimeMilliseconds());
        session.Prepare(NoteMade).BindText(0, ChangeColumns.Of(isLast ? ChangeState.Done : ChangeState.Running)).Bind(1, until)
            .Bind(2, customer.Value).BindText(3, found.Change.Uid).Run();
    }

    /// <summary>Takes back a block, if there is one left; how many that were, and what became of its contacts.</summary>
    private static (int Blocks, UndoCounts Counts) UndoBlock(SqliteSession session, long customer, string changeUid, long block, DateTimeOffset now)
    {
        var row = session.Prepare(Block).Bind(0, customer).BindText(1, changeUid).Bind(2, block);
        if (!row.Step())
        {
            return default;
        }

        using var undo = new BlockUndo(session, customer, now.ToUnixTimeMilliseconds());
        var counts = undo.Run(row.Bytes(0));
        row.Reset();
        session.Prepare(NoteBlock).BindBlob(0, undo.Kept).Bind(1, customer).BindText(2, changeUid).Bind(3, block).Run();
        return (1, counts);
    }

    private static ChangeLease? FindUnderWay(SqliteSession session, DateTimeOffset now)
    {
        var row = session.Prepare(NextUnderWay).Bind(0, now);
        var lease = row.Step() ? new ChangeLease(new CustomerId(row.Integer(0)), row.Text(1)!) : null;
        row.Reset();
        return lease;
    }

    private static Phone? FindPhone(SqliteSession session, CustomerId customer, ContactUid uid)
    {
        var row = session.Prepare(PhoneOf).Bind(0, customer.Value).BindUid(1, uid);
        Phone? phone = row.Step() ? new Phone(row.Integer(0)) : null;
        row.Reset();
        return phone;
    }

    private static FoundChange? Find(SqliteSession session, CustomerId customer, string changeUid, DateTimeOffset now)
    {
        var row = session.Prepare(ByUid).Bind(0, customer.Value).BindText(1, changeUid).Bind(2, now);
        if (!row.Step())
        {
            return null;
        }

        var found = new FoundChange(ChangeRows.Read(row), row.Integer(23) - row.Integer(24), new BookId(row.Integer(27)));
        row.Reset();
        return found;
    }

    /// <summary>A change, the newest of its blocks that isn't taken back, and its book's own number.</summary>
    private sealed record FoundChange(Change Change, long NextBlock, BookId Book);
}
