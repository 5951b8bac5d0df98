using System.Diagnostics.CodeAnalysis;
using ContactBooks.Core.Customers;

namespace ContactBooks.Storage;

/// <summary>
/// What waits for the database, a customer's turn after another's: whoever has a thousand uploads waiting delays those of
/// others by one at a time, not by a thousand. Of one customer, first come is first served. Not for several threads at once.
/// </summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class FairQueue<T>
{
    private readonly Dictionary<CustomerId, Queue<T>> _waiting = [];

    // Each customer that has something waiting, once, in the order of their next turns.
    private readonly Queue<CustomerId> _turns = new();

    /// <summary>Puts something behind what its customer has waiting already.</summary>
    public void Enqueue(CustomerId customer, T item)
    {
        if (!_waiting.TryGetValue(customer, out var own))
        {
            _waiting.Add(customer, own = new Queue<T>());
            _turns.Enqueue(customer);
        }

        own.Enqueue(item);
    }

    /// <summary>Takes the first of the customer whose turn it is; false if nothing waits.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        if (!_turns.TryDequeue(out var customer))
        {
            item = default;
            return false;
        }

        var own = _waiting[customer];
        item = own.Dequeue();
        if (own.Count > 0)
        {
            _turns.Enqueue(customer);
        }
        else
        {
            _waiting.Remove(customer);
        }

        return true;
    }
}
