using ContactBooks.Core.Contacts;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>The contacts of a book in an order that is asked for.</summary>
public abstract class SortContract : StoreContract
{
    [Theory]
    [InlineData(ContactSort.Name, "4 6 1 5 0 2 3 7")]
    [InlineData(ContactSort.NameDescending, "2 0 5 1 6 4 7 3")]
    [InlineData(ContactSort.Phone, "0 1 2 3 4 5 6 7")]
    [InlineData(ContactSort.PhoneDescending, "7 6 5 4 3 2 1 0")]
    [InlineData(ContactSort.Oldest, "4 3 2 1 0 7 6 5")]
    public async Task They_are_sorted_by_what_is_shown_and_those_without_a_name_come_last(ContactSort sort, string expected)
    {
        await UploadAsync(
            Uploads.Row(0, "\"displayName\":\"zoë\""),
            Uploads.Row(1, "\"firstName\":\"Bela\",\"lastName\":\"Rao\""),
            Uploads.Row(2, "\"displayName\":\"आशा\",\"firstName\":\"Aa\""),
            Uploads.Row(3, "\"companyName\":\"Aa\""),
            Uploads.Row(4, "\"displayName\":\"Asha\""));
        await UploadAsync(
            Uploads.Row(5, "\"displayName\":\"Élodie\""),
            Uploads.Row(6, "\"displayName\":\"ASHA\""),
            Uploads.Row(7, "\"email\":\"a@x.com\""));

        (await WalkAsync(sort, null, 1000)).Should().Equal(expected.Split(' ').Select(int.Parse));
    }

    [Theory]
    [InlineData(ContactSort.Name, "2 5 1")]
    [InlineData(ContactSort.NameDescending, "1 5 2")]
    [InlineData(ContactSort.Phone, "1 2 5")]
    [InlineData(ContactSort.PhoneDescending, "5 2 1")]
    public async Task With_a_search_only_what_it_finds_is_among_them(ContactSort sort, string expected)
    {
        await UploadAsync(
            Uploads.Row(1, "\"displayName\":\"Ravi 780\",\"companyName\":\"Acme\""),
            Uploads.Row(2, "\"displayName\":\"Asha\",\"companyName\":\"Acme\""),
            Uploads.Row(3, "\"displayName\":\"Bela\""));
        await UploadAsync(Uploads.Row(5, "\"displayName\":\"Asha\",\"email\":\"asha@acme.com\""));

        (await WalkAsync(sort, "acme", 1000)).Should().Equal(expected.Split(' ').Select(int.Parse));
        (await WalkAsync(sort, "acme", 1)).Should().Equal(expected.Split(' ').Select(int.Parse));
    }

    [Fact]
    public async Task Digits_are_looked_for_in_phones_and_a_whole_phone_finds_one()
    {
        await UploadAsync(
            Uploads.Row(1, "\"displayName\":\"b 80-001\""),
            Uploads.Row(2, "\"displayName\":\"a 80001\""),
            Uploads.Row(3, "\"displayName\":\"c 80002\""));

        (await WalkAsync(ContactSort.NameDescending, "80-001", 1000)).Should().Equal(1);
        (await WalkAsync(ContactSort.NameDescending, "80001", 1000)).Should().Equal(1, 2);
        (await WalkAsync(ContactSort.Name, "7000780003", 1000)).Should().Equal(3);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 7)]
    [InlineData("person", 3)]
    [InlineData("person", 29)]
    [InlineData("person", 30)]
    public async Task Pages_follow_each_other_with_each_contact_once_however_many_have_one_name(string? search, int limit)
    {
        await UploadAsync([.. Enumerable.Range(0, 30).Select(n => Uploads.Row(n, $"\"displayName\":\"Person {(n * 7) % 5}\""))]);

        foreach (var sort in Enum.GetValues<ContactSort>())
        {
            var whole = await WalkAsync(sort, search, 1000);

            whole.Order().Should().Equal(Enumerable.Range(0, 30));
            (await WalkAsync(sort, search, limit)).Should().Equal(whole, "that is {0}", sort);
        }
    }

    [Fact]
    public async Task A_contact_stands_by_its_present_name_however_often_it_changed()
    {
        // More superseded lines than a page is looked for among, all of them before the live ones, and of one phone in one place.
        for (var round = 0; round < 12; round++)
        {
            await UploadAsync([.. Enumerable.Range(0, 40)
                .Select(n => Uploads.Row(n, $"\"displayName\":\"A {round % 3}\",\"companyName\":\"Round {round}\""))]);
        }

        await UploadAsync([.. Enumerable.Range(0, 20).Select(n => Uploads.Row(n, $"\"displayName\":\"B {19 - n:00}\""))]);

        var expected = Enumerable.Range(20, 20).Concat(Enumerable.Range(0, 20).Reverse());
        (await WalkAsync(ContactSort.Name, null, 3)).Should().Equal(expected);
        (await WalkAsync(ContactSort.Name, "round", 1000)).Should().Equal(expected);
        (await WalkAsync(ContactSort.NameDescending, null, 5)).Should().Equal(
            Enumerable.Range(0, 20).Concat(Enumerable.Range(20, 20).Reverse()));
        (await WalkAsync(ContactSort.Phone, null, 7)).Should().Equal(Enumerable.Range(0, 40));
    }

    [Fact]
    public async Task A_walk_goes_on_from_its_place_whatever_becomes_of_the_contact_there()
    {
        await UploadAsync([.. Enumerable.Range(0, 10).Select(n => Uploads.Row(n, $"\"displayName\":\"Person {n}\""))]);
        var first = await ListSortedAsync(ContactSort.Name, null, new Slice<ContactCursor>(0, 4, null));
        await UploadAsync(
            Uploads.Row(3, "\"displayName\":\"Zoë\""),
            Uploads.Row(4, "\"displayName\":\"Aaron\""),
            Uploads.Row(20, "\"displayName\":\"Person 35\""));

        var rest = await WalkByCursorAsync(
            2, slice => ListSortedAsync(ContactSort.Name, null, slice with { After = slice.After ?? first.Next }));

        first.Items.Select(Number).Should().Equal(0, 1, 2, 3);
        rest.Select(Number).Should().Equal(20, 5, 6, 7, 8, 9, 3);
    }

    [Fact]
    public async Task The_oldest_of_what_a_search_finds_were_written_longest_ago()
    {
        await UploadAsync(Uploads.Row(5, "\"displayName\":\"Person\""));
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Person\""));
        await UploadAsync(Uploads.Row(3, "\"displayName\":\"Person\""));

        (await WalkAsync(ContactSort.Oldest, "person", 1)).Should().Equal(5, 1, 3);
        (await WalkAsync(ContactSort.Oldest, null, 1)).Should().Equal(5, 1, 3);
    }

    [Theory]
    [InlineData(ContactSort.Oldest)]
    [InlineData(ContactSort.Name)]
    [InlineData(ContactSort.PhoneDescending)]
    public async Task A_cursor_survives_its_text_and_is_one_of_its_order_alone(ContactSort sort)
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Zoë आशा\""), Uploads.Row(2, "\"displayName\":\"Zoë आशा\""));
        var next = (await ListSortedAsync(sort, null, new Slice<ContactCursor>(0, 1, null))).Next!.Value;

        ContactCursor.TryParse(next.ToString(), ContactCursor.OrderOf(sort, null), out var read).Should().BeTrue();
        ContactCursor.TryParse(next.ToString(), ContactOrder.Membership, out _).Should().BeFalse();
        ContactCursor.TryParse(next.ToString(), ContactOrder.NameDescending, out _).Should().BeFalse();

        read.Should().Be(next);
    }

    [Fact]
    public async Task Another_customers_book_and_one_without_contacts_have_none()
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        var stranger = await NewCustomerAsync();
        var empty = await NewBookAsync("Empty");

        foreach (var sort in Enum.GetValues<ContactSort>())
        {
            (await Store.Contacts.ListSortedAsync(stranger, Book.Id, sort, null, 10, null, Cancellation)).Items.Should().BeEmpty();
            (await Store.Contacts.ListSortedAsync(Customer, empty.Id, sort, Uploads.Query("a"), 10, null, Cancellation))
                .Should().BeEquivalentTo(new Page<Contact, ContactCursor>([], null));
        }
    }

    private async Task<IEnumerable<int>> WalkAsync(ContactSort sort, string? search, int limit) =>
        (await WalkByCursorAsync(limit, slice => ListSortedAsync(sort, search, slice))).Select(Number);

    private static int Number(Contact contact) => (int)(contact.Phone.Number - Uploads.Phone(0).Number);
}
