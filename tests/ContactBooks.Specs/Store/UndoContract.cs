using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>What undoing an upload does to contacts, and to what is found of them.</summary>
public abstract class UndoContract : RecordedStoreContract
{
    private const string Asha = "\"displayName\":\"Asha\"";
    private const string Ravi = "\"displayName\":\"Ravi\"";
    private const string Zoe = "\"displayName\":\"Zoe\"";

    [Fact]
    public async Task Contacts_that_an_upload_created_go()
    {
        await UploadAsync(Uploads.Row(1, Asha));
        var before = await StateAsync();
        var change = await RecordAsync(Uploads.Row(2, Ravi), Uploads.Row(3, Ravi));
        change.Counts.Should().Be(new ChangeCounts(2, 0, 0));

        var undone = await UndoAsync(change);

        undone.Undone.Should().Be(new UndoCounts(2, 0, 0, 0));
        undone.State.Should().Be(ChangeState.Undone);
        undone.UndoneAt.Should().Be(Now);
        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("ravi")).Should().BeEmpty();
        (await FoundAsync("asha")).Should().Equal(1);
        (await CountAsync(Book)).Should().Be(1);
    }

    [Fact]
    public async Task Contacts_that_an_upload_changed_get_their_former_values_and_their_former_time_back()
    {
        const string Full =
            """
            "displayName":"Asha","firstName":"A","lastName":"R","email":"a@x.com","companyName":"Acme","customFields":{"city":"Pune"}
            """;
        await UploadAsync(Uploads.Row(1, Full), Uploads.Row(2), Uploads.Row(3, Full));
        var before = await StateAsync();
        var change = await RecordAsync(
            Uploads.Row(1, """ "displayName":"Ravi","firstName":"B","lastName":null,"email":"b@x.com","companyName":null,"customFields":{"city":"Delhi","n":1} """),
            Uploads.Row(2, Full),
            Uploads.Row(3, Ravi));
        change.Counts.Should().Be(new ChangeCounts(0, 3, 0));
        (await StateAsync()).Should().NotEqual(before);

        (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(0, 3, 0, 0));

        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("ravi")).Should().BeEmpty();
        (await FoundAsync("asha")).Should().Equal(1, 3);
        (await FoundAsync("acme")).Should().Equal(1, 3);
    }

    [Fact]
    public async Task A_contact_that_got_former_values_back_is_found_by_them_in_all_its_books_and_once()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha));
        await UploadAsync(other, Uploads.Row(1), Uploads.Row(2, Asha));
        var change = await RecordAsync(other, Uploads.Row(1, Ravi), Uploads.Row(2, Ravi));

        await UndoAsync(change);

        foreach (var (book, members) in new[] { (Book, new[] { 1 }), (other, [1, 2]) })
        {
            (await FoundAsync("ravi", book)).Should().BeEmpty();
            foreach (var limit in new[] { 1, 1000 })
            {
                (await EverySearchAsync(book, "asha", limit)).Select(contact => (int)(contact.Phone.Number % 1000)).Order().Should().Equal(members);
            }
        }
    }

    [Fact]
    public async Task Contacts_that_an_upload_linked_leave_the_book_and_stay_in_the_others()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha), Uploads.Row(3, Asha));
        var before = await StateAsync();
        var change = await RecordAsync(other, Uploads.Row(1), Uploads.Row(2, Ravi), Uploads.Row(4, Zoe));
        change.Counts.Should().Be(new ChangeCounts(1, 1, 2));

        (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(1, 1, 2, 0));

        (await StateAsync()).Should().Equal(before);
        (await FoundAsync("a", other)).Should().BeEmpty();
        (await FoundAsync("asha")).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task What_was_edited_since_is_kept_and_told_of_and_the_rest_undone()
    {
        await UploadAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha));
        var change = await RecordAsync(Uploads.Row(1, Ravi), Uploads.Row(2, Ravi), Uploads.Row(3, Ravi), Uploads.Row(4, Ravi));
        await UploadAsync(Uploads.Row(1, Zoe), Uploads.Row(3, Zoe));
        var edited = (await StateAsync()).Where(line => line.Contains("Zoe", StringComparison.Ordinal));

        var undone = await UndoAsync(change);

        undone.Undone.Should().Be(new UndoCounts(1, 1, 0, 2));
        (await StateAsync()).Should().Contain(edited);
        (await ListAsync()).Select(contact => (contact.Phone, contact.Fields.DisplayName)).Should().BeEquivalentTo(
            [(Uploads.Phone(1), "Zoe"), (Uploads.Phone(2), "Asha"), (Uploads.Phone(3), "Zoe")]);
        (await KeptAsync(undone)).Select(kept => (kept.Phone, kept.Reason)).Should().Equal(
            (Uploads.Phone(1), KeptReason.Edited), (Uploads.Phone(3), KeptReason.Edited));
    }

    [Fact]
    public async Task A_created_contact_that_came_into_another_book_since_is_kept()
    {
        var other = await NewBookAsync("Other");
        var change = await RecordAsync(Uploads.Row(1, Asha), Uploads.Row(2, Asha));
        await UploadAsync(other, Uploads.Row(1));

        var undone = await UndoAsync(change);

        undone.Undone.Should().Be(new UndoCounts(1, 0, 0, 1));
        (await KeptAsync(undone)).Select(kept => (kept.Phone, kept.Reason)).Should().Equal((Uploads.Phone(1), KeptReason.Linked));
        (await ContactAsync(1)).Groups.Should().HaveCount(2);
    }

    [Fact]
    public async Task Uploads_one_upon_the_other_are_undone_one_after_the_other_each_to_the_state_before_it()
    {
        var other = await NewBookAsync("Other");
        var states = new List<List<string>> { await StateAsync() };
        var changes = new List<Change>();
        foreach (var (book, rows) in new[]
        {
            (Book, new[] { Uploads.Row(1, Asha), Uploads.Row(2, Asha) }),
            (Book, [Uploads.Row(1, Ravi), Uploads.Row(3, Ravi)]),
            (other, [Uploads.Row(1, Zoe), Uploads.Row(2), Uploads.Row(4)]),
            (Book, [Uploads.Row(1, Asha), Uploads.Row(4, Ravi)]),
        })
        {
            changes.Add(await RecordAsync(book, rows));
            states.Add(await StateAsync());
        }

        for (var i = changes.Count - 1; i >= 0; i--)
        {
            (await UndoAsync(changes[i])).Undone.Kept.Should().Be(0);
            (await StateAsync()).Should().Equal(states[i]);
        }

        (await FoundAsync("a", other)).Should().BeEmpty();
    }

    [Fact]
    public async Task Undoing_twice_does_nothing()
    {
        await UploadAsync(Uploads.Row(1, Asha));
        var change = await RecordAsync(Uploads.Row(1, Ravi), Uploads.Row(2, Ravi));
        var first = await UndoAsync(change);
        await UploadAsync(Uploads.Row(2, Zoe));
        var before = await StateAsync();

        var second = await UndoAsync(change);

        second.Should().Be(first);
        (await StateAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task After_an_undo_the_same_upload_can_be_made_and_undone_again()
    {
        await UploadAsync(Uploads.Row(1, Asha));
        var before = await StateAsync();
        for (var i = 0; i < 3; i++)
        {
            var change = await RecordAsync(Uploads.Row(1, Ravi), Uploads.Row(2, Ravi));
            (await FoundAsync("ravi")).Should().Equal(1, 2);
            (await UndoAsync(change)).Undone.Should().Be(new UndoCounts(1, 1, 0, 0));
            (await StateAsync()).Should().Equal(before);
        }
    }

    [Fact]
    public async Task While_the_clock_stands_still_a_change_after_an_undo_is_not_mistaken_for_the_one_before()
    {
        await UploadAsync(Uploads.Row(1, Asha));
        var uid = await RecordAsync(Book, NewUpload(), Uploads.Row(1, Ravi));
        await History.BeginUndoAsync(Customer, uid!, default, Now, Until);
        await History.ContinueAsync(Customer, uid!, Now, Until, Cancellation);
        var again = await RecordAsync(Book, NewUpload() with { Uid = "upl_again" }, Uploads.Row(1, Zoe));

        (await FoundAsync("ravi")).Should().BeEmpty();
        (await FoundAsync("asha")).Should().BeEmpty();
        (await EverySearchAsync(Book, "zoe", 1)).Should().ContainSingle();
        (await UndoAsync(again!)).Undone.Restored.Should().Be(1);
        (await FoundAsync("asha")).Should().Equal(1);
    }

    [Fact]
    public async Task An_upload_that_changes_nothing_is_not_recorded()
    {
        await UploadAsync(Uploads.Row(1, Asha));
        Later();

        (await RecordAsync(Book, NewUpload(), Uploads.Row(1, Asha))).Should().BeNull();

        (await History.ListAsync(Customer, default, new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().BeEmpty();
    }
}
