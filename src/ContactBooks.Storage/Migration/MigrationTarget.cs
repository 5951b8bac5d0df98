using ContactBooks.Core.Store;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Storage.Migration;

/// <summary>The PostgreSQL database that a store is moved into, inside the one transaction that does it all.</summary>
internal sealed class MigrationTarget(NpgsqlConnection connection)
{
    // A role's own limits are meant for requests; this takes minutes. Until the end nobody else can make a customer here.
    private const string Claim =
        """
        set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '10s';
        lock table customers in share row exclusive mode
        """;

    private const string HasCustomers = "select exists (select from customers)";

    // Numbers that were drawn are never given back, so a sequence only goes up; a move that fails leaves a gap and no harm.
    private const string SetSequence =
        "select setval($1::regclass, greatest($2, (select coalesce(pg_sequence_last_value($1::regclass), 1))), $2 > 0 or pg_sequence_last_value($1::regclass) is not null)";

    private const string WrongBook =
        """
        select b.book_uid, b.contact_count, coalesce(m.members, 0)
        from books b left join (select customer_id, book_id, count(*) as members from memberships group by customer_id, book_id) m
          on m.customer_id = b.customer_id and m.book_id = b.book_id
        where b.contact_count <> coalesce(m.members, 0) limit 1
        """;

    /// <summary>Takes it for this move alone.</summary>
    /// <exception cref="StoreRefusedException">It has customers.</exception>
    /// <exception cref="StoreFaultException">Another program is at work in it.</exception>
    public async Task ClaimAsync()
    {
        try
        {
            await RunAsync(Claim);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreFaultException(
                StoreFaultKind.Unavailable, $"Another program is making customers in {connection.Database}: a server, or a second move.", e);
        }

        if ((bool)await ScalarAsync(HasCustomers))
        {
            throw new StoreRefusedException(
                $"The database {connection.Database} has customers already, and a store is moved into an empty one only: make another with createdb. Nothing was changed.");
        }
    }

    /// <summary>Takes in what a table of the source has.</summary>
    /// <param name="table">The table.</param>
    /// <param name="write">Writes the rows.</param>
    public void Copy(MigratedTable table, Action<NpgsqlBinaryImporter> write)
    {
        using var importer = connection.BeginBinaryImport(table.Copy);
        write(importer);
        importer.Complete();
    }

    /// <summary>How many rows a table has.</summary>
    public async Task<long> CountAsync(MigratedTable table) => (long)await ScalarAsync(table.Count);

    /// <summary>Sees to it that the next number of a sequence is larger than this.</summary>
    public async Task SetSequenceAsync(string sequence, long largest)
    {
        await using var command = new NpgsqlCommand(SetSequence, connection);
        command.Parameters.Bind(sequence).Bind(largest);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A book whose count of contacts isn't how many there are in it, told in words; null where all are right.</summary>
    public async Task<string?> WrongBookAsync()
    {
        await using var command = new NpgsqlCommand(WrongBook, connection);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? FormattableString.Invariant($"The book {row.GetString(0)} counts {row.GetInt64(1)} contacts and has {row.GetInt64(2)}.") : null;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object> ScalarAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())!;
    }
}
