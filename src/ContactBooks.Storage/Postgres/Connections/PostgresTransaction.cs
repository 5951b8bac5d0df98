using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// A transaction of READ COMMITTED that begins with the first statement that needs one, and whose last statements go in one
/// message with COMMIT. Each message is a round trip, and a waking of a process on both sides: an upload over a local
/// PostgreSQL makes three where it made five.
/// </summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly List<NpgsqlBatchCommand> _last = [];
    private readonly List<IDisposable> _kept = [];
    private NpgsqlTransaction? _transaction;

    /// <summary>The connection, for reading what needs no transaction.</summary>
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>Begins, unless it has begun. Nothing is sent yet: it goes with the next statement.</summary>
    public async ValueTask<NpgsqlConnection> BeginAsync()
    {
        _transaction ??= await Connection.BeginTransactionAsync();
        return Connection;
    }

    /// <summary>Adds a statement that runs last, right before COMMIT; nobody hears what it answers.</summary>
    public void AtEnd(NpgsqlBatchCommand command) => _last.Add(command);

    /// <summary>Keeps what the last statements' parameters lie in until they have run.</summary>
    public void Keep(IDisposable memory) => _kept.Add(memory);

    /// <summary>Takes back what was done; nothing is left to commit.</summary>
    public async ValueTask RollBackAsync()
    {
        _last.Clear();
        if (_transaction is not null)
        {
            await _transaction.RollbackAsync();
            await _transaction.DisposeAsync();
            _transaction = null;
        }
    }

    /// <summary>
    /// Commits what there is to commit. An ERROR in answer means that the server rolled back; anything else than success
    /// leaves it open. A WARNING does too: a wait for the synchronous standby that was cut short is told that way, and then
    /// success.
    /// </summary>
    /// <exception cref="CommitLostException">COMMIT was sent, and nobody knows what became of it.</exception>
    /// <exception cref="Core.Store.StoreFaultException">It came with a warning.</exception>
    public async ValueTask CommitAsync()
    {
        if (_last.Count > 0)
        {
            await BeginAsync();
        }

        if (_transaction is null)
        {
            return;
        }

        PostgresNotice? warning = null;
        void Note(object sender, NpgsqlNoticeEventArgs told) => warning = told.Notice.InvariantSeverity == "WARNING" ? told.Notice : warning;

        Connection.Notice += Note;
        try
        {
            await using var batch = new NpgsqlBatch(Connection);
            foreach (var command in _last)
            {
                batch.BatchCommands.Add(command);
            }

            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.InvariantSeverity == "ERROR")
        {
            throw;
        }
        catch (Exception e) when (PostgresFaults.Of(e) is not PostgresFault.Ours)
        {
            throw new CommitLostException(e);
        }
        finally
        {
            Connection.Notice -= Note;
        }

        if (warning is not null)
        {
            throw new Core.Store.StoreFaultException(
                Core.Store.StoreFaultKind.OutcomeUnknown, $"PostgreSQL committed with a warning: SQLSTATE {warning.SqlState}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _kept.ForEach(memory => memory.Dispose());
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }
    }
}
