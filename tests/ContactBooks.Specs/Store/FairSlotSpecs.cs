using ContactBooks.Core.Customers;
using ContactBooks.Storage;

namespace ContactBooks.Specs.Store;

/// <summary>The slots in front of what would take all processors.</summary>
public sealed class FairSlotSpecs
{
    private static readonly CustomerId Busy = new(1);
    private static readonly CustomerId Other = new(2);

    private readonly FairSlots _slots;
    private int _most = 2;

    public FairSlotSpecs() => _slots = new FairSlots(() => _most);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_uploads_than_slots_are_under_way_and_one_that_ends_lets_the_next_in()
    {
        var first = await _slots.TakeAsync(Busy, Cancellation);
        var second = await _slots.TakeAsync(Busy, Cancellation);
        var third = _slots.TakeAsync(Busy, Cancellation).AsTask();

        third.IsCompleted.Should().BeFalse();
        _slots.Waiting.Should().Be(3);

        first.Dispose();
        (await third).Dispose();
        second.Dispose();
        _slots.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task A_customer_with_many_uploads_waiting_lets_another_ones_in_after_one()
    {
        var held = new[] { await _slots.TakeAsync(Busy, Cancellation), await _slots.TakeAsync(Busy, Cancellation) };
        var many = Enumerable.Range(0, 50).Select(_ => _slots.TakeAsync(Busy, Cancellation).AsTask()).ToArray();
        var other = _slots.TakeAsync(Other, Cancellation).AsTask();

        held[0].Dispose();
        var firstOfMany = await many[0];
        held[1].Dispose();
        var slot = await other;

        many.Skip(1).Should().OnlyContain(waiting => !waiting.IsCompleted, "both slots are taken");
        slot.Dispose();
        firstOfMany.Dispose();
        foreach (var waiting in many.Skip(1))
        {
            (await waiting).Dispose();
        }

        _slots.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task When_more_may_be_under_way_the_next_to_end_lets_several_in()
    {
        var held = await _slots.TakeAsync(Busy, Cancellation);
        await _slots.TakeAsync(Busy, Cancellation);
        var waiting = Enumerable.Range(0, 4).Select(_ => _slots.TakeAsync(Busy, Cancellation).AsTask()).ToArray();

        _most = 4;
        held.Dispose();
        await Task.WhenAll(waiting[..3]);
        waiting[3].IsCompleted.Should().BeFalse();

        _most = 1;
        (await waiting[0]).Dispose();
        waiting[3].IsCompleted.Should().BeFalse("three are under way, and there is room for one");
    }

    [Fact]
    public async Task An_upload_that_is_cancelled_while_it_waits_is_passed_over_and_costs_no_slot()
    {
        using var source = new CancellationTokenSource();
        var held = new[] { await _slots.TakeAsync(Busy, Cancellation), await _slots.TakeAsync(Busy, Cancellation) };
        var given = _slots.TakeAsync(Busy, source.Token).AsTask();
        var after = _slots.TakeAsync(Busy, Cancellation).AsTask();

        await source.CancelAsync();
        var wait = async () => await given;
        await wait.Should().ThrowAsync<OperationCanceledException>();
        _slots.Waiting.Should().Be(3);

        held[0].Dispose();
        (await after).Dispose();
        held[1].Dispose();
        var both = new[] { await _slots.TakeAsync(Busy, Cancellation), await _slots.TakeAsync(Busy, Cancellation) };
        both.Should().HaveCount(2, "both slots are free again");
        _slots.Waiting.Should().Be(2);
    }
}
