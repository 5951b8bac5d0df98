using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Specs.Store;

/// <summary>Books that are deleted, what becomes of their contacts, and how all of it comes back.</summary>
public abstract class BookDeletionContract : RecordedStoreContract
{
    private const string Asha = "\"displayName\":\"Asha\"";
    private const string Ravi = "\"displayName\":\"Ravi\"";

    [Fact]
    public async Task A_deleted_book_is_gone_for_everybody_at_once()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(3));
        var uids = (await ListAsync(other)).Select(contact => contact.Uid).ToArray();

        await BeginAsync(Book);

        (await Store.Books.FindAsync(Customer, Book.Uid)).Should().BeNull();
        (await Store.Books.ListAsync(Customer, default, new Slice<BookCursor>(0, 10, null))).Items.Should().Equal(await BookAsync(other));
        (await Store.Books.RenameAsync(Customer, Book.Id, "New", Later(), null, Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
        (await Store.Books.DeleteAsync(Customer, Book.Id, NewDeletion(), Later(), null, Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
        (await Store.Books.PredictDeletionAsync(Customer, Book.Id)).Should().BeNull();
        (await UploadAsync(Customer, Book.Id, Uploads.Of(Later(), [Uploads.Row(9)]), Now)).End.Should().Be(WriteEnd.BookNotFound);
        (await Store.Imports.CreateAsync(Customer, Book.Id, new NewImport("imp_x", null, 1, new byte[1]), Later(), null, Cancellation)).End
            .Should().Be(WriteEnd.BookNotFound);
        foreach (var request in new[]
        {
            new TidyingRequest(TidyingKind.Remove, uids) { From = Book.Id },
            new TidyingRequest(TidyingKind.Move, uids) { From = other.Id, To = Book.Id },
        })
        {
            (await Store.Contacts.TidyAsync(Customer, request, Later(), null, Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
        }

        (await ContactAsync(1, other)).Groups.Select(group => group.Name).Should().Equal("Other");
        (await Store.Contacts.ListInSeveralBooksAsync(Customer, new Slice<ContactCursor>(0, 10, null))).Items.Should().BeEmpty();
        (await Store.Contacts.CountInSeveralBooksAsync(Customer)).Should().Be(0);
    }

    [Fact]
    public async Task Its_contacts_leave_it_and_those_in_no_other_book_are_deleted_and_all_come_back()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Ravi), Uploads.Row(3, Ravi));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(4, Ravi));
        var before = await StateAsync();
        (await Store.Books.PredictDeletionAsync(Customer, Book.Id)).Should().Be(new BookDeletionOutlook(3, 2));

        var change = await DeleteAsync(Book);

        (change.Kind, change.BookUid, change.State, change.Counts).Should().Be(
            (ChangeKind.BookDeletion, Book.Uid, ChangeState.Done, new ChangeCounts(0, 0, 0, 1, 2)));
        (await ListAsync(other)).Select(contact => contact.Phone).Should().BeEquivalentTo([Uploads.Phone(1), Uploads.Phone(4)]);
        (await FoundAsync("asha", other)).Should().Equal(1);
        (await Store.Contacts.PredictAsync(Customer, Uploads.Of(Now, [Uploads.Row(1), Uploads.Row(2)]))).Contacts
            .Select(contact => contact.Created).Should().Equal(false, true);

        (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(0, 3, 0, 0));

        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("ravi")).Should().Equal(2, 3);
        (await FoundAsync("asha")).Should().Equal(1);
        (await EverySearchAsync(Book, "a", 1)).Should().HaveCount(3);
        (await EverySearchAsync(other, "a", 1)).Should().HaveCount(2);
    }

    [Fact]
    public async Task It_goes_on_a_thousand_contacts_at_a_time_and_is_undone_from_wherever_it_is()
    {
        await UploadAsync([.. Enumerable.Range(0, TidyingRequest.MaxContacts).Select(n => Uploads.Row(n, Asha))]);
        await UploadAsync(Uploads.Row(1001, Ravi));
        var before = await ListAsync();
        var change = await BeginAsync(Book);
        change.State.Should().Be(ChangeState.Running);

        change = (await History.ContinueAsync(Customer, change.Uid, Later(), Until, Cancellation))!;

        (change.State, change.Counts.Deleted).Should().Be((ChangeState.Running, TidyingRequest.MaxContacts));
        var undoing = await History.BeginUndoAsync(Customer, change.Uid, default, Later(), Until);
        undoing!.State.Should().Be(ChangeState.Undoing);
        (await CountAsync(Book)).Should().Be(1, "it is back at once, and its contacts will be");
        (await UndoAsync(change)).Undone.Restored.Should().Be(TidyingRequest.MaxContacts);
        (await ListAsync()).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        (await CountAsync(Book)).Should().Be(TidyingRequest.MaxContacts + 1);
    }

    [Fact]
    public async Task Whoever_comes_to_a_deletion_goes_on_with_it_one_at_a_time_until_it_is_done()
    {
        await UploadAsync(Uploads.Row(1));
        var change = await BeginAsync(Book);

        (await History.LeaseAsync(Now, Until)).Should().Be(new ChangeLease(Customer, change.Uid));
        (await History.LeaseAsync(Now, Until)).Should().BeNull();
        Now = Until;
        (await History.LeaseAsync(Now, Until)).Should().NotBeNull();
        await ContinueAsync(change);
        (await History.LeaseAsync(Now.AddDays(1), Now.AddDays(2))).Should().BeNull();
    }

    [Fact]
    public async Task A_contact_on_its_way_out_counts_as_out_for_all_that_is_tidied_meanwhile()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(2));
        var (first, second) = ((await ContactAsync(1)).Uid, (await ContactAsync(2)).Uid);
        var deletion = await BeginAsync(Book);

        (await TidyAsync(new TidyingRequest(TidyingKind.Remove, [first]) { From = other.Id })).Should().Equal(TidiedAs.Deleted);
        (await TidyAsync(new TidyingRequest(TidyingKind.KeepOldest, [second]))).Should().Equal(TidiedAs.Unchanged);
        await ContinueAsync(deletion);

        (await ListAsync(other)).Select(contact => contact.Uid).Should().Equal(second);
        await UndoAsync(deletion);
        (await ListAsync()).Select(contact => contact.Uid).Should().Equal(second);
    }

    [Fact]
    public async Task Undoing_an_older_change_brings_no_contact_into_a_book_that_was_deleted()
    {
        var (second, third) = (await NewBookAsync("Second"), await NewBookAsync("Third"));
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha), Uploads.Row(3, Asha));
        await UploadAsync(second, Uploads.Row(1), Uploads.Row(3));
        await UploadAsync(third, Uploads.Row(3));
        var contacts = (await ListAsync()).ToDictionary(contact => (int)(contact.Phone.Number % 1000), contact => contact.Uid);
        var removal = await RecordTidyAsync(new TidyingRequest(TidyingKind.Remove, [contacts[1], contacts[2]]) { From = Book.Id });
        var deletion = await RecordTidyAsync(new TidyingRequest(TidyingKind.Delete, [contacts[3]]) { From = second.Id });
        await DeleteAsync(Book);

        var undone = await UndoAsync(removal);

        (await KeptAsync(undone)).Select(kept => (kept.Uid, kept.Reason)).Should().BeEquivalentTo(
            [(contacts[1], KeptReason.BookDeleted), (contacts[2], KeptReason.BookDeleted)]);
        (await UndoAsync(deletion)).Undone.Should().Be(new UndoCounts(0, 1, 0, 0));
        (await ContactAsync(3, third)).Groups.Select(group => group.Name).Should().Equal("Second", "Third");
        (await ListAsync(second)).Select(contact => contact.Uid).Should().BeEquivalentTo([contacts[1], contacts[3]]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Undoing_an_upload_leaves_no_contact_without_a_book_whether_or_not_it_has_left_the_deleted_one(bool hasLeft)
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha));
        var upload = await RecordAsync(other, Uploads.Row(1));
        var deletion = await BeginAsync(Book);
        deletion = hasLeft ? await ContinueAsync(deletion) : deletion;

        (await KeptAsync(await UndoAsync(upload))).Should().ContainSingle().Which.Reason.Should().Be(KeptReason.LastBook);

        await ContinueAsync(deletion);
        (await ContactAsync(1, other)).Groups.Should().ContainSingle();
    }

    [Fact]
    public async Task An_upload_that_created_a_contact_is_undone_although_a_deleted_book_still_has_it()
    {
        var other = await NewBookAsync("Other");
        var upload = await RecordAsync(Uploads.Row(1, Asha));
        await UploadAsync(other, Uploads.Row(1));
        var deletion = await BeginAsync(other);

        (await UndoAsync(upload)).Undone.Should().Be(new UndoCounts(1, 0, 0, 0));

        (await ContinueAsync(deletion)).Counts.Should().Be(default(ChangeCounts));
        (await ListAsync()).Should().BeEmpty();
        await UndoAsync(deletion);
        (await CountAsync(other)).Should().Be(0);
    }

    [Fact]
    public async Task Two_books_that_share_contacts_are_deleted_at_once_and_come_back_one_after_the_other()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2));
        await UploadAsync(other, Uploads.Row(1));
        var before = await StateAsync();
        var first = await BeginAsync(Book);
        var second = await BeginAsync(other);
        (await ContinueAsync(first)).Counts.Should().Be(new ChangeCounts(0, 0, 0, 1, 1));
        (await ContinueAsync(second)).Counts.Should().Be(new ChangeCounts(0, 0, 0, 0, 1));

        await UndoAsync(second);
        (await ContactAsync(1, other)).Groups.Should().ContainSingle();
        await UndoAsync(first);

        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("asha")).Should().Equal(1);
    }

    [Fact]
    public async Task An_import_into_it_is_taken_up_to_find_that_it_is_gone()
    {
        (await Store.Imports.CreateAsync(Customer, Book.Id, new NewImport("imp_x", null, 1, new byte[1]), Later(), null, Cancellation)).End
            .Should().Be(WriteEnd.Done);
        await DeleteAsync(Book);

        var lease = await Store.Imports.LeaseAsync("a", Now, Until);

        lease!.Book.Should().Be(Book.Id);
        (await UploadAsync(Customer, lease.Book, Uploads.Of(Later(), [Uploads.Row(1)]), Now)).End.Should().Be(WriteEnd.BookNotFound);
        (await Store.Imports.EndAsync(lease, ImportState.Failed, new ImportFault("CONTACT_BOOK_NOT_FOUND", "Gone."), Now)).Should().BeTrue();
    }

    [Fact]
    public async Task What_is_not_recorded_is_done_all_the_same_and_never_undone()
    {
        await UploadAsync(Uploads.Row(1));
        var begun = await BeginAsync(Book, Now.AddSeconds(1));
        begun.CanBeUndone.Should().BeFalse();

        (await ContinueAsync(begun)).Counts.Should().Be(default(ChangeCounts));

        (await Store.Contacts.PredictAsync(Customer, Uploads.Of(Now, [Uploads.Row(1)]))).Contacts[0].Created.Should().BeTrue();
        (await History.FindAsync(Customer, begun.Uid, Now)).Should().BeNull();
        (await History.BeginUndoAsync(Customer, begun.Uid, default, Later(), Until)).Should().BeNull();
        (await Store.Books.FindAsync(Customer, Book.Uid)).Should().BeNull();
    }

    [Fact]
    public async Task A_retry_with_its_key_deletes_once()
    {
        var keep = new AnswerToKeep<Change>(new KeyedRequest("POST", "k", new byte[1]), "Deleted", _ => new byte[] { 1 }) { ChangeOf = change => change.Uid };
        var deletion = NewDeletion();

        var first = await Store.Books.DeleteAsync(Customer, Book.Id, deletion, Later(), keep, Cancellation);
        var second = await Store.Books.DeleteAsync(Customer, Book.Id, NewDeletion(), Later(), keep, Cancellation);

        (first.End, second.End, second.Answer!.ChangeUid).Should().Be((WriteEnd.Done, WriteEnd.Replayed, deletion.Uid));
    }

    [Fact]
    public async Task Nobody_deletes_or_brings_back_a_book_of_another_customer()
    {
        await UploadAsync(Uploads.Row(1));
        var stranger = await NewCustomerAsync();
        var before = await StateAsync();

        (await Store.Books.DeleteAsync(stranger, new BookId(Book.Id.Value + 1000), NewDeletion(), Later(), null, Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
        (await Store.Books.PredictDeletionAsync(stranger, new BookId(Book.Id.Value + 1000))).Should().BeNull();
        (await StateAsync()).Should().Equal(before);

        var change = await BeginAsync(Book);
        (await History.ContinueAsync(stranger, change.Uid, Now, Until, Cancellation)).Should().BeNull();
        (await History.BeginUndoAsync(stranger, change.Uid, default, Later(), Until)).Should().BeNull();
        (await Store.Books.FindAsync(Customer, Book.Uid)).Should().BeNull();
    }

    [Fact]
    public async Task After_its_time_nothing_is_left_of_it_and_no_later_book_is_taken_for_it()
    {
        await UploadAsync(Uploads.Row(1, Asha));
        var uid = (await ContactAsync(1)).Uid;
        var removal = await RecordTidyAsync(new TidyingRequest(TidyingKind.Remove, [uid]) { From = Book.Id }, Beginning.AddYears(1));
        var deletion = await DeleteAsync(Book);
        (await MakeAgainAsync()).Should().BeNull("it can come back");

        Now = deletion.UndoUntil.AddHours(2);
        for (var steps = 0; await Store.MaintainAsync(Now, Cancellation); steps++)
        {
            steps.Should().BeLessThan(100, "forgetting comes to an end");
        }

        (await History.FindAsync(Customer, deletion.Uid, Now)).Should().BeNull();
        var again = await MakeAgainAsync();
        again.Should().NotBeNull();
        again!.Id.Should().NotBe(Book.Id);
        (await KeptAsync(await UndoAsync(removal))).Should().ContainSingle().Which.Reason.Should().Be(KeptReason.BookDeleted);
        (await ListAsync(again)).Should().BeEmpty();

        async Task<Book?> MakeAgainAsync() =>
            (await Store.Books.CreateAsync(Customer, new NewBook(Book.Uid, "Again", null, null), Later(), null, Cancellation)).Value;
    }

    private NewChange NewDeletion(DateTimeOffset? until = null) =>
        new(PublicUid.New(PublicUid.Change, Now), ChangeKind.BookDeletion, default, null, until ?? Now.AddDays(30));

    private async Task<Change> BeginAsync(Book book, DateTimeOffset? until = null)
    {
        Later();
        var begun = await Store.Books.DeleteAsync(Customer, book.Id, NewDeletion(until), Now, null, Cancellation);
        begun.End.Should().Be(WriteEnd.Done);
        return begun.Value!;
    }

    private async Task<Change> ContinueAsync(Change change)
    {
        Later();
        while (change.State == ChangeState.Running)
        {
            change = (await History.ContinueAsync(Customer, change.Uid, Now, Until, Cancellation))!;
        }

        return change;
    }

    private async Task<Change> DeleteAsync(Book book) => await ContinueAsync(await BeginAsync(book));

    private async Task<IEnumerable<TidiedAs>> TidyAsync(TidyingRequest request)
    {
        var predicted = await Store.Contacts.PredictAsync(Customer, request);
        var done = await Store.Contacts.TidyAsync(Customer, request, Later(), null, Cancellation);
        done.Value!.Contacts.Should().Equal(predicted.Contacts);
        return done.Value.Contacts.Select(contact => contact.As);
    }

    private async Task<Change> RecordTidyAsync(TidyingRequest request, DateTimeOffset? until = null)
    {
        Later();
        var change = new NewChange(PublicUid.New(PublicUid.Change, Now), ChangeKind.Removal, default, null, until ?? Now.AddDays(30));
        var done = await Store.Contacts.TidyAsync(Customer, request with { Change = change }, Now, null, Cancellation);
        return (await History.FindAsync(Customer, done.Value!.ChangeUid!, Now))!;
    }

    private async Task<Book> BookAsync(Book book) => (await Store.Books.FindAsync(Customer, book.Uid))!;
}
