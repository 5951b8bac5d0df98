using System.Diagnostics;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// The connections to PostgreSQL, and the one place that tries again. Again is only what is safe:
/// <list type="bullet">
/// <item>reading, and a transaction whose COMMIT wasn't sent, after a conflict or the loss of the connection;</item>
/// <item>after a lost COMMIT, work that finds out for itself whether it was done before (it holds an idempotency key).</item>
/// </list>
/// Everything else is told to the caller as what it is.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>A restart takes a second or two: much of it is waited out here rather than by every client.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    /// <summary>How long the fate of a lost COMMIT is looked for before the client has to ask for it again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private const int MaxConflicts = 10;

    private readonly NpgsqlDataSource _all;
    private readonly NpgsqlDataSource _source;

    public PostgresDatabase(NpgsqlConnectionStringBuilder settings)
    {
        // The name is a label of the driver's metrics; unless given it would be the connection string.
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "contactbooks" };
        builder.AddRawValues();
        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            var hosts = builder.BuildMultiHost();
            (_all, _source) = (hosts, hosts.WithTargetSession(TargetSessionAttributes.Primary));
        }
        else
        {
            _all = _source = builder.Build();
        }
    }

    /// <summary>Answers if a primary does, at the first attempt: a load balancer asks again soon enough.</summary>
    public async ValueTask PingAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand("select pg_is_in_recovery()", connection);
            if (await command.ExecuteScalarAsync(cancellation) is true)
            {
                throw new StoreFaultException(StoreFaultKind.Unavailable, "PostgreSQL is a standby here, and no primary is configured.");
            }
        }
        catch (Exception e) when (PostgresFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Reads, each statement for itself.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<NpgsqlConnection, ValueTask<T>> read, CancellationToken cancellation = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation);
                return await read(connection);
            }
            catch (Exception e) when (PostgresFaults.Of(e) is not PostgresFault.Ours)
            {
                await PauseAsync(e, attempt);
            }
        }
    }

    /// <summary>Does work in a transaction (READ COMMITTED); complete when it is committed.</summary>
    public ValueTask<T> WriteAsync<T>(Func<NpgsqlConnection, ValueTask<T>> work) =>
        WriteAsync(async transaction => await work(await transaction.BeginAsync()), isRepeatable: false, _ => false);

    /// <summary>The same for work that may be done twice without harm.</summary>
    public ValueTask<T> WriteRepeatableAsync<T>(Func<NpgsqlConnection, ValueTask<T>> work) =>
        WriteAsync(async transaction => await work(await transaction.BeginAsync()), isRepeatable: true, _ => false);

    /// <summary>The same for work that begins the transaction itself, and may see for itself whether it was done before.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isRepeatable">Whether it may be done twice without harm, or sees for itself that it was done.</param>
    /// <param name="isUndecided">Whether its result says that the lost transaction may still be under way.</param>
    public async ValueTask<T> WriteAsync<T>(Func<PostgresTransaction, ValueTask<T>> work, bool isRepeatable, Func<T, bool> isUndecided)
    {
        long? lostAt = null;
        for (var attempt = 0; ; attempt++)
        {
            Exception? fault = null;
            try
            {
                var result = await TransactAsync(work);
                if (lostAt is null || !isUndecided(result))
                {
                    return result;
                }
            }
            catch (CommitLostException e) when (isRepeatable)
            {
                _all.Clear();
                lostAt ??= Stopwatch.GetTimestamp();
                fault = e;
            }
            catch (CommitLostException e)
            {
                _all.Clear();
                throw OutcomeUnknown(e);
            }
            catch (Exception e) when (PostgresFaults.Of(e) is not PostgresFault.Ours)
            {
                fault = e;
            }

            if (lostAt is not { } since)
            {
                await PauseAsync(fault!, attempt);
            }
            else if (Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(LookAgain);
            }
            else
            {
                throw OutcomeUnknown(fault);
            }
        }
    }

    public ValueTask DisposeAsync() => _all.DisposeAsync();

    private static StoreFaultException OutcomeUnknown(Exception? cause) =>
        new(StoreFaultKind.OutcomeUnknown, "The connection to PostgreSQL ended during COMMIT.", cause);

    private async ValueTask<T> TransactAsync<T>(Func<PostgresTransaction, ValueTask<T>> work)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = new PostgresTransaction(connection);
        var result = await work(transaction);
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>Waits before the next attempt, or throws what it has come to.</summary>
    private async ValueTask PauseAsync(Exception fault, int attempt)
    {
        switch (PostgresFaults.Of(fault))
        {
            case PostgresFault.Conflict when attempt < MaxConflicts:
                await Task.Delay(Random.Shared.Next(1, 10 * (attempt + 1)));
                break;
            case PostgresFault.ConnectionLost when attempt < Pauses.Length:
                // What else lies in the pool leads to the same server.
                _all.Clear();
                await Task.Delay(Pauses[attempt]);
                break;
            default:
                throw PostgresFaults.Translate(fault)!;
        }
    }
}
