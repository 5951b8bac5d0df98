using ContactBooks.Core.Books;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Nodes;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Postgres;

namespace ContactBooks.Specs.Engine;

/// <summary>
/// An upload finds contacts that another one is just writing: the first is held in COMMIT, the second has read what was
/// before it and waits for the contacts. What each is told is true, and both have their effect.
/// </summary>
public sealed class UploadRaceSpecs : TwoStores
{
    [Fact]
    public async Task Changes_of_different_fields_both_survive()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\",\"email\":\"asha@example.com\""), Uploads.Row(2));
        await UploadAsync(second, Uploads.Row(1));

        var (one, other) = await RaceAsync(
            (Book, [Uploads.Row(1, "\"displayName\":\"Asha Rao\"")]),
            (Book, [Uploads.Row(1, "\"email\":\"rao@example.com\""), Uploads.Row(2)]));

        one.Should().OnlyContain(contact => !contact.Created);
        other.Should().OnlyContain(contact => !contact.Created);
        var contact = await ContactAsync(1);
        (contact.Fields.DisplayName, contact.Fields.Email).Should().Be(("Asha Rao", "rao@example.com"));
        foreach (var book in new[] { Book, second })
        {
            await FoundOnBothAsync("asha rao", book, 1);
            await FoundOnBothAsync("rao@example", book, 1);
            await FoundOnBothAsync("asha@example", book);
        }

        (await CountAsync(Book)).Should().Be(2);
        (await CountAsync(second)).Should().Be(1);
    }

    [Fact]
    public async Task Contacts_that_both_bring_are_created_by_the_first_and_updated_by_the_second()
    {
        var (one, other) = await RaceAsync(
            (Book, [.. Enumerable.Range(0, 10).Select(n => Uploads.Row(n, "\"displayName\":\"Asha\""))]),
            (Book, [.. Enumerable.Range(5, 10).Select(n => Uploads.Row(n, "\"companyName\":\"Rao\""))]));

        one.Should().OnlyContain(contact => contact.Created);
        other.Select(contact => contact.Created).Should().Equal(Enumerable.Range(5, 10).Select(n => n >= 10));
        other.Take(5).Select(contact => contact.Uid).Should().Equal(one.Skip(5).Select(contact => contact.Uid));
        await FoundOnBothAsync("asha", Book, [.. Enumerable.Range(0, 10)]);
        await FoundOnBothAsync("rao", Book, [.. Enumerable.Range(5, 10)]);
        (await CountAsync(Book)).Should().Be(15);
    }

    [Fact]
    public async Task What_the_first_brought_as_the_second_has_it_is_updated_by_it_all_the_same()
    {
        var row = Uploads.Row(1, "\"displayName\":\"Asha\"");

        var (one, other) = await RaceAsync((Book, [row]), (Book, [row]));

        one.Should().OnlyContain(contact => contact.Created);
        other.Should().Equal(new StoredContact(false, one[0].Uid));
        (await CountAsync(Book)).Should().Be(1);
        await FoundOnBothAsync("asha", Book, 1);
    }

    [Fact]
    public async Task A_contact_that_changes_while_it_comes_into_another_book_is_found_there_as_it_is_now()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Before\""));

        await RaceAsync((Book, [Uploads.Row(1, "\"displayName\":\"After\"")]), (second, [Uploads.Row(1)]));

        await IsInBothAsync(second);
    }

    [Fact]
    public async Task A_contact_that_comes_into_another_book_while_it_changes_is_found_there_as_it_is_now()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Before\""));

        await RaceAsync((second, [Uploads.Row(1)]), (Book, [Uploads.Row(1, "\"displayName\":\"After\"")]));

        await IsInBothAsync(second);
    }

    [Fact]
    public async Task A_contact_that_two_uploads_link_to_one_book_is_counted_once()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"After\""));

        await RaceAsync((second, [Uploads.Row(1)]), (second, [Uploads.Row(1)]));

        await IsInBothAsync(second);
    }

    /// <summary>Has the second upload, on the other node, run into the first.</summary>
    private async Task<(IReadOnlyList<StoredContact> First, IReadOnlyList<StoredContact> Second)> RaceAsync(
        (Book Book, string[] Rows) first, (Book Book, string[] Rows) second)
    {
        await using var hold = await CommitHold.PutOnAsync(((TemporaryPostgresStore)Store).Database);
        var one = UploadAsync(Store, first);
        await hold.IsHeldAsync();
        var other = UploadAsync(Other, second);
        await hold.HasOneBehindItAsync();
        await hold.LetGoAsync();
        return (await one, await other);
    }

    private async Task<IReadOnlyList<StoredContact>> UploadAsync(IStore node, (Book Book, string[] Rows) upload)
    {
        var now = Later();
        var written = await node.Contacts.UploadAsync(Customer, upload.Book.Id, Uploads.Of(now, upload.Rows), now, null, Cancellation);
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!.Contacts;
    }

    private async Task IsInBothAsync(Book second)
    {
        foreach (var book in new[] { Book, second })
        {
            (await ContactAsync(1, book)).Groups.Should().HaveCount(2);
            await FoundOnBothAsync("after", book, 1);
            await FoundOnBothAsync("before", book);
            (await CountAsync(book)).Should().Be(1);
        }
    }

    private async Task FoundOnBothAsync(string text, Book book, params int[] expected)
    {
        (await FoundOnAsync(Store, text, book)).Should().Equal(expected);
        (await FoundOnAsync(Other, text, book)).Should().Equal(expected);
    }
}
