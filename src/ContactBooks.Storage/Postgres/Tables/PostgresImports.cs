using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Imports in PostgreSQL.</summary>
internal sealed class PostgresImports(PostgresDatabase database, PostgresKeys keys) : IImportStore
{
    private const string Columns =
        """
        i.import_uid, b.book_uid, i.file_name, i.file_bytes, i.options, i.state, i.is_cancel_requested, i.total_rows,
        i.rows_read, i.created, i.updated, i.skipped, i.invalid, i.fault_code, i.fault_message, i.created_at, i.started_at, i.ended_at, i.suppressed, i.warnings
        """;

    private const string OfBooks = "from imports i join books b on b.customer_id = i.customer_id and b.book_id = i.book_id";

    private const string KeepPiece =
        """
        insert into import_pieces (customer_id, import_uid, piece, kept_at, bytes) values ($1, $2, $3, $4, $5)
        on conflict (customer_id, import_uid, piece) do update set kept_at = excluded.kept_at, bytes = excluded.bytes
        """;

    private const string Insert =
        """
        insert into imports (customer_id, import_uid, book_id, file_name, file_bytes, options, state, is_cancel_requested,
          rows_read, created, updated, skipped, invalid, suppressed, warnings, created_at, lease_until)
        select customer_id, $2, book_id, $4, $5, $6, 'QUEUED', false, 0, 0, 0, 0, 0, 0, 0, $7, 0 from books
        where customer_id = $1 and book_id = $3 and deleted_by is null
        """;

    private const string ByUid = $"select {Columns} {OfBooks} where i.customer_id = $1 and i.book_id = $2 and i.import_uid = $3";

    private const string NewestFirst =
        $"""
        select {Columns} {OfBooks}
        where i.customer_id = $1 and i.book_id = $2 and ($3::text is null or i.import_uid collate "C" < $3)
        order by i.import_uid collate "C" desc limit $4 offset $5
        """;

    private const string Piece = "select bytes from import_pieces where customer_id = $1 and import_uid = $2 and piece = $3";

    private const string Cancel =
        """
        update imports set
          is_cancel_requested = true,
          state = case state when 'QUEUED' then 'CANCELLED' else state end,
          ended_at = case state when 'QUEUED' then $1 else ended_at end
        where customer_id = $2 and book_id = $3 and import_uid = $4 and ended_at is null
        """;

    // A customer's imports go one after the other: two into one book would otherwise end in either order. Found over all
    // customers and taken by the whole key: a distributed table allows no other way.
    private const string ToDo =
        """
        select i.customer_id, i.import_uid from imports i
        where i.ended_at is null and i.lease_until <= $1
          and not exists (
            select 1 from imports o where o.ended_at is null and o.lease_until > $1 and o.customer_id = i.customer_id)
        order by i.created_at, i.import_uid collate "C" limit 8
        """;

    // Two nodes that saw the same list would take two imports of a customer, each unaware of the other's: whoever takes one
    // locks them all first, and what the next statement sees is as it is then.
    private const string LockToDo =
        """select 1 from imports where customer_id = $1 and ended_at is null order by import_uid collate "C" for update""";

    // Its own lease is no hindrance: the answer to a COMMIT may have been lost.
    private const string Lease =
        """
        update imports set state = 'RUNNING', lease = $1, lease_until = $2, started_at = coalesce(started_at, $3)
        where customer_id = $4 and import_uid = $5 and ended_at is null
          and not exists (
            select 1 from imports o where o.customer_id = $4 and o.ended_at is null and o.lease_until > $3 and o.lease <> $1)
        """;

    private const string Leased = $"select {Columns}, i.book_id {OfBooks} where i.customer_id = $1 and i.import_uid = $2";

    private const string Held =
        "select is_cancel_requested, rows_read from imports where customer_id = $1 and import_uid = $2 and lease = $3 and ended_at is null for update";

    private const string Extend =
        "update imports set total_rows = coalesce($1, total_rows), lease_until = $2 where customer_id = $3 and import_uid = $4";

    private const string Advance =
        """
        update imports set rows_read = $1, created = $2, updated = $3, skipped = $4, invalid = $5, suppressed = $6, warnings = $7, lease_until = $8
        where customer_id = $9 and import_uid = $10
        """;

    private const string Reject =
        """
        insert into import_rejects (customer_id, import_uid, row_number, reason, message, cells)
        select $1, $2, * from unnest($3::bigint[], $4::text[], $5::text[], $6::text[])
        """;

    private const string End =
        """
        update imports set state = $1, fault_code = $2, fault_message = $3, ended_at = $4, lease_until = 0
        where customer_id = $5 and import_uid = $6 and lease = $7 and (ended_at is null or state = $1)
        """;

    private const string Release =
        "update imports set lease = null, lease_until = 0 where customer_id = $1 and import_uid = $2 and lease = $3 and ended_at is null";

    private const string Rejects =
        """
        select row_number, reason, message, cells from import_rejects
        where customer_id = $1 and import_uid = $2 and row_number > $3 order by row_number limit $4
        """;

    public async ValueTask KeepPieceAsync(
        CustomerId customer, string importUid, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation) =>
        await database.WriteRepeatableAsync(connection => RunAsync(
            connection, KeepPiece, p => p.Bind(customer.Value).Bind(importUid).Bind((long)number).BindTime(now).BindBytes(bytes)));

    public ValueTask<Written<Import>> CreateAsync(
        CustomerId customer, BookId book, NewImport import, DateTimeOffset now, AnswerToKeep<Import>? keep, CancellationToken cancellation) =>
        keys.WriteAsync(customer, keep, now, async transaction =>
        {
            var connection = await transaction.BeginAsync();
            await RunAsync(connection, Insert, p => p.Bind(customer.Value).Bind(import.Uid).Bind(book.Value).BindText(import.FileName)
                .Bind(import.FileBytes).BindBytes(import.Options).BindTime(now));
            var made = await FindAsync(connection, customer, book, import.Uid);
            if (made is not null && import.Change is { } change)
            {
                ChangeRecords.BeginAtEnd(transaction, customer.Value, book.Value, change, now.ToUnixTimeMilliseconds());
            }

            if (made is not null && import.Remember is { } mapping)
            {
                await RememberedMappings.RememberAsync(connection, customer, mapping, now);
            }

            return made;
        });

    public ValueTask<Import?> FindAsync(CustomerId customer, BookId book, string importUid) =>
        database.ReadAsync(connection => FindAsync(connection, customer, book, importUid));

    public ValueTask<Page<Import, ImportCursor>> ListAsync(CustomerId customer, BookId book, Slice<ImportCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(NewestFirst, connection);
            command.Parameters.Bind(customer.Value).Bind(book.Value).BindText(slice.After?.Uid).Bind((long)slice.Limit + 1).Bind(slice.Offset);
            await using var row = await command.ExecuteReaderAsync();
            var found = new List<Import>();
            while (await row.ReadAsync())
            {
                found.Add(Read(row));
            }

            return found.ToPage(slice.Limit, import => new ImportCursor(import.Uid));
        });

    public ValueTask<ColumnMapping?> FindMappingAsync(CustomerId customer, string headers, DateTimeOffset now) =>
        RememberedMappings.FindAsync(database, customer, headers, now);

    public ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync(CustomerId customer, string importUid, int number, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(Piece, connection);
                command.Parameters.Bind(customer.Value).Bind(importUid).Bind((long)number);
                await using var row = await command.ExecuteReaderAsync(cancellation);
                return await row.ReadAsync(cancellation) ? row.Bytes(0) : default;
            },
            cancellation);

    public ValueTask<Import?> CancelAsync(CustomerId customer, BookId book, string importUid, DateTimeOffset now) =>
        database.WriteRepeatableAsync(async connection =>
        {
            await RunAsync(connection, Cancel, p => p.BindTime(now).Bind(customer.Value).Bind(book.Value).Bind(importUid));
            return await FindAsync(connection, customer, book, importUid);
        });

    /// <summary>Nothing: the other nodes are alive, for all that this one knows.</summary>
    public ValueTask ReleaseAbandonedAsync() => default;

    public async ValueTask<ImportLease?> LeaseAsync(string token, DateTimeOffset now, DateTimeOffset until)
    {
        foreach (var (customer, uid) in await database.ReadAsync(connection => ToDoAsync(connection, now)))
        {
            var lease = await database.WriteRepeatableAsync(connection => LeaseAsync(connection, customer, uid, token, now, until));
            if (lease is not null)
            {
                return lease;
            }
        }

        return null;
    }

    public ValueTask<LeaseState> ExtendAsync(ImportLease lease, long? totalRows, DateTimeOffset until) =>
        database.WriteRepeatableAsync(async connection =>
        {
            var (state, _) = await HoldAsync(connection, lease);
            if (state != LeaseState.Lost)
            {
                await RunAsync(connection, Extend, p => p.BindNumber(totalRows).BindTime(until).Bind(lease.Customer.Value).Bind(lease.Import.Uid));
            }

            return state;
        });

    public ValueTask<LeaseState> AdvanceAsync(
        ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected, DateTimeOffset until) =>
        database.WriteRepeatableAsync(async connection =>
        {
            var (state, rowsRead) = await HoldAsync(connection, lease);
            if (state == LeaseState.Lost || rowsRead != before.Read)
            {
                return rowsRead == after.Read ? state : LeaseState.Lost;
            }

            await RunAsync(connection, Advance, p => p.Bind(after.Read).Bind(after.Created).Bind(after.Updated).Bind(after.Skipped).Bind(after.Invalid)
                .Bind(after.Suppressed).Bind(after.Warnings).BindTime(until).Bind(lease.Customer.Value).Bind(lease.Import.Uid));
            if (rejected.Count > 0)
            {
                await RunAsync(connection, Reject, p => p.Bind(lease.Customer.Value).Bind(lease.Import.Uid)
                    .Bind(rejected.Select(line => line.Number).ToArray())
                    .Bind(rejected.Select(line => line.Reason).ToArray())
                    .Bind(rejected.Select(line => line.Message).ToArray())
                    .Bind(rejected.Select(line => TextListColumn.Write(line.Cells)).ToArray()));
            }

            return state;
        });

    public ValueTask<bool> EndAsync(ImportLease lease, ImportState state, ImportFault? fault, DateTimeOffset now) =>
        database.WriteRepeatableAsync(async connection => await RunAsync(
            connection,
            End,
            p => p.Bind(ImportStateColumn.Of(state)).BindText(fault?.Code).BindText(fault?.Message).BindTime(now)
                .Bind(lease.Customer.Value).Bind(lease.Import.Uid).Bind(lease.Token)) == 1);

    public async ValueTask ReleaseAsync(ImportLease lease) =>
        await database.WriteRepeatableAsync(connection => RunAsync(
            connection, Release, p => p.Bind(lease.Customer.Value).Bind(lease.Import.Uid).Bind(lease.Token)));

    public ValueTask<IReadOnlyList<RejectedLine>> ListRejectedAsync(CustomerId customer, string importUid, long after, int limit) =>
        database.ReadAsync<IReadOnlyList<RejectedLine>>(async connection =>
        {
            await using var command = new NpgsqlCommand(Rejects, connection);
            command.Parameters.Bind(customer.Value).Bind(importUid).Bind(after).Bind((long)limit);
            await using var row = await command.ExecuteReaderAsync();
            var lines = new List<RejectedLine>();
            while (await row.ReadAsync())
            {
                lines.Add(new RejectedLine(row.GetInt64(0), row.GetString(1), row.GetString(2), TextListColumn.Read(row.GetString(3))));
            }

            return lines;
        });

    private static async ValueTask<IReadOnlyList<(long Customer, string Uid)>> ToDoAsync(NpgsqlConnection connection, DateTimeOffset now)
    {
        await using var command = new NpgsqlCommand(ToDo, connection);
        command.Parameters.BindTime(now);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<(long, string)>();
        while (await row.ReadAsync())
        {
            found.Add((row.GetInt64(0), row.GetString(1)));
        }

        return found;
    }

    private static async ValueTask<ImportLease?> LeaseAsync(
        NpgsqlConnection connection, long customer, string uid, string token, DateTimeOffset now, DateTimeOffset until)
    {
        await RunAsync(connection, LockToDo, p => p.Bind(customer));
        if (await RunAsync(connection, Lease, p => p.Bind(token).BindTime(until).BindTime(now).Bind(customer).Bind(uid)) == 0)
        {
            return null; // another node was quicker
        }

        await using var command = new NpgsqlCommand(Leased, connection);
        command.Parameters.Bind(customer).Bind(uid);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? new ImportLease(new CustomerId(customer), new BookId(row.GetInt64(20)), Read(row), token) : null;
    }

    /// <summary>Whether the lease is still held, until the transaction's end, and how many rows have been told of.</summary>
    private static async ValueTask<(LeaseState State, long RowsRead)> HoldAsync(NpgsqlConnection connection, ImportLease lease)
    {
        await using var command = new NpgsqlCommand(Held, connection);
        command.Parameters.Bind(lease.Customer.Value).Bind(lease.Import.Uid).Bind(lease.Token);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? (row.GetBoolean(0) ? LeaseState.CancelRequested : LeaseState.Held, row.GetInt64(1))
            : (LeaseState.Lost, -1);
    }

    private static async ValueTask<Import?> FindAsync(NpgsqlConnection connection, CustomerId customer, BookId book, string importUid)
    {
        await using var command = new NpgsqlCommand(ByUid, connection);
        command.Parameters.Bind(customer.Value).Bind(book.Value).Bind(importUid);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? Read(row) : null;
    }

    private static async ValueTask<int> RunAsync(NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        return await command.ExecuteNonQueryAsync();
    }

    private static Import Read(NpgsqlDataReader row) => new()
    {
        Uid = row.GetString(0),
        BookUid = row.GetString(1),
        FileName = row.Text(2),
        FileBytes = row.GetInt64(3),
        Options = row.Bytes(4),
        State = ImportStateColumn.Read(row.GetString(5)),
        IsCancelRequested = row.GetBoolean(6),
        TotalRows = row.IsDBNull(7) ? null : row.GetInt64(7),
        Counts = new ImportCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12)) { Suppressed = row.GetInt64(18), Warnings = row.GetInt64(19) },
        Fault = row.Text(13) is { } code ? new ImportFault(code, row.GetString(14)) : null,
        CreatedAt = row.Time(15),
        StartedAt = row.TimeOrNull(16),
        EndedAt = row.TimeOrNull(17),
    };
}
