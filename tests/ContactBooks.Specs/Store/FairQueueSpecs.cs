using ContactBooks.Core.Customers;
using ContactBooks.Storage;

namespace ContactBooks.Specs.Store;

/// <summary>Who is next at the database.</summary>
public sealed class FairQueueSpecs
{
    private static readonly CustomerId A = new(1);
    private static readonly CustomerId B = new(2);
    private static readonly CustomerId C = new(3);

    private readonly FairQueue<string> _queue = new();

    [Fact]
    public void Of_one_customer_first_come_is_first_served()
    {
        Enqueue((A, "1"), (A, "2"), (A, "3"));

        Drained().Should().Equal("1", "2", "3");
    }

    [Fact]
    public void Customers_take_turns_however_much_each_has_waiting()
    {
        Enqueue((A, "a1"), (A, "a2"), (A, "a3"), (A, "a4"), (B, "b1"), (C, "c1"), (B, "b2"));

        Drained().Should().Equal("a1", "b1", "c1", "a2", "b2", "a3", "a4");
    }

    [Fact]
    public void Who_comes_back_has_the_turn_after_all_that_wait()
    {
        Enqueue((A, "a1"), (A, "a2"), (B, "b1"));
        Next().Should().Be("a1");
        Next().Should().Be("b1");
        Enqueue((B, "b2"), (C, "c1"));

        Drained().Should().Equal("a2", "b2", "c1");
    }

    [Fact]
    public void An_empty_queue_has_no_next()
    {
        _queue.TryDequeue(out _).Should().BeFalse();
        Enqueue((A, "a1"));
        Drained().Should().Equal("a1");
        _queue.TryDequeue(out _).Should().BeFalse();
    }

    private void Enqueue(params (CustomerId Customer, string Item)[] items)
    {
        foreach (var (customer, item) in items)
        {
            _queue.Enqueue(customer, item);
        }
    }

    private string Next() => _queue.TryDequeue(out var next) ? next : throw new InvalidOperationException("Nothing waits.");

    private List<string> Drained()
    {
        var all = new List<string>();
        while (_queue.TryDequeue(out var next))
        {
            all.Add(next);
        }

        return all;
    }
}
