using ContactBooks.Core.Books;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Customers never see each other's data, nor change it.</summary>
public abstract class IsolationContract : StoreContract
{
    [Fact]
    public async Task The_same_phone_is_another_contact_with_another_customer()
    {
        var stranger = await NewCustomerAsync();
        var theirs = await NewBookAsync(stranger, "Theirs");
        var mine = (await UploadAsync(Uploads.Row(1, "\"displayName\":\"Mine\"")))[0];

        var other = (await UploadAsync(stranger, theirs, Uploads.Row(1, "\"displayName\":\"Theirs\"")))[0];

        other.Created.Should().BeTrue();
        other.Uid.Should().NotBe(mine.Uid);
        Shown.Of(await ContactAsync(1)).DisplayName.Should().Be("Mine");
        var seen = Shown.Of((await ListAsync(stranger, theirs)).Single());
        seen.DisplayName.Should().Be("Theirs");
        seen.Groups.Should().Be($"{theirs.Uid} Theirs Active");
        (await CountAsync(Book)).Should().Be(1);
    }

    [Fact]
    public async Task A_book_of_another_customer_is_not_there()
    {
        var stranger = await NewCustomerAsync();
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Mine\""));

        (await Store.Books.FindAsync(stranger, Book.Uid)).Should().BeNull();
        (await Store.Books.ListAsync(stranger, default, new Slice<BookCursor>(0, 10, null))).Items.Should().BeEmpty();
        (await Store.Books.RenameAsync(stranger, Book.Id, "Taken", Later(), null, Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
        (await Store.Books.SetStatusAsync(stranger, Book.Id, BookStatus.Inactive, Later(), Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
        (await UploadAsync(stranger, Book.Id, Uploads.Of(Now, Uploads.Row(1, "\"displayName\":\"Taken\"")), Now)).End.Should().Be(WriteEnd.BookNotFound);
        (await ListAsync(stranger, Book)).Should().BeEmpty();
        (await Store.Contacts.FindAsync(stranger, (await ContactAsync(1)).Uid)).Should().BeNull();
        (await Store.Contacts.SearchAsync(stranger, Book.Id, Uploads.Query("Mine"), new Slice<ContactCursor>(0, 10, null), Cancellation)).Items.Should().BeEmpty();

        (await Store.Books.FindAsync(Customer, Book.Uid))!.Name.Should().Be("Retail Leads");
        Shown.Of(await ContactAsync(1)).DisplayName.Should().Be("Mine");
    }

    [Fact]
    public async Task Two_customers_may_have_a_book_of_the_same_identifier_and_each_finds_its_own()
    {
        var stranger = await NewCustomerAsync();
        var written = await Store.Books.CreateAsync(stranger, new(Book.Uid, "Theirs", null, null), Later(), null, Cancellation);
        var theirs = written.Value!;
        await UploadAsync(stranger, theirs, Uploads.Row(1), Uploads.Row(2));

        (await Store.Books.FindAsync(Customer, Book.Uid)).Should().Be(Book);
        (await Store.Books.FindAsync(stranger, Book.Uid)).Should().Be(theirs with { ContactCount = 2 });
        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_and_a_prediction_know_only_the_customers_own()
    {
        var stranger = await NewCustomerAsync();
        var theirs = await NewBookAsync(stranger, "Theirs");
        await UploadAsync(stranger, theirs, Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(Uploads.Row(2, "\"displayName\":\"Asha\""));

        (await FoundAsync("asha")).Should().Equal(2);
        (await Store.Contacts.PredictAsync(Customer, Uploads.Of(Now, Uploads.Row(1)))).Contacts.Should().Equal(new StoredContact(true, null));
        (await Store.Contacts.PredictAsync(stranger, Uploads.Of(Now, Uploads.Row(1)))).Contacts[0].Created.Should().BeFalse();
    }

    [Fact]
    public async Task A_change_of_ones_contact_leaves_the_others_search_alone()
    {
        var stranger = await NewCustomerAsync();
        var theirs = await NewBookAsync(stranger, "Theirs");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(stranger, theirs, Uploads.Row(1, "\"displayName\":\"Asha\""));

        await UploadAsync(stranger, theirs, Uploads.Row(1, "\"displayName\":\"Bina\""));

        (await FoundAsync("asha")).Should().Equal(1);
        (await FoundAsync("bina")).Should().BeEmpty();
    }
}
