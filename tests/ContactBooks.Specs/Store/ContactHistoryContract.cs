using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Specs.Store;

/// <summary>What is told of the changes that touched a contact.</summary>
public abstract class ContactHistoryContract : RecordedStoreContract
{
    private const string Asha = "\"displayName\":\"Asha\",\"email\":\"asha@example.com\",\"customFields\":{\"city\":\"Pune\"}";

    private static readonly LookBack Far = new(null, 100, 1000, long.MaxValue);

    [Fact]
    public async Task Uploads_tell_that_they_made_the_contact_and_what_they_changed_the_newest_first()
    {
        var made = await RecordAsync(Uploads.Row(1, Asha), Uploads.Row(2));
        var contact = await ContactAsync(1);
        var renamed = await RecordAsync(Uploads.Row(1, "\"displayName\":\"Asha Rao\",\"companyName\":\"Kumar & Sons\",\"customFields\":{\"city\":\"Agra\"}"));
        await RecordAsync(Uploads.Row(2, Asha));
        await RecordAsync(Uploads.Row(1, "\"email\":\"asha@example.com\""));

        var page = await LookAsync(contact, Far);

        page.Next.Should().BeNull();
        page.Items.Select(ToldChange.Of).Should().Equal(
            new ToldChange(
                renamed.Uid, renamed.CreatedAt, ChangeEffects.Changed, "DisplayName, CompanyName, CustomFields: Asha, {\"city\":\"Pune\"}", "", ""),
            new ToldChange(made.Uid, made.CreatedAt, ChangeEffects.Created, "", "", ""));
        page.Items.Select(change => change.Change).Should().Equal(renamed, made);
    }

    [Fact]
    public async Task Of_an_import_the_batch_is_told_that_did_it_though_the_import_is_older_than_the_contact()
    {
        var import = await NewImportAsync();
        Now += TimeSpan.FromHours(3);
        var upload = await RecordAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await BatchAsync(import, "Ravi", 1, 2);
        var at = Now;
        await BatchAsync(import, "Meera", 3);

        (await ToldAsync(await ContactAsync(1))).Should().Equal(
            new ToldChange(upload.Uid, upload.CreatedAt, ChangeEffects.Created, "", "", ""),
            new ToldChange(import.Uid, at, ChangeEffects.Changed, "DisplayName: Asha", "", ""));
        (await ToldAsync(await ContactAsync(2))).Should().Equal(new ToldChange(import.Uid, at, ChangeEffects.Created, "", "", ""));
    }

    [Fact]
    public async Task A_second_book_is_told_and_with_it_what_changed()
    {
        var (second, third) = (await NewBookAsync("Second"), await NewBookAsync("Third"));
        await UploadAsync(Uploads.Row(1, Asha));
        var linked = await RecordAsync(second, Uploads.Row(1));
        var both = await RecordAsync(third, Uploads.Row(1, "\"email\":null"));

        var page = await LookAsync(await ContactAsync(1), Far);

        page.Items.Select(ToldChange.Of).Should().Equal(
            new ToldChange(both.Uid, both.CreatedAt, ChangeEffects.Changed | ChangeEffects.Linked, "Email: asha@example.com", "", ""),
            new ToldChange(linked.Uid, linked.CreatedAt, ChangeEffects.Linked, "", "", ""));
        page.Items.Select(change => change.Change.BookName).Should().Equal("Third", "Second");
    }

    [Fact]
    public async Task What_took_it_out_of_books_or_deleted_it_names_those_that_are_still_there()
    {
        var (second, third) = (await NewBookAsync("Second"), await NewBookAsync("Third"));
        await UploadAsync(Uploads.Row(1, Asha));
        await UploadAsync(second, Uploads.Row(1));
        var contact = await ContactAsync(1);
        var removal = await TidyAsync(new TidyingRequest(TidyingKind.Remove, [contact.Uid]) { From = Book.Id });
        var move = await TidyAsync(new TidyingRequest(TidyingKind.Move, [contact.Uid]) { From = second.Id, To = third.Id });
        var deletion = await TidyAsync(new TidyingRequest(TidyingKind.Delete, [contact.Uid]) { From = third.Id });
        await UndoAsync(deletion.Uid);
        await Store.Books.DeleteAsync(
            Customer, second.Id, new NewChange("chg_book", ChangeKind.BookDeletion, default, null, Now.AddDays(30)), Later(), null, Cancellation);

        (await ToldAsync(contact)).Should().Equal(
            new ToldChange(
                deletion.Uid, At(deletion), ChangeEffects.Deleted, "All: Asha, asha@example.com, {\"city\":\"Pune\"}", "Third", "Undone"),
            new ToldChange(move.Uid, At(move), ChangeEffects.Linked | ChangeEffects.Unlinked, "", "gone", ""),
            new ToldChange(removal.Uid, At(removal), ChangeEffects.Unlinked, "", "Retail Leads", ""));

        DateTimeOffset At(NewChange change) => change.UndoUntil.AddDays(-30);
    }

    [Fact]
    public async Task It_is_told_whether_it_was_undone_or_why_the_contact_was_kept()
    {
        var upload = await RecordAsync(Uploads.Row(1, Asha), Uploads.Row(2));
        var renamed = await RecordAsync(Uploads.Row(1, "\"displayName\":\"Asha Rao\""));
        var contact = await ContactAsync(1);

        await UndoAsync(upload);
        await UndoAsync(renamed);

        (await ToldAsync(contact)).Select(change => change.Undo).Should().Equal("Undone", "Edited");
    }

    [Fact]
    public async Task Of_a_change_that_is_being_undone_each_block_is_told_for_itself()
    {
        var import = await NewImportAsync();
        await BatchAsync(import, "Asha", 1);
        await BatchAsync(import, "Ravi", 1);
        await History.BeginUndoAsync(Customer, import.Uid, default, Later(), Until);
        await History.ContinueAsync(Customer, import.Uid, Now, Until, Cancellation);

        (await ToldAsync(await ContactAsync(1))).Select(change => (change.Effects, change.Undo)).Should().Equal(
            (ChangeEffects.Changed, "Undone"), (ChangeEffects.Created, ""));
    }

    [Fact]
    public async Task Another_customers_contacts_those_that_nothing_touched_and_forgotten_changes_are_not_told()
    {
        var old = await RecordAsync(Uploads.Row(1, Asha));
        var contact = await ContactAsync(1);
        var stranger = await NewCustomerAsync();

        (await LookAsync(contact, Far, stranger)).Items.Should().BeEmpty();
        (await LookAsync(contact with { Uid = new ContactUid(contact.Uid.Value + 1) }, Far)).Items.Should().BeEmpty();
        Now = old.UndoUntil.AddSeconds(-1);
        (await LookAsync(contact, Far)).Items.Should().ContainSingle();
        Now = old.UndoUntil;
        (await LookAsync(contact, Far)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_text_that_reads_as_the_contacts_bytes_is_not_taken_for_it()
    {
        var now = Later();
        var plan = Uploads.Of(now, Uploads.Row(1));
        var uid = ContactUid.FromBytes("chance-encounter"u8);
        var upload = NewUpload();
        await UploadAsync(Customer, Book.Id, plan with { Contacts = [plan.Contacts[0] with { UidIfNew = uid }], Change = upload }, now);
        await RecordAsync(Uploads.Row(2, "\"displayName\":\"A chance-encounter of ours\""));
        await RecordAsync(Uploads.Row(2, "\"displayName\":\"Ravi\""));

        (await ToldAsync(await ContactAsync(1))).Should().Equal(new ToldChange(upload.Uid, now, ChangeEffects.Created, "", "", ""));
    }

    [Theory]
    [InlineData(1, 1000, long.MaxValue)]
    [InlineData(100, 1, long.MaxValue)]
    [InlineData(100, 1000, 1)]
    [InlineData(2, 3, 50)]
    public async Task By_small_steps_all_is_found_that_one_look_finds(int limit, int blocks, long bytes)
    {
        var import = await NewImportAsync();
        await RecordAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await BatchAsync(import, "Ravi", 1);
        await BatchAsync(import, "Meera", 2, 3);
        await BatchAsync(import, "Meera", 4);
        await BatchAsync(import, "Zoë", 1);
        await RecordAsync(Uploads.Row(2, Asha));
        await RecordAsync(Uploads.Row(1, Asha));
        await RecordAsync(Uploads.Row(3, Asha));
        var contact = await ContactAsync(1);
        var whole = await ToldAsync(contact);
        whole.Select(change => change.Former).Should().Equal("DisplayName, Email, CustomFields: Zoë", "", "DisplayName: Ravi", "DisplayName: Asha");

        var found = new List<ToldChange>();
        var look = new LookBack(null, limit, blocks, bytes);
        for (var steps = 1; ; steps++)
        {
            var page = await LookAsync(contact, look);
            page.Items.Count.Should().BeLessThanOrEqualTo(Math.Min(limit, blocks));
            found.AddRange(page.Items.Select(ToldChange.Of));
            if (page.Next is not { } next)
            {
                steps.Should().BeInRange(2, 8, "each looks at a part of the eight blocks");
                break;
            }

            BlockCursor.TryParse(next.ToString(), out var parsed).Should().BeTrue();
            look = look with { After = parsed };
        }

        found.Should().Equal(whole);
    }

    [Fact]
    public async Task What_is_older_than_the_contact_is_not_looked_at()
    {
        var (before, under) = (await NewImportAsync(), await NewImportAsync());
        await BatchAsync(before, "Ravi", 2);
        await BatchAsync(before, "Ravi", 3);
        await BatchAsync(under, "Ravi", 4);
        await RecordAsync(Uploads.Row(5));
        Now += TimeSpan.FromHours(1);
        await BatchAsync(under, "Asha", 1);

        var page = await LookAsync(await ContactAsync(1), Far with { Blocks = 1 });

        page.Items.Select(ToldChange.Of).Should().Equal(new ToldChange(under.Uid, Now, ChangeEffects.Created, "", "", ""));
        page.Next.Should().BeNull();
    }

    [Fact]
    public async Task Where_nothing_was_found_so_far_it_is_told_that_there_is_more_to_look_at()
    {
        await RecordAsync(Uploads.Row(1, Asha));
        await RecordAsync(Uploads.Row(2, Asha));
        var last = await RecordAsync(Uploads.Row(3, Asha));

        var page = await LookAsync(await ContactAsync(1), Far with { Blocks = 1 });

        page.Items.Should().BeEmpty();
        page.Next.Should().Be(new BlockCursor(new ChangeCursor(last.CreatedAt.ToUnixTimeMilliseconds(), last.Uid), 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAABnTYWsAB1cGxfYQ")]
    [InlineData("AAABnTYWsAB1cGxfYQ.-1")]
    [InlineData(".1")]
    public void What_is_no_place_is_not_read_as_one(string text) => BlockCursor.TryParse(text, out _).Should().BeFalse();

    private async Task<NewChange> TidyAsync(TidyingRequest request)
    {
        var now = Later();
        var change = new NewChange(PublicUid.New(PublicUid.Change, now), ChangeKind.Tidying, default, null, now.AddDays(30));
        (await Store.Contacts.TidyAsync(Customer, request with { Change = change }, now, null, Cancellation)).End.Should().Be(WriteEnd.Done);
        return change;
    }

    private ValueTask<Page<ContactChange, BlockCursor>> LookAsync(Contact contact, LookBack look, CustomerId? customer = null) =>
        History.ListOfContactAsync(customer ?? Customer, contact.Uid, contact.CreatedAt, look, Now);

    private async Task<List<ToldChange>> ToldAsync(Contact contact) => [.. (await LookAsync(contact, Far)).Items.Select(ToldChange.Of)];
}
