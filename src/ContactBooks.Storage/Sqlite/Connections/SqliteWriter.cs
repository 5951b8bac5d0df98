using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The one writer. A thread of its own owns the writing connection and takes work from a queue, so that everything
/// around a write (reading the request, phones, the answer) runs beside it.
/// <para>
/// Customers take turns in the queue. What waits in it is done in one transaction and shares one flush to disk. Work must
/// therefore be repeatable: if any of a group fails, the whole group is rolled back and each is done again alone, and only
/// the one at fault fails. That costs nothing while all goes well, where a savepoint each would copy every page that a later one touches.
/// </para>
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Uploads that share a flush at the most; more would make the first of them wait too long.</summary>
    private const int MaxGroup = 8;

    // Guards the queue, and is pulsed when something has come into it.
    private readonly object _gate = new();
    private readonly FairQueue<IWork> _queue = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteSession _session;
    private readonly Thread _thread;
    private bool _isClosed;
    private int _waiting;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _session = new SqliteSession(connection);
        _thread = new Thread(Run) { Name = "sqlite-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Work waiting or under way, for the metrics.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Does the work in a transaction; complete when it is on disk. Cancelled only while it still waits.</summary>
    /// <param name="customer">Whose turn it takes.</param>
    /// <param name="work">The work. It may be done more than once; only the last time stays.</param>
    /// <param name="cancellation">Cancels it while it waits.</param>
    public Task<T> WriteAsync<T>(CustomerId customer, Func<SqliteSession, T> work, CancellationToken cancellation = default)
    {
        var item = new Work<T>(work, cancellation);
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromException<T>(new StoreFaultException(StoreFaultKind.Unavailable, "The store is closed."));
            }

            Interlocked.Increment(ref _waiting);
            _queue.Enqueue(customer, item);
            Monitor.Pulse(_gate);
        }

        return item.Task;
    }

    /// <summary>The same for what is no customer's, such as upkeep: it takes turns as one customer more.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation = default) => WriteAsync(default, work, cancellation);

    /// <summary>The same for one statement; how many rows it changed.</summary>
    public Task<int> ChangeAsync(Func<SqliteSession, Statement> change) => WriteAsync(session => session.Change(change(session)));

    /// <summary>Ends when all that was asked for is done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _session.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var group = new List<IWork>(MaxGroup);
        while (WaitForGroup(group))
        {
            if (group.Count > 0 && TryTogether(group) is { } fault)
            {
                if (group.Count == 1)
                {
                    Interlocked.Decrement(ref _waiting);
                    group[0].Fail(fault);
                }
                else
                {
                    EachAlone(group);
                }
            }
        }
    }

    /// <summary>Waits for work and takes what is to be done together, without what was cancelled; false when there will be none.</summary>
    private bool WaitForGroup(List<IWork> group)
    {
        group.Clear();
        lock (_gate)
        {
            IWork? next;
            while (!_queue.TryDequeue(out next))
            {
                if (_isClosed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            do
            {
                if (next.CancelIfAsked())
                {
                    Interlocked.Decrement(ref _waiting);
                }
                else
                {
                    group.Add(next);
                }
            }
            while (group.Count < MaxGroup && _queue.TryDequeue(out next));
        }

        return true;
    }

    private void EachAlone(List<IWork> group)
    {
        foreach (var work in group)
        {
            if (TryTogether([work]) is { } fault)
            {
                Interlocked.Decrement(ref _waiting);
                work.Fail(fault);
            }
        }
    }

    /// <summary>One transaction for all. Null when it is on disk; else what went wrong, and nothing of it is.</summary>
    private Exception? TryTogether(List<IWork> group)
    {
        try
        {
            _session.Execute("begin immediate");
            foreach (var work in group)
            {
                work.Do(_session);
            }

            _session.Execute("commit");
        }
        catch (Exception e)
        {
            RollBack();
            return e is SqliteException sqlite ? SqliteFaults.Translate(sqlite) ?? e : e;
        }

        // First, so that whoever has its answer finds itself no longer counted.
        Interlocked.Add(ref _waiting, -group.Count);
        foreach (var work in group)
        {
            work.Complete();
        }

        return null;
    }

    private void RollBack()
    {
        // Some errors (a full disk) have ended the transaction already.
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            raw.sqlite3_exec(_connection.Handle, "rollback");
        }
    }

    private interface IWork
    {
        bool CancelIfAsked();

        void Do(SqliteSession session);

        void Complete();

        void Fail(Exception fault);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work, CancellationToken cancellation) : IWork
    {
        // Continuations must not run on the writer's thread.
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public bool CancelIfAsked() => cancellation.IsCancellationRequested && _done.TrySetCanceled(cancellation);

        public void Do(SqliteSession session) => _result = work(session);

        public void Complete() => _done.SetResult(_result!);

        public void Fail(Exception fault) => _done.SetException(fault);
    }
}
