using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Specs.Store;

/// <summary>Contacts that leave books, go over into others or go, and come back.</summary>
public abstract class TidyingContract : RecordedStoreContract
{
    private const string Asha = "\"displayName\":\"Asha\",\"email\":\"asha@example.com\",\"customFields\":{\"city\":\"Pune\"}";
    private const string Ravi = "\"displayName\":\"Ravi\"";

    [Fact]
    public async Task A_contact_leaves_a_book_and_one_that_is_in_no_other_is_deleted()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Ravi), Uploads.Row(3, Ravi));
        await UploadAsync(other, Uploads.Row(1));
        var before = await StateAsync();
        var uids = await UidsAsync(1, 2);

        var (outcome, change) = await TidyAsync(TidyingKind.Remove, uids, from: Book);

        outcome.Should().Equal(TidiedAs.Removed, TidiedAs.Deleted);
        (change.Kind, change.BookUid, change.Counts).Should().Be((ChangeKind.Removal, Book.Uid, new ChangeCounts(0, 0, 0, 1, 1)));
        (await ListAsync()).Select(contact => contact.Phone).Should().Equal(Uploads.Phone(3));
        (await CountAsync(Book), await CountAsync(other)).Should().Be((1, 1));
        (await FoundAsync("asha")).Should().BeEmpty();
        (await FoundAsync("asha", other)).Should().Equal(1);
        (await FoundAsync("ravi")).Should().Equal(3);
        (await ContactAsync(1, other)).Groups.Should().ContainSingle();

        (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(0, 2, 0, 0));
        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("asha")).Should().Equal(1);
        (await FoundAsync("ravi")).Should().Equal(2, 3);
        (await EverySearchAsync(Book, "a", 1)).Should().HaveCount(3);
    }

    [Fact]
    public async Task Contacts_are_deleted_out_of_all_their_books_and_come_back_as_they_were()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Ravi));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(3, Ravi));
        await UploadAsync(Uploads.Row(1, "\"lastName\":\"Rao\""));
        var before = await StateAsync();

        var (outcome, change) = await TidyAsync(TidyingKind.Delete, await UidsAsync(1, 2), from: Book);

        outcome.Should().Equal(TidiedAs.Deleted, TidiedAs.Deleted);
        change.Counts.Should().Be(new ChangeCounts(0, 0, 0, 0, 2));
        (await ListAsync()).Should().BeEmpty();
        (await ListAsync(other)).Select(contact => contact.Phone).Should().Equal(Uploads.Phone(3));
        (await CountAsync(Book), await CountAsync(other)).Should().Be((0, 1));
        (await FoundAsync("asha", other)).Should().BeEmpty();
        (await FoundAsync(Uploads.Phone(1).ToString(), other)).Should().BeEmpty();

        (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(0, 2, 0, 0));
        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("asha", other)).Should().Equal(1);
        (await FoundAsync(Uploads.Phone(1).ToString(), other)).Should().Equal(1);
        (await EverySearchAsync(Book, "a", 1)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Contacts_move_into_another_book_and_back()
    {
        var (to, third) = (await NewBookAsync("To"), await NewBookAsync("Third"));
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha), Uploads.Row(3, Asha));
        await UploadAsync(to, Uploads.Row(2));
        await UploadAsync(third, Uploads.Row(3));
        var before = await StateAsync();

        var (outcome, change) = await TidyAsync(TidyingKind.Move, await UidsAsync(1, 2, 3), from: Book, to);

        outcome.Should().AllBeEquivalentTo(TidiedAs.Moved);
        (change.Kind, change.BookUid, change.Counts).Should().Be((ChangeKind.Move, to.Uid, new ChangeCounts(0, 0, 2, 3)));
        (await ListAsync()).Should().BeEmpty();
        (await CountAsync(Book), await CountAsync(to), await CountAsync(third)).Should().Be((0, 3, 1));
        (await FoundAsync("asha", to)).Should().Equal(1, 2, 3);
        (await ContactAsync(3, to)).Groups.Select(group => group.Name).Should().Equal("Third", "To");

        (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(0, 3, 2, 0));
        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("asha")).Should().Equal(1, 2, 3);
        (await FoundAsync("asha", to)).Should().Equal(2);
    }

    [Fact]
    public async Task Contacts_in_several_books_are_found_and_left_in_the_one_they_have_been_in_longest()
    {
        var (second, third) = (await NewBookAsync("Second"), await NewBookAsync("Third"));
        await UploadAsync(second, Uploads.Row(1, Asha), Uploads.Row(2));
        await UploadAsync(Uploads.Row(1), Uploads.Row(3), Uploads.Row(4));
        await UploadAsync(third, Uploads.Row(1), Uploads.Row(4));
        var before = await StateAsync();

        var severals = await SeveralAsync(1);
        severals.Select(contact => contact.Phone).Should().Equal(Uploads.Phone(1), Uploads.Phone(4));
        severals[0].Groups.Select(group => group.Name).Should().Equal("Second", "Retail Leads", "Third");
        (await SeveralAsync(2)).Should().HaveCount(2);
        (await Store.Contacts.CountInSeveralBooksAsync(Customer)).Should().Be(2);
        (await Store.Contacts.CountInSeveralBooksAsync(await NewCustomerAsync())).Should().Be(0);

        var (outcome, change) = await TidyAsync(TidyingKind.KeepOldest, [.. severals.Select(contact => contact.Uid), .. await UidsAsync(3)]);

        outcome.Should().Equal(TidiedAs.Removed, TidiedAs.Removed, TidiedAs.Unchanged);
        (change.Kind, change.BookUid, change.Counts).Should().Be((ChangeKind.Tidying, null, new ChangeCounts(0, 0, 0, 2)));
        (await SeveralAsync(10)).Should().BeEmpty();
        (await CountAsync(Book), await CountAsync(second), await CountAsync(third)).Should().Be((2, 2, 0));
        (await FoundAsync("asha", second)).Should().Equal(1);
        (await FoundAsync("asha", third)).Should().BeEmpty();

        await UndoAsync(change);
        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("asha", third)).Should().Equal(1);
    }

    [Theory]
    [InlineData(TidyingKind.Remove)]
    [InlineData(TidyingKind.Move)]
    [InlineData(TidyingKind.Delete)]
    [InlineData(TidyingKind.KeepOldest)]
    public async Task A_prediction_is_what_is_then_done_and_writes_nothing(TidyingKind kind)
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1), Uploads.Row(2));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(3));
        var before = await StateAsync();
        var (from, to) = kind == TidyingKind.KeepOldest ? (null, null) : (Book, kind == TidyingKind.Move ? other : null);
        var uids = await UidsAsync(2, 1);
        uids = [.. uids, (await ContactAsync(3, other)).Uid, new ContactUid(42)];
        var request = Request(kind, uids, from, to);

        var predicted = await Store.Contacts.PredictAsync(Customer, request);
        (await StateAsync()).Should().Equal(before);
        var done = await Store.Contacts.TidyAsync(Customer, request, Later(), null, Cancellation);

        predicted.Contacts.Should().Equal(done.Value!.Contacts);
        predicted.Contacts.Select(contact => contact.Uid).Should().Equal(uids);
        predicted.Contacts[^1].As.Should().Be(TidiedAs.NotFound);
        predicted.Contacts[2].As.Should().Be(kind == TidyingKind.KeepOldest ? TidiedAs.Unchanged : TidiedAs.NotFound);
    }

    [Fact]
    public async Task Nobody_tidies_contacts_of_another_customer_or_into_a_book_that_is_not_theirs()
    {
        await UploadAsync(Uploads.Row(1));
        var before = await StateAsync();
        var uids = await UidsAsync(1);
        var stranger = await NewCustomerAsync();
        var theirs = await NewBookAsync(stranger, "Theirs");

        (await Store.Contacts.TidyAsync(stranger, Request(TidyingKind.KeepOldest, uids), Later(), null, Cancellation)).Value!.Contacts[0].As
            .Should().Be(TidiedAs.NotFound);
        (await Store.Contacts.TidyAsync(stranger, Request(TidyingKind.Delete, uids, theirs), Later(), null, Cancellation)).Value!.Contacts[0].As
            .Should().Be(TidiedAs.NotFound);
        (await Store.Contacts.TidyAsync(Customer, Request(TidyingKind.Move, uids, Book) with { To = new BookId(1_000_000) }, Later(), null, Cancellation))
            .End.Should().Be(WriteEnd.BookNotFound);
        (await StateAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task What_does_nothing_is_not_recorded()
    {
        await UploadAsync(Uploads.Row(1));

        var done = await Store.Contacts.TidyAsync(Customer, Request(TidyingKind.KeepOldest, await UidsAsync(1)), Later(), null, Cancellation);

        done.Value!.ChangeUid.Should().BeNull();
        (await History.ListAsync(Customer, default, new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_retry_with_its_key_does_it_once()
    {
        await UploadAsync(Uploads.Row(1));
        var keep = new AnswerToKeep<TidyingOutcome>(new KeyedRequest("POST", "k", new byte[1]), "Deleted", outcome => new[] { (byte)outcome.Contacts[0].As })
        {
            ChangeOf = outcome => outcome.ChangeUid,
        };
        var request = Request(TidyingKind.Delete, await UidsAsync(1), Book);

        var first = await Store.Contacts.TidyAsync(Customer, request, Later(), keep, Cancellation);
        var second = await Store.Contacts.TidyAsync(Customer, request, Later(), keep, Cancellation);

        (first.End, second.End).Should().Be((WriteEnd.Done, WriteEnd.Replayed));
        second.Answer!.Data.ToArray().Should().Equal((byte)TidiedAs.Deleted);
        second.Answer.ChangeUid.Should().Be(first.Value!.ChangeUid).And.Be(request.Change!.Uid);
    }

    [Fact]
    public async Task A_deleted_contact_whose_phone_was_uploaded_anew_stays_gone_and_is_told_of()
    {
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha));
        var (_, change) = await TidyAsync(TidyingKind.Delete, await UidsAsync(1, 2), from: Book);
        (await UploadAsync(Uploads.Row(1, Ravi)))[0].Created.Should().BeTrue();

        var undone = await UndoAsync(change);

        undone.Undone.Should().Be(new UndoCounts(0, 1, 0, 1));
        (await KeptAsync(undone)).Should().ContainSingle().Which.Reason.Should().Be(KeptReason.Replaced);
        (await FoundAsync("ravi")).Should().Equal(1);
        (await FoundAsync("asha")).Should().Equal(2);
        (await CountAsync(Book)).Should().Be(2);
    }

    [Fact]
    public async Task A_contact_that_came_back_into_the_book_by_itself_is_kept_and_one_edited_since_comes_back_as_it_is_now()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(2));
        var (_, change) = await TidyAsync(TidyingKind.Remove, await UidsAsync(1, 2), from: Book);
        await UploadAsync(Uploads.Row(1));
        await UploadAsync(other, Uploads.Row(2, Ravi));

        var undone = await UndoAsync(change);

        (await KeptAsync(undone)).Select(kept => (kept.Phone, kept.Reason)).Should().Equal((Uploads.Phone(1), KeptReason.Linked));
        undone.Undone.Restored.Should().Be(1);
        (await ContactAsync(2)).Fields.DisplayName.Should().Be("Ravi");
        (await FoundAsync("ravi")).Should().Equal(2);
    }

    [Fact]
    public async Task Undoing_an_upload_leaves_no_contact_without_a_book()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha));
        var upload = await RecordAsync(other, Uploads.Row(1));
        await TidyAsync(TidyingKind.Remove, await UidsAsync(1), from: Book);

        var undone = await UndoAsync(upload);

        (await KeptAsync(undone)).Should().ContainSingle().Which.Reason.Should().Be(KeptReason.LastBook);
        (await ContactAsync(1, other)).Groups.Should().ContainSingle();
    }

    [Fact]
    public async Task A_contact_that_left_a_book_and_came_back_is_found_once_even_if_the_clock_goes_back()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha));
        await UploadAsync(other, Uploads.Row(1));
        for (var i = 0; i < 3; i++)
        {
            await TidyAsync(TidyingKind.Remove, await UidsAsync(1), from: Book);
            Now -= TimeSpan.FromSeconds(100);
            await UploadAsync(Uploads.Row(1));
        }

        (await EverySearchAsync(Book, "asha", 1)).Should().ContainSingle();
        (await EverySearchAsync(other, "asha", 1)).Should().ContainSingle();
    }

    private static TidyingRequest Request(TidyingKind kind, IReadOnlyList<ContactUid> uids, Book? from = null, Book? to = null) =>
        new(kind, uids) { From = from?.Id ?? default, To = to?.Id ?? default, Change = new NewChange("chg_one", KindOf(kind), default, null, Beginning.AddYears(1)) };

    private static ChangeKind KindOf(TidyingKind kind) => kind switch
    {
        TidyingKind.Remove => ChangeKind.Removal,
        TidyingKind.Move => ChangeKind.Move,
        TidyingKind.Delete => ChangeKind.Deletion,
        _ => ChangeKind.Tidying,
    };

    private async Task<(IEnumerable<TidiedAs> Outcome, Change Change)> TidyAsync(
        TidyingKind kind, IReadOnlyList<ContactUid> uids, Book? from = null, Book? to = null)
    {
        var now = Later();
        var change = new NewChange(PublicUid.New(PublicUid.Change, now), KindOf(kind), default, null, now.AddDays(30));
        var done = await Store.Contacts.TidyAsync(Customer, Request(kind, uids, from, to) with { Change = change }, now, null, Cancellation);
        done.End.Should().Be(WriteEnd.Done);
        done.Value!.ChangeUid.Should().Be(change.Uid);
        return (done.Value.Contacts.Select(contact => contact.As), (await History.FindAsync(Customer, change.Uid, now))!);
    }

    private async Task<ContactUid[]> UidsAsync(params int[] numbers)
    {
        var contacts = await ListAsync();
        return [.. numbers.Select(n => contacts.Single(contact => contact.Phone == Uploads.Phone(n)).Uid)];
    }

    private Task<List<Contact>> SeveralAsync(int limit) =>
        WalkByCursorAsync(limit, slice => Store.Contacts.ListInSeveralBooksAsync(Customer, slice));
}
