using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;

namespace ContactBooks.Specs.Limits;

public class InMemoryLimitsSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Memory_is_held_only_for_buckets_that_were_used_within_their_window()
    {
        var limits = new InMemoryLimits();
        var cancellation = TestContext.Current.CancellationToken;
        Bucket[] brief = [new("tok_1", new RateLimit(1, TimeSpan.FromSeconds(1)))];
        Bucket[] lasting = [new(Bucket.CustomerKey, new RateLimit(1, TimeSpan.FromMinutes(1)))];
        for (var customer = 0; customer < 1000; customer++)
        {
            await limits.TakeAsync(new CustomerId(customer), brief, Now, cancellation);
        }

        await limits.TakeAsync(new CustomerId(1), lasting, Now, cancellation);
        limits.Count.Should().Be(1001);

        limits.Forget(Now.AddMilliseconds(999));
        limits.Count.Should().Be(1001);
        limits.Forget(Now.AddSeconds(1));
        limits.Count.Should().Be(1);
        (await limits.TakeAsync(new CustomerId(1), lasting, Now.AddSeconds(1), cancellation)).IsTaken.Should().BeFalse();
        limits.Forget(Now.AddMinutes(1));
        limits.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_refused_request_holds_no_memory()
    {
        var limits = new InMemoryLimits();
        var full = new Bucket(Bucket.CustomerKey, new RateLimit(1, TimeSpan.FromMinutes(1)));
        await limits.TakeAsync(new CustomerId(1), [full], Now, TestContext.Current.CancellationToken);

        var refused = await limits.TakeAsync(new CustomerId(1), [full, new Bucket("tok_1", full.Limit)], Now, TestContext.Current.CancellationToken);

        refused.IsTaken.Should().BeFalse();
        limits.Count.Should().Be(1);
    }
}
