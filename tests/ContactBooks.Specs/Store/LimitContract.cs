using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;

namespace ContactBooks.Specs.Store;

/// <summary>Rate limits: no quota is overrun, however many take at once.</summary>
public abstract class LimitContract : StoreContract
{
    private static readonly RateLimit FiveAMinute = new(5, TimeSpan.FromMinutes(1));
    private static readonly RateLimit TwoAMinute = new(2, TimeSpan.FromMinutes(1));

    private static readonly Bucket Own = new(Bucket.CustomerKey, FiveAMinute);
    private static readonly Bucket Token1 = new("tok_1", TwoAMinute);
    private static readonly Bucket Token2 = new("tok_2", TwoAMinute);

    [Fact]
    public async Task A_bucket_takes_its_quota_and_no_more_and_says_what_remains()
    {
        for (var left = 4; left >= 0; left--)
        {
            (await TakeAsync(Own)).Should().BeEquivalentTo(Taken(new Allowance(left, TimeSpan.FromMinutes(1))));
        }

        (await TakeAsync(Own)).Should().BeEquivalentTo(Refused(new Allowance(0, TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public async Task A_use_is_forgotten_when_a_window_has_passed()
    {
        var first = Now;
        await TakeAsync(Token1);
        Now = first.AddSeconds(20);
        await TakeAsync(Token1);

        Now = first.AddSeconds(60).AddMilliseconds(-1);
        (await TakeAsync(Token1)).Should().BeEquivalentTo(Refused(new Allowance(0, TimeSpan.FromMilliseconds(1))));
        Now = first.AddSeconds(60);
        (await TakeAsync(Token1)).Should().BeEquivalentTo(Taken(new Allowance(0, TimeSpan.FromSeconds(20))));
        Now = first.AddSeconds(200);
        (await TakeAsync(Token1)).Should().BeEquivalentTo(Taken(new Allowance(1, TimeSpan.FromSeconds(60))));
    }

    [Fact]
    public async Task Two_buckets_are_taken_of_together()
    {
        (await TakeAsync(Own, Token1)).Should().BeEquivalentTo(Taken(Left(4), Left(1)));
        (await TakeAsync(Own, Token2)).Should().BeEquivalentTo(Taken(Left(3), Left(1)));
        (await TakeAsync(Own, Token1)).Should().BeEquivalentTo(Taken(Left(2), Left(0)));
    }

    [Fact]
    public async Task What_one_refuses_uses_up_none_of_the_other()
    {
        await TakeAsync(Own, Token1);
        await TakeAsync(Own, Token1);

        for (var i = 0; i < 10; i++)
        {
            (await TakeAsync(Own, Token1)).Should().BeEquivalentTo(Refused(Left(3), Left(0)));
        }

        await TakeAsync(Own);
        await TakeAsync(Own, Token2);
        await TakeAsync(Own);
        (await TakeAsync(Own, Token2)).Should().BeEquivalentTo(Refused(Left(0), Left(1)));
        (await TakeAsync(Token2)).Should().BeEquivalentTo(Taken(Left(0)));
    }

    [Fact]
    public async Task Allowances_come_in_the_order_in_which_the_buckets_were_given()
    {
        (await TakeAsync(Token1, Own)).Should().BeEquivalentTo(Taken(Left(1), Left(4)), options => options.WithStrictOrdering());
        (await TakeAsync(Own, Token1)).Should().BeEquivalentTo(Taken(Left(3), Left(0)), options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task What_buckets_take_is_told_and_none_of_it_used()
    {
        var stranger = await NewCustomerAsync();
        await TakeAsync(Own, Token1);
        await TakeAsync(Own, Token1);
        await TakeAsync(Own, Token1);

        for (var i = 0; i < 3; i++)
        {
            (await LookAsync(Customer, Token2, Own, Token1)).Should().Equal(Left(2), Left(3), Left(0));
        }

        (await LookAsync(stranger, Own)).Should().Equal(Left(5));
        Now = Now.AddSeconds(60);
        (await LookAsync(Customer, Own, Token1)).Should().Equal(Left(5), Left(2));

        ValueTask<IReadOnlyList<Allowance>> LookAsync(CustomerId customer, params Bucket[] buckets) => Store.Limits.LookAsync(customer, buckets, Now);
    }

    [Fact]
    public async Task Another_customers_buckets_of_the_same_keys_are_others()
    {
        var stranger = await NewCustomerAsync();
        await TakeAsync(Own, Token1);
        await TakeAsync(Own, Token1);
        await TakeAsync(Own, Token1);

        (await TakeAsync(stranger, Own, Token1)).Should().BeEquivalentTo(Taken(Left(4), Left(1)));
        (await TakeAsync(Own, Token2)).Should().BeEquivalentTo(Taken(Left(2), Left(1)));
    }

    [Fact]
    public async Task Housekeeping_forgets_what_no_longer_counts_and_nothing_else()
    {
        await TakeAsync(Token1);
        Now = Now.AddSeconds(59);
        await TakeAsync(Token2);
        await MaintainAsync();
        (await TakeAsync(Token1)).Should().BeEquivalentTo(Taken(new Allowance(0, TimeSpan.FromSeconds(1))));

        Now = Now.AddDays(2);
        await TakeAsync(Token2);
        await MaintainAsync();
        (await TakeAsync(Token1)).Should().BeEquivalentTo(Taken(Left(1)));
        (await TakeAsync(Token2)).Should().BeEquivalentTo(Taken(Left(0)));
    }

    [Fact]
    public async Task Sixteen_taking_at_once_get_the_quota_and_not_one_more()
    {
        for (var round = 0; round < 10; round++)
        {
            Now = Now.AddMinutes(2);
            var own = new Bucket(Bucket.CustomerKey, new RateLimit(100, TimeSpan.FromMinutes(1)));

            var taken = await TakeAtOnceAsync(16, 20, _ => [own]);

            taken.Sum().Should().Be(100);
            (await TakeAsync(own)).IsTaken.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Sixteen_taking_of_two_buckets_at_once_overrun_neither_and_waste_none()
    {
        for (var round = 0; round < 10; round++)
        {
            Now = Now.AddMinutes(2);
            var own = new Bucket(Bucket.CustomerKey, new RateLimit(1000, TimeSpan.FromMinutes(1)));
            Bucket[] tokens = [.. Enumerable.Range(1, 4).Select(n => new Bucket($"tok_{n}", new RateLimit(10 * n, TimeSpan.FromMinutes(1))))];

            // Some ask for the token's first: the order must be the store's, or two of them wait for each other.
            var taken = await TakeAtOnceAsync(16, 20, i => i % 2 == 0 ? [own, tokens[i % 4]] : [tokens[i % 4], own]);

            for (var n = 0; n < 4; n++)
            {
                taken.Where((_, i) => i % 4 == n).Sum().Should().Be(10 * (n + 1));
            }

            (await TakeAsync(own)).Should().BeEquivalentTo(Taken(new Allowance(1000 - 100 - 1, TimeSpan.FromMinutes(1))));
        }
    }

    [Fact]
    public async Task Any_stream_of_requests_is_counted_as_the_reference_counts_it()
    {
        var (reference, random) = (new InMemoryLimits(), new Random(600));
        int[] pauses = [0, 1, 40, 200, 900, 1100, 3000, 9999, 12_000, -25_000];
        for (var i = 0; i < 500; i++)
        {
            Now = Now.AddMilliseconds(random.GetItems(pauses, 1)[0] - (random.Next(5) == 0 ? 100 : 0));
            Bucket[] buckets =
            [
                .. new Bucket[] { new(Bucket.CustomerKey, new RateLimit(12, TimeSpan.FromSeconds(10))), new($"tok_{random.Next(3)}", new RateLimit(5, TimeSpan.FromSeconds(2))) }
                    .Where(_ => random.Next(8) > 0),
            ];
            if (buckets.Length > 0)
            {
                (await TakeAsync(buckets)).Should().BeEquivalentTo(
                    await reference.TakeAsync(Customer, buckets, Now, Cancellation), options => options.WithStrictOrdering(), "request {0} was at {1:O}", i, Now);
            }
        }
    }

    private static Allowance Left(int uses) => new(uses, TimeSpan.FromMinutes(1));

    private static Taking Taken(params Allowance[] allowances) => new(true, allowances);

    private static Taking Refused(params Allowance[] allowances) => new(false, allowances);

    private ValueTask<Taking> TakeAsync(params Bucket[] buckets) => TakeAsync(Customer, buckets);

    private ValueTask<Taking> TakeAsync(CustomerId customer, params Bucket[] buckets) => Store.Limits.TakeAsync(customer, buckets, Now, Cancellation);

    private async Task MaintainAsync()
    {
        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }
    }

    /// <summary>How many each of so many takers got.</summary>
    private async Task<int[]> TakeAtOnceAsync(int takers, int each, Func<int, Bucket[]> bucketsOf)
    {
        using var barrier = new Barrier(takers);
        return await Task.WhenAll(Enumerable.Range(0, takers).Select(i => Task.Factory.StartNew(
            async () =>
            {
                barrier.SignalAndWait();
                var taken = 0;
                for (var n = 0; n < each; n++)
                {
                    taken += (await TakeAsync(bucketsOf(i))).IsTaken ? 1 : 0;
                }

                return taken;
            },
            Cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
