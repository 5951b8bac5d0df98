using ContactBooks.Core.Contacts;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Nodes;

/// <summary>What one node wrote another finds at once and in the same order, whatever it holds in memory.</summary>
public sealed class NodeSearchSpecs : TwoStores
{
    [Fact]
    public async Task What_one_was_answered_the_other_finds_at_once()
    {
        for (var n = 0; n < 40; n++)
        {
            await UploadAsync(Uploads.Row(n, $"\"displayName\":\"Asha {n}\""));
            (await FoundOnAsync(Other, $"asha {n}")).Should().Contain(n);
            await UploadAsync(Uploads.Row(n, $"\"displayName\":\"Ravi {n}\""));
            (await FoundOnAsync(Other, "asha")).Should().BeEmpty();
            (await FoundOnAsync(Other, "ravi")).Should().Equal(Enumerable.Range(0, n + 1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_walk_goes_on_from_node_to_node_by_cursor_and_by_page(int limit)
    {
        await UploadMixedAsync();
        var whole = Uids(await WalkOnAsync(Other, Customer, Book, "person"));
        var asked = 0;
        ValueTask<Page<Contact, ContactCursor>> InTurn(Slice<ContactCursor> slice) =>
            (asked++ % 2 == 0 ? Store : Other).Contacts.SearchAsync(Customer, Book.Id, Uploads.Query("person"), slice, Cancellation);

        Uids(await WalkByCursorAsync(limit, InTurn)).Should().Equal(whole);
        Uids(await WalkByOffsetAsync(limit, InTurn)).Should().Equal(whole);
        whole.Should().HaveCount(60);
    }

    [Fact]
    public async Task A_walk_goes_on_from_node_to_node_while_one_of_them_tidies()
    {
        await UploadMixedAsync();
        for (var n = 100; n < 180; n++)
        {
            await UploadAsync(Uploads.Row(n, $"\"displayName\":\"Person {n}\""));
        }

        var whole = Uids(await WalkOnAsync(Other, Customer, Book, "person"));
        var blocks = await ScalarAsync<long>("select count(*) from search_blocks");
        var asked = 0;
        var walked = await WalkByCursorAsync(9, async slice =>
        {
            if (asked == 5)
            {
                await TidyAsync(Store);
            }

            return await (asked++ % 2 == 0 ? Store : Other).Contacts.SearchAsync(Customer, Book.Id, Uploads.Query("person"), slice, Cancellation);
        });

        (await ScalarAsync<long>("select count(*) from search_blocks")).Should().BeLessThan(blocks / 10);
        Uids(walked).Should().Equal(whole);
        Uids(await WalkOnAsync(Other, Customer, Book, "person")).Should().Equal(whole);
        Uids(await WalkOnAsync(Store, Customer, Book, "person")).Should().Equal(whole);
    }

    [Fact]
    public async Task Five_hundred_uploads_of_a_row_each_are_found_alike_before_and_after_they_are_merged()
    {
        for (var n = 0; n < 500; n++)
        {
            await UploadAsync(Uploads.Row(n % 300, $"\"displayName\":\"Person {n}\""));
        }

        var before = Shown.Of(await WalkOnAsync(Other, Customer, Book, "person"));
        (await ScalarAsync<long>("select count(*) from search_blocks")).Should().Be(500);

        await TidyAsync(Other);

        (await ScalarAsync<long>("select count(*) from search_blocks")).Should().BeLessThan(70);
        Shown.Of(await WalkOnAsync(Other, Customer, Book, "person")).Should().Equal(before, "what it holds is older than the merge");
        Shown.Of(await WalkOnAsync(Store, Customer, Book, "person")).Should().Equal(before, "it reads all anew");
        Shown.Of(await WalkOnAsync(Store, Customer, Book, "person", limit: 41)).Should().Equal(before);
        before.Should().HaveCount(300);
    }

    [Fact]
    public async Task Blocks_that_a_lost_primary_took_with_it_are_not_searched_any_more()
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(Uploads.Row(2, "\"displayName\":\"Lost\""));
        await FoundOnBothAsync("lost", 2);

        await LoseAsync(phone: 2);

        await FoundOnBothAsync("lost");
        await FoundOnBothAsync("asha", 1);
    }

    [Fact]
    public async Task A_block_that_bears_the_number_of_a_lost_one_is_searched_in_its_place()
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(Uploads.Row(2, "\"displayName\":\"Lost\""));
        await FoundOnBothAsync("lost", 2);

        await LoseAsync(phone: 2);
        await UploadAsync(Uploads.Row(3, "\"displayName\":\"Ravi\""));

        await FoundOnBothAsync("ravi", 3);
        await FoundOnBothAsync("lost");
        await UploadAsync(Uploads.Row(4, "\"displayName\":\"Mina\""));
        await FoundOnBothAsync("a", 1, 3, 4);
    }

    private static IEnumerable<string> Uids(IEnumerable<Contact> contacts) => contacts.Select(contact => contact.Uid.ToString());

    private async Task FoundOnBothAsync(string text, params int[] expected)
    {
        (await FoundOnAsync(Store, text)).Should().Equal(expected);
        (await FoundOnAsync(Other, text)).Should().Equal(expected);
    }

    /// <summary>Sixty persons in uploads of several sizes, some of them changed later.</summary>
    private async Task UploadMixedAsync()
    {
        await UploadAsync([.. Enumerable.Range(0, 50).Select(n => Uploads.Row(n, $"\"displayName\":\"Person {n}\""))]);
        await UploadAsync([.. Enumerable.Range(40, 20).Select(n => Uploads.Row(n, $"\"displayName\":\"Person {n} again\""))]);
        foreach (var n in new[] { 7, 3, 55 })
        {
            await UploadAsync(Uploads.Row(n, $"\"displayName\":\"Person {n} changed\""));
        }
    }

    /// <summary>Makes the last upload, of one new phone, never have been, as the loss of a primary whose standby hadn't got it does.</summary>
    private Task LoseAsync(int phone) => ExecuteAsync($"""
        delete from memberships where contact_uid = (select contact_uid from contacts where phone = {Uploads.Phone(phone)});
        delete from contacts where phone = {Uploads.Phone(phone)};
        delete from search_blocks s using books b where b.customer_id = s.customer_id and b.book_id = s.book_id and s.block = b.search_block;
        update books set search_block = search_block - 1, search_lines = search_lines - 1, contact_count = contact_count - 1 where search_block > 0;
        """);
}
