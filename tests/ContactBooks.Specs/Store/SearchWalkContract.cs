using ContactBooks.Core.Contacts;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Going through the results of a search page by page.</summary>
public abstract class SearchWalkContract : StoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(61)]
    public async Task Pages_by_offset_and_by_cursor_give_the_same_order_each_contact_once(int limit)
    {
        await UploadMixedAsync();

        var whole = Shown.Of(await SearchAsync("person"));
        var byCursor = Shown.Of(await WalkByCursorAsync(limit, Search));
        var byOffset = Shown.Of(await WalkByOffsetAsync(limit, Search));

        whole.Select(contact => contact.Phone).Order().Should().Equal(Enumerable.Range(0, 60).Select(n => Uploads.Phone(n).ToString()));
        byCursor.Should().Equal(whole);
        byOffset.Should().Equal(whole);
        Shown.Of(await SearchAsync("person")).Should().Equal(whole);
    }

    [Fact]
    public async Task A_page_past_the_end_is_empty_and_the_last_full_page_has_nothing_after_it()
    {
        await UploadMixedAsync();

        (await Search(new Slice<ContactCursor>(60, 10, null))).Should().BeEquivalentTo(new Page<Contact, ContactCursor>([], null));
        (await Search(new Slice<ContactCursor>(50, 10, null))).Next.Should().BeNull();
        (await Search(new Slice<ContactCursor>(0, 60, null))).Next.Should().BeNull();
        (await Search(new Slice<ContactCursor>(0, 59, null))).Next.Should().NotBeNull();
    }

    [Fact]
    public async Task A_cursor_survives_its_text()
    {
        await UploadMixedAsync();
        var next = (await Search(new Slice<ContactCursor>(0, 7, null))).Next!.Value;

        ContactCursor.TryParse(next.ToString(), ContactOrder.Search, out var read).Should().BeTrue();

        read.Should().Be(next);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 8)]
    [InlineData(1, 9)]
    [InlineData(5, 70)]
    public async Task A_walk_by_cursor_gives_each_contact_that_does_not_change_once_while_many_upload(int limit, int uploads)
    {
        await UploadMixedAsync();
        var newcomer = 100;

        var walked = await WalkByCursorAsync(limit, async slice =>
        {
            var page = await Search(slice);
            for (var i = 0; i < uploads && newcomer < 600; i++)
            {
                await UploadAsync(Uploads.Row(newcomer, $"\"displayName\":\"Person {newcomer++}\""));
            }

            return page;
        });

        walked.Where(contact => contact.Phone < Uploads.Phone(100)).Select(contact => contact.Phone).Order()
            .Should().Equal(Enumerable.Range(0, 60).Select(Uploads.Phone));
        walked.Select(contact => contact.Uid).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 8)]
    [InlineData(1, 9)]
    public async Task A_walk_by_cursor_loses_and_repeats_no_contact_that_stays_while_the_one_it_stands_on_changes(int limit, int uploads)
    {
        await UploadMixedAsync();
        var newcomer = 100;
        var changed = new HashSet<int>();

        var walked = await WalkByCursorAsync(limit, async slice =>
        {
            var page = await Search(slice);
            if (changed.Count < 12)
            {
                // The very contact that the cursor names, and many others after it, so that small blocks are merged.
                var last = (int)(page.Items[^1].Phone.Number - Uploads.Phone(0).Number);
                changed.Add(last);
                await UploadAsync(Uploads.Row(last, $"\"companyName\":\"{newcomer}\""));
                for (var i = 0; i < uploads; i++)
                {
                    await UploadAsync(Uploads.Row(newcomer, $"\"displayName\":\"Person {newcomer++}\""));
                }
            }

            return page;
        });

        var stayed = Enumerable.Range(0, 60).Except(changed).Select(Uploads.Phone).ToList();
        walked.Select(contact => contact.Phone).Where(stayed.Contains).Order().Should().Equal(stayed);
    }

    [Fact]
    public async Task A_walk_by_cursor_gives_a_contact_changed_in_the_moment_of_its_link_once()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Person\""), Uploads.Row(2, "\"displayName\":\"Person\""));
        var now = Later();
        await UploadAsync(Customer, second.Id, Uploads.Of(now, Uploads.Row(1), Uploads.Row(2)), now);
        await UploadAsync(Customer, second.Id, Uploads.Of(now, Uploads.Row(1, "\"companyName\":\"New\""), Uploads.Row(2, "\"companyName\":\"New\"")), now);

        var walked = await WalkByCursorAsync(1, slice => SearchAsync(Uploads.Query("person"), second, slice));

        walked.Select(contact => contact.Phone).Order().Should().Equal(Uploads.Phone(1), Uploads.Phone(2));
    }

    [Fact]
    public async Task Housekeeping_changes_neither_what_is_found_nor_its_order()
    {
        await SupersedeAsync();
        var before = Shown.Of(await SearchAsync("person"));

        await TidyAsync();

        before.Should().HaveCount(1000);
        Shown.Of(await SearchAsync("person")).Should().Equal(before);
        Shown.Of(await WalkByCursorAsync(170, Search)).Should().Equal(before);
        (await SearchAsync("round 12.")).Should().HaveCount(990);
        (await SearchAsync("round 11.")).Should().HaveCount(5);
        (await SearchAsync("round 10.")).Should().HaveCount(5);
        (await SearchAsync("round 9.")).Should().BeEmpty();
        await UploadAsync(Uploads.Row(500, "\"companyName\":\"After\""));
        (await FoundAsync("after")).Should().Equal(500);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(995)]
    public async Task A_walk_by_cursor_goes_on_after_housekeeping(int offset)
    {
        await SupersedeAsync();
        var before = (await SearchAsync("person")).Select(contact => contact.Uid).ToList();
        var cursor = (await Search(new Slice<ContactCursor>(offset, 1, null))).Next;

        // The contact that the cursor names gets another line; its old one is swept away.
        var named = (int)((await ContactOfAsync(cursor!.Value)).Phone.Number - Uploads.Phone(0).Number);
        await UploadAsync(Uploads.Row(named, "\"companyName\":\"Elsewhere\""));
        await TidyAsync();

        var rest = await WalkByCursorAsync(300, slice => Search(slice with { After = slice.After ?? cursor }));
        rest.Select(contact => contact.Uid).Should().Equal(before.Skip(offset + 1));
    }

    private async Task<Contact> ContactOfAsync(ContactCursor cursor) => (await ListAsync()).Single(contact => contact.Uid == cursor.Uid);

    private async Task TidyAsync()
    {
        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }
    }

    /// <summary>A thousand persons, each changed a dozen times, but ten of them not in the last round and five not in the two last.</summary>
    private async Task SupersedeAsync()
    {
        for (var round = 0; round <= 12; round++)
        {
            var first = round switch { 12 => 10, 11 => 5, _ => 0 };
            await UploadAsync([.. Enumerable.Range(first, 1000 - first)
                .Select(n => Uploads.Row(n, $"\"displayName\":\"Person {n}\",\"companyName\":\"Round {round}.\""))]);
        }
    }

    /// <summary>Sixty persons by uploads of all sizes, some changed and some of them linked from another book.</summary>
    private async Task UploadMixedAsync()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(other, Person(50), Person(51));
        await UploadAsync([.. Enumerable.Range(0, 20).Select(Person)]);
        for (var n = 20; n < 50; n++)
        {
            await UploadAsync(Person(n));
        }

        await UploadAsync([.. Enumerable.Range(45, 15).Select(Person)]);
        await UploadAsync(Uploads.Row(3, "\"companyName\":\"Changed\""), Uploads.Row(33, "\"companyName\":\"Changed\""));
        await UploadAsync(other, Uploads.Row(50, "\"companyName\":\"Changed\""));
    }

    private static string Person(int n) => Uploads.Row(n, $"\"displayName\":\"Person {n}\"");

    private ValueTask<Page<Contact, ContactCursor>> Search(Slice<ContactCursor> slice) => SearchAsync(Uploads.Query("person"), Book, slice);
}
