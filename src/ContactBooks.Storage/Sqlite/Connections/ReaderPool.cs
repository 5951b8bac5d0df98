using System.Collections.Concurrent;
using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The many readers. Each sees a whole, committed state and neither waits for the writer nor makes it wait. SQLite
/// works in the caller's thread, so these are plain calls.
/// </summary>
internal sealed class ReaderPool(SqliteFile file) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads in one snapshot.</summary>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        if (_closed)
        {
            throw new StoreFaultException(StoreFaultKind.Unavailable, "The store is closed.");
        }

        if (!_idle.TryTake(out var session))
        {
            session = new SqliteSession(file.OpenReader());
        }

        try
        {
            session.Execute("begin");
            var result = read(session);
            session.Execute("commit");
            _idle.Add(session);
            return result;
        }
        catch (Exception e)
        {
            // Whatever state it is in, it isn't used again.
            Close(session);
            if (e is SqliteException sqlite && SqliteFaults.Translate(sqlite) is { } fault)
            {
                throw fault;
            }

            throw;
        }
        finally
        {
            if (_closed)
            {
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
        {
            Close(session);
        }
    }

    private static void Close(SqliteSession session)
    {
        session.Dispose();
        session.Connection.Dispose();
    }
}
