using System.Collections.Concurrent;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Idempotency keys. The key's row is written in the transaction of the work it stands for, so a crash can't part them;
/// that a key is under way is known in memory alone, since one process serves an embedded database.
/// </summary>
internal sealed class KeyedWrites(SqliteWriter writer, ReaderPool readers) : IKeyStore
{
    private const string FindSql =
        "select fingerprint, message, data, change_uid from idempotency_keys where customer_id = ? and operation = ? and key = ? and created_at > ?";

    private const string KeepSql =
        """
        insert or replace into idempotency_keys (customer_id, operation, key, fingerprint, message, data, created_at, change_uid)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string ForgetSql =
        "delete from idempotency_keys where rowid in (select rowid from idempotency_keys where created_at <= ? limit ?)";

    private const int ForgetAtOnce = 500;

    private readonly ConcurrentDictionary<(CustomerId, string, string), bool> _underWay = [];

    public ValueTask<(KeyState State, KeptAnswer? Answer)> FindAsync(CustomerId customer, KeyedRequest request, DateTimeOffset now)
    {
        var found = readers.Read(session => Find(session, customer, request, now));
        return ValueTask.FromResult(found.State == KeyState.Unknown && _underWay.ContainsKey(NameOf(customer, request))
            ? (KeyState.InProgress, null)
            : found);
    }

    /// <summary>Does a write once, whether or not a key asks for it.</summary>
    /// <param name="customer">Whose write it is.</param>
    /// <param name="keep">The key and how to render its answer; null for a write without a key.</param>
    /// <param name="now">When it takes place.</param>
    /// <param name="work">The write; null if the book is not there.</param>
    /// <param name="cancellation">Cancels it while it waits.</param>
    public async ValueTask<Written<T>> WriteAsync<T>(
        CustomerId customer, AnswerToKeep<T>? keep, DateTimeOffset now, Func<SqliteSession, T?> work, CancellationToken cancellation)
        where T : class
    {
        if (keep is null)
        {
            var value = await writer.WriteAsync(customer, work, cancellation);
            return value is null ? new Written<T>(WriteEnd.BookNotFound) : new Written<T>(WriteEnd.Done, value);
        }

        var name = NameOf(customer, keep.Request);
        if (!_underWay.TryAdd(name, true))
        {
            return new Written<T>(WriteEnd.KeyInProgress);
        }

        try
        {
            return await writer.WriteAsync(customer, session => Once(session, customer, keep, now, work), cancellation);
        }
        finally
        {
            _underWay.TryRemove(name, out _);
        }
    }

    /// <summary>Forgets some keys past their lifetime; true if there may be more.</summary>
    public static bool Forget(SqliteSession session, DateTimeOffset now)
    {
        session.Prepare(ForgetSql).Bind(0, now - KeyedRequest.Lifetime).Bind(1, ForgetAtOnce).Run();
        return session.Changes == ForgetAtOnce;
    }

    private static Written<T> Once<T>(SqliteSession session, CustomerId customer, AnswerToKeep<T> keep, DateTimeOffset now, Func<SqliteSession, T?> work)
        where T : class
    {
        var (state, before) = Find(session, customer, keep.Request, now);
        if (state != KeyState.Unknown)
        {
            return new Written<T>(state == KeyState.Answered ? WriteEnd.Replayed : WriteEnd.KeyReused, null, before);
        }

        if (work(session) is not { } value)
        {
            return new Written<T>(WriteEnd.BookNotFound);
        }

        var answer = keep.AnswerOf(value);
        session.Prepare(KeepSql).Bind(0, customer.Value)
            .BindText(1, keep.Request.Operation).BindText(2, keep.Request.Key).BindBlob(3, keep.Request.Fingerprint.Span)
            .BindText(4, answer.Message).BindBlob(5, answer.Data.Span).Bind(6, now).BindText(7, answer.ChangeUid)
            .Run();
        return new Written<T>(WriteEnd.Done, value, answer);
    }

    private static (KeyState State, KeptAnswer? Answer) Find(SqliteSession session, CustomerId customer, KeyedRequest request, DateTimeOffset now)
    {
        var row = session.Prepare(FindSql).Bind(0, customer.Value)
            .BindText(1, request.Operation).BindText(2, request.Key).Bind(3, now - KeyedRequest.Lifetime);
        if (!row.Step())
        {
            return (KeyState.Unknown, null);
        }

        var found = row.Bytes(0).SequenceEqual(request.Fingerprint.Span)
            ? (KeyState.Answered, new KeptAnswer(row.Text(1)!, row.Bytes(2).ToArray(), row.Text(3)))
            : (KeyState.Reused, null);
        row.Reset();
        return found;
    }

    private static (CustomerId, string, string) NameOf(CustomerId customer, KeyedRequest request) => (customer, request.Operation, request.Key);
}
