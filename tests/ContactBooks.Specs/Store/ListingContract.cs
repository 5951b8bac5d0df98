using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>The contacts of a book, in their order, part by part.</summary>
public abstract class ListingContract : StoreContract
{
    [Fact]
    public async Task New_contacts_of_one_upload_come_in_request_order()
    {
        await UploadAsync([.. new[] { 5, 3, 9, 1 }.Select(n => Uploads.Row(n))]);

        (await ListAsync()).Select(contact => contact.Phone).Should().Equal(new[] { 5, 3, 9, 1 }.Select(Uploads.Phone));
    }

    [Fact]
    public async Task A_contact_is_found_by_its_identifier_with_all_its_books()
    {
        var other = await NewBookAsync("Wholesale");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\",\"customFields\":{\"city\":\"Pune\"}"), Uploads.Row(2));
        await UploadAsync(other, Uploads.Row(1));
        var listed = await ContactAsync(1);

        var found = await Store.Contacts.FindAsync(Customer, listed.Uid);

        Shown.Of(found!).Should().Be(Shown.Of(listed));
        found!.Groups.Select(group => group.Name).Should().Equal("Retail Leads", "Wholesale");
        (await Store.Contacts.FindAsync(Customer, new ContactUid(listed.Uid.Value + 1))).Should().BeNull();
    }

    [Fact]
    public async Task The_newest_membership_comes_first_and_within_its_moment_the_identifier_decides()
    {
        var other = await NewBookAsync("Wholesale");
        await UploadAsync(Uploads.Row(8), Uploads.Row(2));
        await UploadAsync(other, Uploads.Row(7), Uploads.Row(4));
        await UploadAsync(Uploads.Row(6), Uploads.Row(4), Uploads.Row(7));
        await UploadAsync(Uploads.Row(2, "\"displayName\":\"An update moves nothing\""));

        var list = await ListAsync();

        // 7 and 4 are older contacts than 6, so their identifiers stand before its own.
        list.Select(contact => contact.Phone).Should().Equal(new[] { 7, 4, 6, 8, 2 }.Select(Uploads.Phone));
        list.Take(3).Select(contact => contact.Uid.ToString()).Should().BeInAscendingOrder(StringComparer.Ordinal);
        list.Skip(3).Select(contact => contact.Uid.ToString()).Should().BeInAscendingOrder(StringComparer.Ordinal);
        (await ListAsync(other)).Select(contact => contact.Phone).Should().Equal(new[] { 7, 4 }.Select(Uploads.Phone));
    }

    [Fact]
    public async Task Contacts_linked_in_one_moment_by_several_uploads_are_ordered_by_identifier_over_all()
    {
        for (var i = 0; i < 6; i++)
        {
            await UploadAsync(Customer, Book.Id, Uploads.Of(Now, Uploads.Row(i), Uploads.Row(50 - i)), Now);
        }

        (await ListAsync()).Select(contact => contact.Uid.ToString()).Should().HaveCount(12).And.BeInAscendingOrder(StringComparer.Ordinal);
        (await WalkByCursorAsync(5, slice => Store.Contacts.ListAsync(Customer, Book.Id, slice))).Should().HaveCount(12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Pages_by_offset_and_by_cursor_give_the_same_list(int limit)
    {
        for (var upload = 0; upload < 4; upload++)
        {
            await UploadAsync([.. Enumerable.Range(0, 3).Select(i => Uploads.Row((i * 4) + upload))]);
        }

        var whole = Shown.Of(await ListAsync());
        var byOffset = Shown.Of(await WalkByOffsetAsync(limit, List));
        var byCursor = Shown.Of(await WalkByCursorAsync(limit, List));

        whole.Should().HaveCount(12);
        byOffset.Should().Equal(whole);
        byCursor.Should().Equal(whole);
    }

    [Fact]
    public async Task The_last_page_has_no_place_to_go_on_after_even_if_it_is_full()
    {
        await UploadAsync([.. Enumerable.Range(0, 4).Select(n => Uploads.Row(n))]);

        var first = await List(new Slice<ContactCursor>(0, 2, null));
        var last = await List(new Slice<ContactCursor>(0, 2, first.Next));

        first.Next.Should().NotBeNull();
        last.Items.Should().HaveCount(2);
        last.Next.Should().BeNull();
        (await List(new Slice<ContactCursor>(0, 4, null))).Next.Should().BeNull();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(1_000_000_000_000)]
    public async Task A_page_past_the_end_is_empty_and_the_last(long offset)
    {
        await UploadAsync([.. Enumerable.Range(0, 4).Select(n => Uploads.Row(n))]);

        var page = await List(new Slice<ContactCursor>(offset, 50, null));

        page.Items.Should().BeEmpty();
        page.Next.Should().BeNull();
    }

    [Fact]
    public async Task A_cursor_survives_its_text()
    {
        await UploadAsync([.. Enumerable.Range(0, 4).Select(n => Uploads.Row(n))]);
        var next = (await List(new Slice<ContactCursor>(0, 2, null))).Next!.Value;

        ContactCursor.TryParse(next.ToString(), ContactOrder.Membership, out var read).Should().BeTrue();
        ContactCursor.TryParse(next.ToString(), ContactOrder.Search, out _).Should().BeFalse();

        read.Should().Be(next);
    }

    [Fact]
    public async Task A_walk_by_cursor_gives_each_contact_once_while_others_insert()
    {
        var expected = new List<string>();
        for (var upload = 0; upload < 5; upload++)
        {
            await UploadAsync([.. Enumerable.Range(upload * 4, 4).Select(n => Uploads.Row(n))]);
        }

        expected.AddRange((await ListAsync()).Select(contact => contact.Uid.ToString()));
        var newcomer = 100;

        var walked = await WalkByCursorAsync(3, async slice =>
        {
            var page = await List(slice);
            await UploadAsync(Uploads.Row(newcomer++), Uploads.Row(newcomer++), Uploads.Row(newcomer % 20, $"\"displayName\":\"{newcomer}\""));
            return page;
        });

        walked.Select(contact => contact.Uid.ToString()).Should().Equal(expected);
    }

    private ValueTask<Page<Contact, ContactCursor>> List(Slice<ContactCursor> slice) => Store.Contacts.ListAsync(Customer, Book.Id, slice);
}
