using System.Text;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Specs.Store;

/// <summary>The suppression list: who is on it, since when and why, and what leaves it as it is.</summary>
public abstract class SuppressionContract : StoreContract
{
    private static readonly SuppressionOrigin ByApi = new(SuppressionSource.Api, "tok_mine");
    private static readonly SuppressionOrigin ByImport = new(SuppressionSource.Import, "tok_other");

    [Fact]
    public async Task A_suppressed_phone_is_on_the_list_with_why_how_and_since_when()
    {
        var change = await SuppressAsync(ByApi, One(1, "Replied STOP"), One(2));

        change.Should().BeEquivalentTo([Uploads.Phone(1), Uploads.Phone(2)]);
        (await ListAsync()).Should().Equal(
            new Suppression(Uploads.Phone(2), null, ByApi, Now), new Suppression(Uploads.Phone(1), "Replied STOP", ByApi, Now));
    }

    [Fact]
    public async Task One_that_is_on_the_list_stays_as_it_was()
    {
        await SuppressAsync(ByApi, One(1, "Replied STOP"));
        var since = Now;

        var change = await SuppressAsync(ByImport, One(1, "Again"), One(2));

        change.Should().BeEquivalentTo([Uploads.Phone(2)]);
        (await ListAsync()).Should().Equal(new Suppression(Uploads.Phone(2), null, ByImport, Now), new Suppression(Uploads.Phone(1), "Replied STOP", ByApi, since));
    }

    [Fact]
    public async Task Of_a_phone_that_comes_twice_the_first_counts()
    {
        (await SuppressAsync(ByApi, One(2, "First"), One(1), One(2, "Second"))).Should().BeEquivalentTo([Uploads.Phone(1), Uploads.Phone(2)]);

        (await ListAsync()).Should().ContainSingle(one => one.Phone == Uploads.Phone(2)).Which.Reason.Should().Be("First");
    }

    [Fact]
    public async Task A_lifted_phone_is_off_the_list_and_may_come_again()
    {
        await SuppressAsync(ByApi, One(1, "First"), One(2));

        (await LiftAsync(1, 3, 1)).Should().BeEquivalentTo([Uploads.Phone(1)]);

        (await FindAsync(1, 2, 3)).Should().BeEquivalentTo([Uploads.Phone(2)]);
        (await LiftAsync(1)).Should().BeEmpty();
        (await SuppressAsync(ByApi, One(1, "Second"))).Should().BeEquivalentTo([Uploads.Phone(1)]);
        (await ListAsync())[0].Should().Be(new Suppression(Uploads.Phone(1), "Second", ByApi, Now));
    }

    [Fact]
    public async Task No_upload_touches_it()
    {
        await UploadAsync(Uploads.Row(1));
        await SuppressAsync(ByApi, One(1), One(2));

        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""), Uploads.Row(2, "\"displayName\":\"Ravi\""), Uploads.Row(3));

        (await FindAsync(1, 2, 3)).Should().BeEquivalentTo([Uploads.Phone(1), Uploads.Phone(2)]);
        (await ListAsync(Book)).Should().HaveCount(3);
    }

    [Fact]
    public async Task A_thousand_are_suppressed_found_and_lifted_at_once()
    {
        NewSuppression[] thousand = [.. Enumerable.Range(0, 1000).Select(n => One(n))];
        Phone[] phones = [.. thousand.Select(one => one.Phone)];

        (await SuppressAsync(ByApi, thousand)).Should().HaveCount(1000);

        (await Store.Suppressions.FindAsync(Customer, phones)).Should().HaveCount(1000);
        (await Done(Store.Suppressions.LiftAsync(Customer, phones, Later(), null, Cancellation))).Should().HaveCount(1000);
        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_asked_is_nothing_found()
    {
        (await FindAsync()).Should().BeEmpty();
        (await SuppressAsync(ByApi)).Should().BeEmpty();
        (await LiftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task The_newest_come_first_by_offset_as_by_cursor(int limit)
    {
        // Several of one moment, whose order must not change from page to page.
        await SuppressAsync(ByApi, One(5), One(1), One(3));
        await SuppressAsync(ByImport, One(2), One(6));
        await SuppressAsync(ByApi, One(4), One(0));

        var byCursor = await WalkByCursorAsync<Suppression, SuppressionCursor>(limit, slice => Store.Suppressions.ListAsync(Customer, null, slice));
        var byOffset = await WalkByOffsetAsync<Suppression, SuppressionCursor>(limit, slice => Store.Suppressions.ListAsync(Customer, null, slice));

        byCursor.Select(one => (int)(one.Phone.Number % 1000)).Should().Equal(4, 0, 6, 2, 5, 3, 1);
        byOffset.Should().Equal(byCursor);
    }

    [Fact]
    public async Task Digits_find_the_phones_that_have_them_together()
    {
        await SuppressAsync(ByApi, One(12), One(121), One(210));

        (await FoundAsync("0121")).Should().Equal(121);
        (await FoundAsync("12")).Should().Equal(121, 12);
        (await FoundAsync("917000780210")).Should().Equal(210);
        (await FoundAsync("999")).Should().BeEmpty();

        async Task<IEnumerable<int>> FoundAsync(string digits) =>
            (await WalkByCursorAsync<Suppression, SuppressionCursor>(1, slice => Store.Suppressions.ListAsync(Customer, digits, slice)))
                .Select(one => (int)(one.Phone.Number % 1000));
    }

    [Fact]
    public async Task A_customers_list_is_no_other_customers()
    {
        var stranger = await NewCustomerAsync();
        await SuppressAsync(ByApi, One(1), One(2));
        await Done(Store.Suppressions.SuppressAsync(stranger, [One(2)], ByApi, Later(), null, Cancellation));

        (await Done(Store.Suppressions.LiftAsync(stranger, [Uploads.Phone(1), Uploads.Phone(2)], Later(), null, Cancellation))).Should().BeEquivalentTo([Uploads.Phone(2)]);

        (await Store.Suppressions.FindAsync(stranger, [Uploads.Phone(1), Uploads.Phone(2)])).Should().BeEmpty();
        (await Store.Suppressions.ListAsync(stranger, null, new Slice<SuppressionCursor>(0, 10, null))).Items.Should().BeEmpty();
        (await FindAsync(1, 2)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_retry_under_its_key_is_given_the_first_answer_and_changes_nothing()
    {
        var keep = new AnswerToKeep<SuppressionChange>(
            new KeyedRequest("POST /suppressions", "mine", new byte[32]), "Phones suppressed", change => Encoding.UTF8.GetBytes($"{change.Phones.Count}"));
        var first = await Store.Suppressions.SuppressAsync(Customer, [One(1), One(2)], ByApi, Later(), keep, Cancellation);
        await LiftAsync(1);

        var second = await Store.Suppressions.SuppressAsync(Customer, [One(1), One(2)], ByApi, Later(), keep, Cancellation);

        (first.End, second.End).Should().Be((WriteEnd.Done, WriteEnd.Replayed));
        Encoding.UTF8.GetString(second.Answer!.Data.Span).Should().Be("2");
        (await FindAsync(1, 2)).Should().BeEquivalentTo([Uploads.Phone(2)], "what was lifted since stays so");
    }

    [Fact]
    public async Task Lists_of_the_same_phones_at_once_suppress_and_lift_each_once()
    {
        NewSuppression[] there = [.. Enumerable.Range(0, 200).Select(n => One(n))];
        var now = Later();

        var suppressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Done(
            Store.Suppressions.SuppressAsync(Customer, i % 2 == 0 ? there : [.. there.Reverse()], ByApi, now, null, Cancellation)))));
        var lifted = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Done(
            Store.Suppressions.LiftAsync(Customer, [.. (i % 2 == 0 ? there : [.. there.Reverse()]).Select(one => one.Phone)], now, null, Cancellation)))));

        suppressed.Sum(phones => phones.Count).Should().Be(200);
        lifted.Sum(phones => phones.Count).Should().Be(200);
    }

    private static NewSuppression One(int n, string? reason = null) => new(Uploads.Phone(n), reason);

    private static async Task<IReadOnlySet<Phone>> Done(ValueTask<Written<SuppressionChange>> writing)
    {
        var written = await writing;
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!.Phones;
    }

    private Task<IReadOnlySet<Phone>> SuppressAsync(SuppressionOrigin origin, params NewSuppression[] suppressions) =>
        Done(Store.Suppressions.SuppressAsync(Customer, suppressions, origin, Later(), null, Cancellation));

    private Task<IReadOnlySet<Phone>> LiftAsync(params int[] phones) =>
        Done(Store.Suppressions.LiftAsync(Customer, [.. phones.Select(Uploads.Phone)], Later(), null, Cancellation));

    private ValueTask<IReadOnlySet<Phone>> FindAsync(params int[] phones) => Store.Suppressions.FindAsync(Customer, [.. phones.Select(Uploads.Phone)]);

    private Task<List<Suppression>> ListAsync() =>
        WalkByCursorAsync<Suppression, SuppressionCursor>(1000, slice => Store.Suppressions.ListAsync(Customer, null, slice));
}
