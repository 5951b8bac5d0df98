using ContactBooks.Core.Books;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>What an upload does to contacts, memberships and counts.</summary>
public abstract class UploadContract : StoreContract
{
    [Fact]
    public async Task A_phone_that_the_customer_does_not_have_becomes_a_contact_of_the_book()
    {
        var now = Later();
        var plan = Uploads.Of(
            now,
            Uploads.Row(1, """ "displayName":"Asha Rao","firstName":"Asha","lastName":"Rao","email":"asha@example.com","companyName":"Rao & Co","customFields":{"city":"Pune"} """));

        var written = await UploadAsync(Customer, Book.Id, plan, now);

        written.End.Should().Be(WriteEnd.Done);
        written.Answer.Should().BeNull();
        written.Value!.Contacts.Should().Equal(new StoredContact(true, plan.Contacts[0].UidIfNew));
        Shown.Of(await ContactAsync(1)).Should().Be(new Shown(
            plan.Contacts[0].UidIfNew.ToString(), "917000780001", "Asha Rao", "Asha", "Rao", "asha@example.com", "Rao & Co",
            """{"city":"Pune"}""", now, now, $"{Book.Uid} Retail Leads Active"));
    }

    [Fact]
    public async Task A_contact_of_a_phone_alone_has_nothing_else()
    {
        await UploadAsync(Uploads.Row(1));

        var contact = Shown.Of(await ContactAsync(1));

        contact.Should().Be(new Shown(contact.Uid, "917000780001", null, null, null, null, null, "", Now, Now, $"{Book.Uid} Retail Leads Active"));
    }

    [Fact]
    public async Task A_phone_that_is_there_is_updated_and_keeps_its_identifier_and_its_birth()
    {
        var created = (await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\"")))[0];
        var birth = Now;

        var updated = (await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha Rao\"")))[0];

        updated.Should().Be(new StoredContact(false, created.Uid));
        var contact = await ContactAsync(1);
        contact.Uid.Should().Be(created.Uid!.Value);
        contact.Fields.DisplayName.Should().Be("Asha Rao");
        contact.CreatedAt.Should().Be(birth);
        contact.UpdatedAt.Should().Be(Now);
    }

    [Fact]
    public async Task An_upload_that_changes_nothing_answers_updated_and_leaves_the_contact_as_it_was()
    {
        var row = Uploads.Row(1, """ "displayName":"Asha","email":"a@example.com","customFields":{"a":1,"b":[1,2]} """);
        var created = (await UploadAsync(row))[0];
        var before = Shown.Of(await ContactAsync(1));

        (await UploadAsync(row)).Should().Equal(new StoredContact(false, created.Uid));
        (await UploadAsync(Uploads.Row(1))).Should().Equal(new StoredContact(false, created.Uid));

        Shown.Of(await ContactAsync(1)).Should().Be(before);
        (await CountAsync(Book)).Should().Be(1);
    }

    [Fact]
    public async Task The_same_phone_in_two_books_is_one_contact_in_both()
    {
        var other = await NewBookAsync("Wholesale");
        var created = (await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\"")))[0];
        var before = await ContactAsync(1);

        var linked = (await UploadAsync(other, Uploads.Row(1)))[0];

        linked.Should().Be(new StoredContact(false, created.Uid));
        Shown.Of(await ContactAsync(1, other)).Should().Be(Shown.Of(await ContactAsync(1)));
        var contact = await ContactAsync(1);
        contact.Groups.Select(group => (group.Uid, group.Name, group.Status)).Should().Equal(
            (Book.Uid, "Retail Leads", BookStatus.Active), (other.Uid, "Wholesale", BookStatus.Active));
        contact.UpdatedAt.Should().Be(before.UpdatedAt, "a link is no change of a value");
    }

    [Fact]
    public async Task A_change_by_way_of_one_book_shows_in_all()
    {
        var other = await NewBookAsync("Wholesale");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(other, Uploads.Row(1, "\"displayName\":\"Asha Rao\""));

        (await ContactAsync(1)).Fields.DisplayName.Should().Be("Asha Rao");
        (await ContactAsync(1, other)).Fields.DisplayName.Should().Be("Asha Rao");
    }

    [Fact]
    public async Task Groups_come_by_the_age_of_the_membership_and_bear_the_books_newest_names()
    {
        var first = await NewBookAsync("First");
        var second = await NewBookAsync("Second");
        await UploadAsync(second, Uploads.Row(1));
        await UploadAsync(first, Uploads.Row(1));
        await Store.Books.RenameAsync(Customer, first.Id, "Renamed", Later(), null, Cancellation);

        (await ContactAsync(1, second)).Groups.Select(group => group.Name).Should().Equal("Second", "Renamed");
        (await SearchAsync("780001", second)).Single().Groups.Select(group => group.Name).Should().Equal("Second", "Renamed");
    }

    [Fact]
    public async Task The_count_is_true_at_every_step()
    {
        var other = await NewBookAsync("Wholesale");
        (await CountAsync(Book)).Should().Be(0);

        await UploadAsync(Uploads.Row(1), Uploads.Row(2), Uploads.Row(2), """{"phone":"nonsense"}""");
        (await CountAsync(Book)).Should().Be(2);

        await UploadAsync(Uploads.Row(2, "\"displayName\":\"Asha\""), Uploads.Row(3));
        (await CountAsync(Book)).Should().Be(3);

        await UploadAsync(other, Uploads.Row(3), Uploads.Row(4));
        (await CountAsync(Book)).Should().Be(3);
        (await CountAsync(other)).Should().Be(2);

        await UploadAsync(other, Uploads.Row(3), Uploads.Row(4));
        (await CountAsync(other)).Should().Be(2);
        (await Store.Books.ListAsync(Customer, default, new Slice<BookCursor>(0, 10, null))).Items
            .Select(book => (book.Name, book.ContactCount)).Should().Equal(("Wholesale", 2), ("Retail Leads", 3));
    }

    [Fact]
    public async Task The_outcome_has_one_entry_for_each_planned_contact_in_the_plans_order()
    {
        await UploadAsync(Uploads.Row(2));
        var now = Later();
        var plan = Uploads.Of(now, Uploads.Row(3), Uploads.Row(1), Uploads.Row(2), """{"phone":null}""", Uploads.Row(3));

        var outcome = (await UploadAsync(Customer, Book.Id, plan, now)).Value!;

        plan.Contacts.Select(contact => contact.Patch.Phone).Should().Equal(Uploads.Phone(1), Uploads.Phone(2), Uploads.Phone(3));
        outcome.Contacts.Select(contact => contact.Created).Should().Equal(true, false, true);
        foreach (var (contact, n) in outcome.Contacts.Zip([1, 2, 3]))
        {
            (await ContactAsync(n)).Uid.Should().Be(contact.Uid!.Value);
        }
    }

    [Fact]
    public async Task An_upload_without_a_valid_row_is_done_and_does_nothing()
    {
        var before = await Store.Books.FindAsync(Customer, Book.Uid);

        (await UploadAsync("""{"phone":"nonsense"}""")).Should().BeEmpty();

        (await Store.Books.FindAsync(Customer, Book.Uid)).Should().Be(before);
        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_upload_into_a_book_that_is_not_there_writes_nothing()
    {
        var now = Later();
        var nowhere = new BookId(Book.Id.Value + 1000);

        (await UploadAsync(Customer, nowhere, Uploads.Of(now, Uploads.Row(1)), now)).Should().Be(new Written<UploadOutcome>(WriteEnd.BookNotFound));

        (await Store.Contacts.ListAsync(Customer, nowhere, new Slice<ContactCursor>(0, 10, null))).Items.Should().BeEmpty();
        (await SearchAsync(Uploads.Query("7"), Book with { Id = nowhere }, new Slice<ContactCursor>(0, 10, null))).Items.Should().BeEmpty();
        (await UploadAsync(Uploads.Row(1)))[0].Created.Should().BeTrue("the customer still had no such contact");
    }

    [Fact]
    public async Task A_book_itself_is_not_changed_by_an_upload()
    {
        await UploadAsync(Uploads.Row(1));

        (await Store.Books.FindAsync(Customer, Book.Uid)).Should().Be(Book with { ContactCount = 1 });
    }

    [Theory]
    [InlineData("Zoë Ångström")]
    [InlineData("आशा राव")]
    [InlineData("Ольга Ёлкина")]
    [InlineData("محمد \u200Fبن\u200E")]
    [InlineData("\u202Eevil\u202C")]
    [InlineData("👩\u200D👩\u200D👧 🇮🇳")]
    [InlineData("𝒜𝓈𝒽𝒶 𐍈")]
    [InlineData("tab\tand\nline")]
    [InlineData("O'Brien \"Q\"; drop table contacts;-- \\ % _ $1 ?1 {0}")]
    [InlineData("\uFEFFbom \uFFFD \uFFFF")]
    public async Task Any_text_comes_back_as_it_went_in(string text)
    {
        var json = Uploads.Json(text);

        await UploadAsync(Uploads.Row(1, $"\"displayName\":{json},\"firstName\":{json},\"lastName\":{json},\"companyName\":{json},\"customFields\":{{{json}:[{json}]}}"));

        var contact = Shown.Of(await ContactAsync(1));
        var expected = text.Normalize().Trim();
        new[] { contact.DisplayName, contact.FirstName, contact.LastName, contact.CompanyName }.Should().AllBe(expected);
        using var fields = System.Text.Json.JsonDocument.Parse(contact.CustomFields);
        fields.RootElement.GetProperty(text)[0].GetString().Should().Be(text);
    }

    [Fact]
    public async Task A_thousand_full_rows_go_in_at_once_and_come_back_each_as_it_was()
    {
        static string Rest(int n) =>
            $$"""
            "displayName":"Name {{n}} {{new string('x', n % 190)}}","email":"p{{n}}@example.com","customFields":{"n":{{n}},"text":"{{new string('y', n * 16)}}"}
            """;
        var rows = Enumerable.Range(0, 1000).Select(n => Uploads.Row(n, Rest(n))).ToArray();
        Random.Shared.Shuffle(rows);

        (await UploadAsync(rows)).Should().HaveCount(1000).And.OnlyContain(contact => contact.Created);

        (await CountAsync(Book)).Should().Be(1000);
        (await ListAsync()).OrderBy(contact => contact.Phone)
            .Select(contact => (contact.Fields.DisplayName, contact.Fields.Email, Shown.Of(contact).CustomFields))
            .Should().Equal(Enumerable.Range(0, 1000).Select(n => (
                (string?)$"Name {n} {new string('x', n % 190)}".Trim(), (string?)$"p{n}@example.com", $$"""{"n":{{n}},"text":"{{new string('y', n * 16)}}"}""")));
    }
}
