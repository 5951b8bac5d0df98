using ContactBooks.Core.Customers;

namespace ContactBooks.Storage;

/// <summary>
/// So much is under way at a time; more waits, and customers take turns. Whatever is bound by processors goes no faster for
/// being done all at once: it only takes them from everything else.
/// </summary>
/// <param name="most">How much may be under way now; asked when something comes or ends.</param>
internal sealed class FairSlots(Func<int> most)
{
    private readonly Lock _gate = new();
    private readonly FairQueue<TaskCompletionSource> _queue = new();
    private int _taken;
    private int _waiting;

    /// <summary>How many wait or are under way.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a slot; it is free again when what is returned is disposed of.</summary>
    /// <param name="customer">Whose turn it takes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async ValueTask<Slot> TakeAsync(CustomerId customer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _waiting);
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (_taken < most())
            {
                _taken++;
                return new Slot(this);
            }

            // Whoever leaves must not go on with the next one's work before its own.
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _queue.Enqueue(customer, turn);
        }

        // One that gives up stays in the queue until its turn, and is passed over then.
        await using (cancellation.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn))
        {
            try
            {
                await turn.Task;
            }
            catch
            {
                Interlocked.Decrement(ref _waiting);
                throw;
            }
        }

        return new Slot(this);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _waiting);
        lock (_gate)
        {
            _taken--;
            while (_taken < most() && _queue.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    _taken++;
                }
            }
        }
    }

    /// <summary>A slot that is taken.</summary>
    public readonly struct Slot(FairSlots slots) : IDisposable
    {
        public void Dispose() => slots.Leave();
    }
}
