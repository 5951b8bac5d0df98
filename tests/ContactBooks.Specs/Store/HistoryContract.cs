using ContactBooks.Core.Accounts;
using ContactBooks.Core.History;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Store;

/// <summary>What the history tells, and how changes of many blocks are undone.</summary>
public abstract class HistoryContract : RecordedStoreContract
{
    [Fact]
    public async Task The_history_tells_who_did_what_when_the_newest_first()
    {
        var other = await NewBookAsync("Other");
        var user = await Store.Directory.CreateUserAsync(Customer, "usr_asha", "Asha", null, AccountRole.Member, Later());
        await Store.Directory.CreateTokenAsync(
            Customer, user.Uid, new NewToken("tok_shop", new byte[32], "abcd", "Shop", TokenScope.Global, null, null), Now);
        Later();
        var first = NewUpload() with { By = new Actor("tok_shop"), FileName = "leads.csv" };
        await RecordAsync(Book, first, Uploads.Row(1), Uploads.Row(2));
        var at = Now;
        Later();
        var second = NewUpload() with { By = new Actor(null, user.Uid) };
        await RecordAsync(other, second, Uploads.Row(1, "\"displayName\":\"Asha\""), Uploads.Row(2));

        var all = await ListAsync();

        all.Should().Equal(
            new Change
            {
                Uid = second.Uid,
                Kind = ChangeKind.Upload,
                BookUid = other.Uid,
                BookName = other.Name,
                By = new Author(null, null, user.Uid, "Asha"),
                Counts = new ChangeCounts(0, 1, 2),
                State = ChangeState.Done,
                CreatedAt = Now,
                UndoUntil = Now.AddDays(30),
            },
            new Change
            {
                Uid = first.Uid,
                Kind = ChangeKind.Upload,
                BookUid = Book.Uid,
                BookName = Book.Name,
                By = new Author("tok_shop", "Shop", user.Uid, "Asha"),
                FileName = "leads.csv",
                Counts = new ChangeCounts(2, 0, 0),
                State = ChangeState.Done,
                CreatedAt = at,
                UndoUntil = at.AddDays(30),
            });
        (await History.ListAsync(Customer, new ChangeFilter(Book.Id), new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().Equal(all[1]);
        (await History.ListAsync(Customer, new ChangeFilter(null, ChangeKind.Upload), new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().Equal(all);
        (await History.ListAsync(Customer, new ChangeFilter(Book.Id, ChangeKind.Import), new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().BeEmpty();
        (await History.FindAsync(Customer, first.Uid, Now)).Should().Be(all[1]);
    }

    [Fact]
    public async Task Who_undid_it_is_told()
    {
        var change = await RecordAsync(Uploads.Row(1));
        change.UndoneBy.Should().BeNull();

        await History.BeginUndoAsync(Customer, change.Uid, new Actor("tok_gone"), Later(), Until);
        var begun = (await History.BeginUndoAsync(Customer, change.Uid, new Actor("tok_other"), Later(), Until))!;

        begun.State.Should().Be(ChangeState.Undoing);
        begun.UndoneBy.Should().Be(new Author("tok_gone", null, null, null), "the first to ask began it");
        begun.UndoneAt.Should().BeNull();
    }

    [Fact]
    public async Task The_history_is_walked_by_cursor_and_by_offset()
    {
        for (var n = 0; n < 7; n++)
        {
            await RecordAsync(Uploads.Row(n));
        }

        // Two at one moment.
        await RecordAsync(Book, NewUpload() with { Uid = "upl_b" }, Uploads.Row(8));
        await RecordAsync(Book, NewUpload() with { Uid = "upl_a" }, Uploads.Row(9));
        var all = await ListAsync();
        all.Should().HaveCount(9).And.BeInDescendingOrder(change => change.CreatedAt);

        (await WalkByCursorAsync<Change, ChangeCursor>(2, slice => History.ListAsync(Customer, default, slice, Now))).Should().Equal(all);
        (await WalkByOffsetAsync<Change, ChangeCursor>(2, slice => History.ListAsync(Customer, default, slice, Now))).Should().Equal(all);
        (await WalkByCursorAsync<Change, ChangeCursor>(2, slice => History.ListAsync(Customer, new ChangeFilter(Book.Id), slice, Now))).Should().Equal(all);
    }

    [Fact]
    public async Task Batches_of_an_import_are_one_change_and_undone_the_newest_first()
    {
        var import = await NewImportAsync();
        (await History.FindAsync(Customer, import.Uid, Now))!.Counts.Should().Be(default(ChangeCounts), "it is in the history from the beginning");
        var before = await StateAsync();
        await BatchAsync(import, "Asha", 1, 2);
        var afterFirst = await StateAsync();
        await BatchAsync(import, "Ravi", 2, 3);
        (await History.FindAsync(Customer, import.Uid, Now))!.Counts.Should().Be(new ChangeCounts(3, 1, 0));

        var begun = (await History.BeginUndoAsync(Customer, import.Uid, default, Later(), Until))!;
        begun.State.Should().Be(ChangeState.Undoing);
        var half = (await History.ContinueAsync(Customer, import.Uid, Later(), Until, Cancellation))!;

        half.State.Should().Be(ChangeState.Undoing);
        half.Undone.Should().Be(new UndoCounts(1, 1, 0, 0));
        half.UndoneAt.Should().BeNull();
        (await StateAsync()).Should().Equal(afterFirst);

        var whole = (await History.ContinueAsync(Customer, import.Uid, Later(), Until, Cancellation))!;

        whole.State.Should().Be(ChangeState.Undone);
        whole.Undone.Should().Be(new UndoCounts(3, 1, 0, 0));
        whole.UndoneAt.Should().Be(Now);
        (await StateAsync()).Should().Equal(before);
        (await History.ContinueAsync(Customer, import.Uid, Later(), Until, Cancellation)).Should().Be(whole);
    }

    [Fact]
    public async Task An_import_that_changed_nothing_is_undone_at_once()
    {
        var import = await NewImportAsync();

        var undone = await UndoAsync(import.Uid);

        undone.State.Should().Be(ChangeState.Undone);
        undone.Undone.Should().Be(default(UndoCounts));
    }

    [Fact]
    public async Task Nothing_is_undone_before_it_was_asked_for()
    {
        var change = await RecordAsync(Uploads.Row(1));

        (await History.ContinueAsync(Customer, change.Uid, Later(), Until, Cancellation)).Should().Be(change);

        (await ListAsync(Book)).Should().ContainSingle();
        (await History.LeaseAsync(Now, Until)).Should().BeNull();
    }

    [Fact]
    public async Task What_nobody_looks_after_is_taken_up_by_one_who_asks()
    {
        var change = await RecordAsync(Uploads.Row(1));
        await History.BeginUndoAsync(Customer, change.Uid, default, Later(), Until);

        (await History.LeaseAsync(Now, Until)).Should().BeNull("whoever began it has it");
        Now += LeaseTime;
        (await History.LeaseAsync(Now, Until)).Should().Be(new ChangeLease(Customer, change.Uid));
        (await History.LeaseAsync(Now, Until)).Should().BeNull();

        await History.ContinueAsync(Customer, change.Uid, Now, Until, Cancellation);
        Now += LeaseTime;
        (await History.LeaseAsync(Now, Until)).Should().BeNull("it is undone");
    }

    [Fact]
    public async Task The_kept_of_many_blocks_are_walked_by_cursor_and_by_offset()
    {
        var import = await NewImportAsync();
        await BatchAsync(import, "Asha", 1, 2, 3);
        await BatchAsync(import, "Asha", 4);
        await BatchAsync(import, "Asha", 5, 6, 7);
        await UploadAsync([.. new[] { 1, 2, 3, 5, 7 }.Select(n => Uploads.Row(n, "\"displayName\":\"Ravi\""))]);

        var undone = await UndoAsync(import.Uid);

        undone.Undone.Should().Be(new UndoCounts(2, 0, 0, 5));
        var kept = await KeptAsync(undone);
        kept.Select(one => one.Phone).Should().Equal(new[] { 5, 7, 1, 2, 3 }.Select(n => (Core.Phones.Phone?)Uploads.Phone(n)), "the newest block is undone first");
        (await KeptAsync(undone, limit: 2)).Should().Equal(kept);
        (await KeptAsync(undone, limit: 1)).Should().Equal(kept);
        (await WalkByOffsetAsync<KeptContact, KeptCursor>(2, slice => History.ListKeptAsync(Customer, undone.Uid, slice))).Should().Equal(kept);
    }

    [Fact]
    public async Task After_its_time_a_change_can_no_longer_be_undone_and_is_forgotten()
    {
        var old = await RecordAsync(Uploads.Row(1));
        var later = Now.AddDays(1);
        Now = later;
        var young = await RecordAsync(Uploads.Row(2));

        Now = old.UndoUntil;
        (await History.FindAsync(Customer, old.Uid, Now)).Should().BeNull();
        (await History.BeginUndoAsync(Customer, old.Uid, default, Now, Until)).Should().BeNull();
        (await ListAsync()).Should().Equal(young);
        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }

        (await History.FindAsync(Customer, old.Uid, DateTimeOffset.UnixEpoch)).Should().BeNull();
        (await UndoAsync(young)).Undone.Removed.Should().Be(1);
        (await ListAsync(Book)).Should().ContainSingle();
    }

    [Fact]
    public async Task What_was_begun_in_time_is_finished_after_it()
    {
        var change = await RecordAsync(Uploads.Row(1));
        await History.BeginUndoAsync(Customer, change.Uid, default, change.UndoUntil.AddSeconds(-1), change.UndoUntil);
        Now = change.UndoUntil;
        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }

        (await History.ContinueAsync(Customer, change.Uid, Now, Until, Cancellation))!.State.Should().Be(ChangeState.Undone);

        (await ListAsync(Book)).Should().BeEmpty();
    }

    [Fact]
    public async Task Another_customer_has_no_part_in_it()
    {
        var change = await RecordAsync(Uploads.Row(1));
        var stranger = await NewCustomerAsync();

        (await History.FindAsync(stranger, change.Uid, Now)).Should().BeNull();
        (await History.ListAsync(stranger, default, new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().BeEmpty();
        (await History.ListAsync(stranger, new ChangeFilter(Book.Id), new Slice<ChangeCursor>(0, 10, null), Now)).Items.Should().BeEmpty();
        (await History.BeginUndoAsync(stranger, change.Uid, default, Now, Until)).Should().BeNull();
        (await History.ContinueAsync(stranger, change.Uid, Now, Until, Cancellation)).Should().BeNull();
        (await History.ListKeptAsync(stranger, change.Uid, new Slice<KeptCursor>(0, 10, null))).Items.Should().BeEmpty();
        (await History.FindAsync(Customer, change.Uid, Now)).Should().Be(change);
    }

    [Fact]
    public async Task A_retry_under_a_key_is_told_the_same_change_and_records_none()
    {
        var keep = new AnswerToKeep<UploadOutcome>(new KeyedRequest("POST", "mine", new byte[32]), "Uploaded", _ => "{}"u8.ToArray()) { ChangeOf = outcome => outcome.ChangeUid };
        var now = Later();
        var first = NewUpload();

        var done = await UploadAsync(Customer, Book.Id, Uploads.Of(now, Uploads.Row(1)) with { Change = first }, now, keep);
        var replayed = await UploadAsync(Customer, Book.Id, Uploads.Of(now, Uploads.Row(1)) with { Change = NewUpload() }, now, keep);

        done.Answer!.ChangeUid.Should().Be(first.Uid);
        (replayed.End, replayed.Answer!.ChangeUid).Should().Be((WriteEnd.Replayed, first.Uid));
        (await Store.Keys.FindAsync(Customer, keep.Request, now)).Answer!.ChangeUid.Should().Be(first.Uid);
        (await ListAsync()).Should().ContainSingle();
    }

    private async Task<List<Change>> ListAsync() => [.. (await History.ListAsync(Customer, default, new Slice<ChangeCursor>(0, 100, null), Now)).Items];
}
