using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Imports in the embedded store.</summary>
internal sealed class SqliteImports(KeyedWrites writes, SqliteWriter writer, ReaderPool readers) : IImportStore
{
    private const string Columns =
        """
        i.import_uid, b.book_uid, i.file_name, i.file_bytes, i.options, i.state, i.is_cancel_requested, i.total_rows,
        i.rows_read, i.created, i.updated, i.skipped, i.invalid, i.fault_code, i.fault_message, i.created_at, i.started_at, i.ended_at, i.suppressed, i.warnings
        """;

    private const string OfBooks = "from imports i join books b on b.customer_id = i.customer_id and b.book_id = i.book_id";

    private const string KeepPiece =
        "insert or replace into import_pieces (customer_id, import_uid, piece, bytes, kept_at) values (?, ?, ?, ?, ?)";

    private const string Insert =
        """
        insert into imports (customer_id, import_uid, book_id, file_name, file_bytes, options, state, is_cancel_requested,
          rows_read, created, updated, skipped, invalid, suppressed, warnings, created_at, lease_until)
        select customer_id, ?2, book_id, ?4, ?5, ?6, 'QUEUED', 0, 0, 0, 0, 0, 0, 0, 0, ?7, 0 from books
        where customer_id = ?1 and book_id = ?3 and deleted_by is null
        """;

    private const string ByUid = $"select {Columns} {OfBooks} where i.customer_id = ? and i.book_id = ? and i.import_uid = ?";

    private const string NewestFirst =
        $"""
        select {Columns} {OfBooks}
        where i.customer_id = ?1 and i.book_id = ?2 and (?3 is null or i.import_uid < ?3)
        order by i.import_uid desc limit ?4 offset ?5
        """;

    private const string Piece = "select bytes from import_pieces where customer_id = ? and import_uid = ? and piece = ?";

    private const string Cancel =
        """
        update imports set
          is_cancel_requested = 1,
          state = case state when 'QUEUED' then 'CANCELLED' else state end,
          ended_at = case state when 'QUEUED' then ? else ended_at end
        where customer_id = ? and book_id = ? and import_uid = ? and ended_at is null
        """;

    private const string ReleaseAbandoned = "update imports set lease = null, lease_until = 0 where ended_at is null and lease is not null";

    // A customer's imports go one after the other: two into one book would otherwise end in either order.
    private const string NextToDo =
        """
        select i.customer_id, i.import_uid from imports i
        where i.ended_at is null and i.lease_until <= ?1
          and not exists (
            select 1 from imports o where o.ended_at is null and o.lease_until > ?1 and o.customer_id = i.customer_id)
        order by i.created_at, i.import_uid limit 1
        """;

    private const string Lease =
        """
        update imports set state = 'RUNNING', lease = ?1, lease_until = ?2, started_at = coalesce(started_at, ?3)
        where customer_id = ?4 and import_uid = ?5
        """;

    private const string Leased = $"select {Columns}, i.book_id {OfBooks} where i.customer_id = ? and i.import_uid = ?";

    private const string Held =
        "select is_cancel_requested, rows_read from imports where customer_id = ? and import_uid = ? and lease = ? and ended_at is null";

    private const string Extend =
        "update imports set total_rows = coalesce(?, total_rows), lease_until = ? where customer_id = ? and import_uid = ?";

    private const string Advance =
        """
        update imports set rows_read = ?, created = ?, updated = ?, skipped = ?, invalid = ?, suppressed = ?, warnings = ?, lease_until = ?
        where customer_id = ? and import_uid = ?
        """;

    private const string Reject =
        "insert into import_rejects (customer_id, import_uid, row_number, reason, message, cells) values (?, ?, ?, ?, ?, ?)";

    private const string End =
        """
        update imports set state = ?, fault_code = ?, fault_message = ?, ended_at = ?, lease = null, lease_until = 0
        where customer_id = ? and import_uid = ? and lease = ? and ended_at is null
        """;

    private const string Release =
        "update imports set lease = null, lease_until = 0 where customer_id = ? and import_uid = ? and lease = ? and ended_at is null";

    private const string Rejects =
        """
        select row_number, reason, message, cells from import_rejects
        where customer_id = ? and import_uid = ? and row_number > ? order by row_number limit ?
        """;

    public async ValueTask KeepPieceAsync(
        CustomerId customer, string importUid, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation) =>
        await writer.WriteAsync(
            customer,
            session =>
            {
                session.Prepare(KeepPiece).Bind(0, customer.Value).BindText(1, importUid).Bind(2, number).BindBlob(3, bytes.Span).Bind(4, now).Run();
                return true;
            },
            cancellation);

    public ValueTask<Written<Import>> CreateAsync(
        CustomerId customer, BookId book, NewImport import, DateTimeOffset now, AnswerToKeep<Import>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session =>
            {
                session.Prepare(Insert).Bind(0, customer.Value).BindText(1, import.Uid).Bind(2, book.Value).BindText(3, import.FileName)
                    .Bind(4, import.FileBytes).BindBlob(5, import.Options.Span).Bind(6, now).Run();
                var made = Find(session, customer, book, import.Uid);
                if (made is not null && import.Remember is { } mapping)
                {
                    RememberedMappings.Remember(session, customer, mapping, now);
                }

                if (made is not null && import.Change is { } change)
                {
                    ChangeRecords.Begin(session, customer.Value, book.Value, change, ChangeState.Done, now.ToUnixTimeMilliseconds());
                }

                return made;
            },
            cancellation);

    public ValueTask<Import?> FindAsync(CustomerId customer, BookId book, string importUid) =>
        ValueTask.FromResult(readers.Read(session => Find(session, customer, book, importUid)));

    public ValueTask<Page<Import, ImportCursor>> ListAsync(CustomerId customer, BookId book, Slice<ImportCursor> slice)
    {
        var found = readers.Read(session =>
        {
            var imports = new List<Import>();
            var rows = session.Prepare(NewestFirst).Bind(0, customer.Value).Bind(1, book.Value).BindText(2, slice.After?.Uid)
                .Bind(3, slice.Limit + 1).Bind(4, slice.Offset);
            while (rows.Step())
            {
                imports.Add(Read(rows));
            }

            return imports;
        });
        return ValueTask.FromResult(found.ToPage(slice.Limit, import => new ImportCursor(import.Uid)));
    }

    public ValueTask<ColumnMapping?> FindMappingAsync(CustomerId customer, string headers, DateTimeOffset now) =>
        ValueTask.FromResult(readers.Read(session => RememberedMappings.Find(session, customer, headers, now)));

    public ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync(CustomerId customer, string importUid, int number, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read<ReadOnlyMemory<byte>>(session =>
        {
            var row = session.Prepare(Piece).Bind(0, customer.Value).BindText(1, importUid).Bind(2, number);
            var bytes = row.Step() ? row.Bytes(0).ToArray() : [];
            row.Reset();
            return bytes;
        }));

    public async ValueTask<Import?> CancelAsync(CustomerId customer, BookId book, string importUid, DateTimeOffset now) =>
        await writer.WriteAsync(customer, session =>
        {
            session.Prepare(Cancel).Bind(0, now).Bind(1, customer.Value).Bind(2, book.Value).BindText(3, importUid).Run();
            return Find(session, customer, book, importUid);
        });

    public async ValueTask ReleaseAbandonedAsync() =>
        await writer.WriteAsync(session =>
        {
            session.Prepare(ReleaseAbandoned).Run();
            return true;
        });

    public async ValueTask<ImportLease?> LeaseAsync(string token, DateTimeOffset now, DateTimeOffset until)
    {
        // Asked every second, mostly in vain: only where there is something to do is anything written.
        if (readers.Read(session => Next(session, now)) is null)
        {
            return null;
        }

        return await writer.WriteAsync(session =>
        {
            if (Next(session, now) is not var (customer, uid))
            {
                return null;
            }

            session.Prepare(Lease).BindText(0, token).Bind(1, until).Bind(2, now).Bind(3, customer).BindText(4, uid).Run();
            var row = session.Prepare(Leased).Bind(0, customer).BindText(1, uid);
            if (!row.Step())
            {
                return null;
            }

            var lease = new ImportLease(new CustomerId(customer), new BookId(row.Integer(20)), Read(row), token);
            row.Reset();
            return lease;
        });
    }

    public async ValueTask<LeaseState> ExtendAsync(ImportLease lease, long? totalRows, DateTimeOffset until) =>
        await writer.WriteAsync(lease.Customer, session =>
        {
            var (state, _) = Hold(session, lease);
            if (state != LeaseState.Lost)
            {
                session.Prepare(Extend).Bind(0, totalRows).Bind(1, until).Bind(2, lease.Customer.Value).BindText(3, lease.Import.Uid).Run();
            }

            return state;
        });

    public async ValueTask<LeaseState> AdvanceAsync(
        ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected, DateTimeOffset until) =>
        await writer.WriteAsync(lease.Customer, session =>
        {
            var (state, rowsRead) = Hold(session, lease);
            if (state == LeaseState.Lost || rowsRead != before.Read)
            {
                return rowsRead == after.Read ? state : LeaseState.Lost;
            }

            session.Prepare(Advance).Bind(0, after.Read).Bind(1, after.Created).Bind(2, after.Updated).Bind(3, after.Skipped).Bind(4, after.Invalid)
                .Bind(5, after.Suppressed).Bind(6, after.Warnings).Bind(7, until).Bind(8, lease.Customer.Value).BindText(9, lease.Import.Uid).Run();
            var insert = session.Prepare(Reject).Bind(0, lease.Customer.Value).BindText(1, lease.Import.Uid);
            foreach (var line in rejected)
            {
                insert.Bind(2, line.Number).BindText(3, line.Reason).BindText(4, line.Message).BindText(5, TextListColumn.Write(line.Cells)).Run();
            }

            return state;
        });

    public async ValueTask<bool> EndAsync(ImportLease lease, ImportState state, ImportFault? fault, DateTimeOffset now) =>
        await writer.WriteAsync(lease.Customer, session =>
        {
            session.Prepare(End).BindText(0, ImportStateColumn.Of(state)).BindText(1, fault?.Code).BindText(2, fault?.Message).Bind(3, now)
                .Bind(4, lease.Customer.Value).BindText(5, lease.Import.Uid).BindText(6, lease.Token).Run();
            return session.Changes == 1;
        });

    public async ValueTask ReleaseAsync(ImportLease lease) =>
        await writer.WriteAsync(lease.Customer, session =>
        {
            session.Prepare(Release).Bind(0, lease.Customer.Value).BindText(1, lease.Import.Uid).BindText(2, lease.Token).Run();
            return true;
        });

    public ValueTask<IReadOnlyList<RejectedLine>> ListRejectedAsync(CustomerId customer, string importUid, long after, int limit) =>
        ValueTask.FromResult(readers.Read<IReadOnlyList<RejectedLine>>(session =>
        {
            var lines = new List<RejectedLine>();
            var rows = session.Prepare(Rejects).Bind(0, customer.Value).BindText(1, importUid).Bind(2, after).Bind(3, limit);
            while (rows.Step())
            {
                lines.Add(new RejectedLine(rows.Integer(0), rows.Text(1)!, rows.Text(2)!, TextListColumn.Read(rows.Text(3)!)));
            }

            return lines;
        }));

    /// <summary>Whether the lease is still held, inside a transaction, and how many rows have been told of.</summary>
    private static (LeaseState State, long RowsRead) Hold(SqliteSession session, ImportLease lease)
    {
        var row = session.Prepare(Held).Bind(0, lease.Customer.Value).BindText(1, lease.Import.Uid).BindText(2, lease.Token);
        if (!row.Step())
        {
            return (LeaseState.Lost, -1);
        }

        var held = (row.Integer(0) == 0 ? LeaseState.Held : LeaseState.CancelRequested, row.Integer(1));
        row.Reset();
        return held;
    }

    private static (long Customer, string Uid)? Next(SqliteSession session, DateTimeOffset now)
    {
        var row = session.Prepare(NextToDo).Bind(0, now);
        if (!row.Step())
        {
            return null;
        }

        var next = (row.Integer(0), row.Text(1)!);
        row.Reset();
        return next;
    }

    private static Import? Find(SqliteSession session, CustomerId customer, BookId book, string importUid)
    {
        var row = session.Prepare(ByUid).Bind(0, customer.Value).Bind(1, book.Value).BindText(2, importUid);
        if (!row.Step())
        {
            return null;
        }

        var import = Read(row);
        row.Reset();
        return import;
    }

    private static Import Read(Statement row) => new()
    {
        Uid = row.Text(0)!,
        BookUid = row.Text(1)!,
        FileName = row.Text(2),
        FileBytes = row.Integer(3),
        Options = row.Bytes(4).ToArray(),
        State = ImportStateColumn.Read(row.Text(5)!),
        IsCancelRequested = row.Integer(6) != 0,
        TotalRows = row.IsNull(7) ? null : row.Integer(7),
        Counts = new ImportCounts(row.Integer(8), row.Integer(9), row.Integer(10), row.Integer(11), row.Integer(12)) { Suppressed = row.Integer(18), Warnings = row.Integer(19) },
        Fault = row.Text(13) is { } code ? new ImportFault(code, row.Text(14)!) : null,
        CreatedAt = row.Time(15),
        StartedAt = row.TimeOrNull(16),
        EndedAt = row.TimeOrNull(17),
    };
}
