using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Idempotency keys. The key's row is written in the transaction of the work it stands for, so a crash can't part them.
/// That a key is under way is a lock of the database's that ends with the transaction: so it is known to all nodes, and a
/// node that dies leaves nothing behind.
/// </summary>
internal sealed class PostgresKeys(PostgresDatabase database) : IKeyStore
{
    private const string FindSql =
        "select fingerprint, message, data, change_uid from idempotency_keys where customer_id = $1 and operation = $2 and key = $3 and created_at > $4";

    private const string LockSql = "select pg_try_advisory_xact_lock($1)";

    // A key past its day may be used again.
    private const string KeepSql =
        """
        insert into idempotency_keys (customer_id, operation, key, fingerprint, message, data, created_at, change_uid)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (customer_id, operation, key) do update
        set fingerprint = excluded.fingerprint, message = excluded.message, data = excluded.data, created_at = excluded.created_at,
          change_uid = excluded.change_uid
        """;

    private const string Expired =
        """
        select customer_id, operation, key from idempotency_keys where created_at <= $1
        order by customer_id, operation collate "C", key collate "C" limit $2
        """;

    private const string DeleteExpired = "delete from idempotency_keys where created_at <= $1 and customer_id = $2 and operation = $3 and key = $4";

    /// <summary>What is kept. That a key is under way is found when its write begins.</summary>
    public ValueTask<(KeyState State, KeptAnswer? Answer)> FindAsync(CustomerId customer, KeyedRequest request, DateTimeOffset now) =>
        database.ReadAsync(async connection =>
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Find(customer, request, now) } };
            await using var row = await batch.ExecuteReaderAsync();
            return await ReadAsync(row, request);
        });

    /// <summary>Does a write once, whether or not a key asks for it.</summary>
    /// <param name="customer">Whose write it is.</param>
    /// <param name="keep">The key and how to render its answer; null for a write without a key.</param>
    /// <param name="now">When it takes place.</param>
    /// <param name="work">The write; null if the book is not there.</param>
    public ValueTask<Written<T>> WriteAsync<T>(
        CustomerId customer, AnswerToKeep<T>? keep, DateTimeOffset now, Func<PostgresTransaction, ValueTask<T?>> work)
        where T : class =>
        keep is null
            ? database.WriteAsync(
                async transaction => await work(transaction) is { } value ? new Written<T>(WriteEnd.Done, value) : new Written<T>(WriteEnd.BookNotFound),
                isRepeatable: false,
                _ => false)
            : database.WriteAsync(
                transaction => OnceAsync(transaction, customer, keep, now, work),
                isRepeatable: true,
                written => written.End == WriteEnd.KeyInProgress);

    /// <summary>Forgets some keys past their lifetime; true if there may be more.</summary>
    public ValueTask<bool> ForgetAsync(DateTimeOffset now) => Forgetting.StepAsync(
        database,
        Expired,
        DeleteExpired,
        now - KeyedRequest.Lifetime,
        (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)).Bind(row.GetString(2)));

    private static async ValueTask<Written<T>> OnceAsync<T>(
        PostgresTransaction transaction, CustomerId customer, AnswerToKeep<T> keep, DateTimeOffset now, Func<PostgresTransaction, ValueTask<T?>> work)
        where T : class
    {
        if (await DecideAsync<T>(await transaction.BeginAsync(), customer, keep.Request, now) is { } decided)
        {
            return decided;
        }

        if (await work(transaction) is not { } value)
        {
            return new Written<T>(WriteEnd.BookNotFound);
        }

        var answer = keep.AnswerOf(value);
        var command = new NpgsqlBatchCommand(KeepSql);
        command.Parameters.Bind(customer.Value).Bind(keep.Request.Operation).Bind(keep.Request.Key).BindBytes(keep.Request.Fingerprint)
            .Bind(answer.Message).BindBytes(answer.Data).BindTime(now).BindText(answer.ChangeUid);
        transaction.AtEnd(command);
        return new Written<T>(WriteEnd.Done, value, answer);
    }

    /// <summary>The end of a write that may not go ahead; null for one that may, and then the key is this transaction's.</summary>
    private static async ValueTask<Written<T>?> DecideAsync<T>(NpgsqlConnection connection, CustomerId customer, KeyedRequest request, DateTimeOffset now)
    {
        // Two statements in one message: the second sees what was committed before the first got the lock.
        var take = new NpgsqlBatchCommand(LockSql);
        take.Parameters.Bind(LockOf(customer, request));
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { take, Find(customer, request, now) } };
        await using var row = await batch.ExecuteReaderAsync();
        await row.ReadAsync();
        var isOurs = row.GetBoolean(0);
        await row.NextResultAsync();
        var (state, before) = await ReadAsync(row, request);
        return state switch
        {
            KeyState.Answered => new Written<T>(WriteEnd.Replayed, default, before),
            KeyState.Reused => new Written<T>(WriteEnd.KeyReused),
            _ => isOurs ? null : new Written<T>(WriteEnd.KeyInProgress),
        };
    }

    private static NpgsqlBatchCommand Find(CustomerId customer, KeyedRequest request, DateTimeOffset now)
    {
        var find = new NpgsqlBatchCommand(FindSql);
        find.Parameters.Bind(customer.Value).Bind(request.Operation).Bind(request.Key).BindTime(now - KeyedRequest.Lifetime);
        return find;
    }

    private static async ValueTask<(KeyState State, KeptAnswer? Answer)> ReadAsync(NpgsqlDataReader row, KeyedRequest request) =>
        !await row.ReadAsync() ? (KeyState.Unknown, null)
        : row.Bytes(0).Span.SequenceEqual(request.Fingerprint.Span) ? (KeyState.Answered, new KeptAnswer(row.GetString(1), row.Bytes(2), row.Text(3)))
        : (KeyState.Reused, null);

    /// <summary>64 bits of a hash: two keys that share them would only wait for each other.</summary>
    private static long LockOf(CustomerId customer, KeyedRequest request) => BinaryPrimitives.ReadInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{customer.Value}\n{request.Operation}\n{request.Key}"))));
}
