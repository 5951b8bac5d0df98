using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Imports: how far they are, whose turn it is, what they refused.</summary>
public abstract class ImportContract : StoreContract
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_new_import_waits_and_has_what_it_was_made_from()
    {
        var now = Later();
        var uid = PublicUid.New(PublicUid.Import, now);

        var written = await Store.Imports.CreateAsync(Customer, Book.Id, new NewImport(uid, "leads ✓.csv", 1234, "{\"a\":1}"u8.ToArray()), now, null, Cancellation);

        written.End.Should().Be(WriteEnd.Done);
        ShouldBe(written.Value, new Import
        {
            Uid = uid,
            BookUid = Book.Uid,
            FileName = "leads ✓.csv",
            FileBytes = 1234,
            Options = "{\"a\":1}"u8.ToArray(),
            State = ImportState.Queued,
            CreatedAt = now,
        });
        ShouldBe(await FindAsync(uid), written.Value!);
    }

    [Fact]
    public async Task An_import_into_a_book_that_is_not_there_is_not_made()
    {
        var made = await Store.Imports.CreateAsync(
            Customer, new BookId(Book.Id.Value + 1000), new NewImport("imp_mine", null, 1, default), Later(), null, Cancellation);

        made.Should().Be(new Written<Import>(WriteEnd.BookNotFound));
        (await Store.Imports.LeaseAsync("a", Later(), Now + LeaseTime)).Should().BeNull();
    }

    [Fact]
    public async Task A_retried_creation_makes_one_import()
    {
        var keep = new AnswerToKeep<Import>(new KeyedRequest("POST /imports", "mine", new byte[32]), "Import queued", import => System.Text.Encoding.UTF8.GetBytes(import.Uid));

        var first = await Store.Imports.CreateAsync(Customer, Book.Id, new NewImport("imp_one", null, 1, default), Later(), keep, Cancellation);
        var second = await Store.Imports.CreateAsync(Customer, Book.Id, new NewImport("imp_two", null, 1, default), Later(), keep, Cancellation);

        first.End.Should().Be(WriteEnd.Done);
        second.End.Should().Be(WriteEnd.Replayed);
        System.Text.Encoding.UTF8.GetString(second.Answer!.Data.Span).Should().Be("imp_one");
        (await ListAsync(10)).Should().ContainSingle();
    }

    [Fact]
    public async Task Imports_come_newest_first_by_offset_as_by_cursor_and_only_those_of_the_book()
    {
        var other = await NewBookAsync("Other");
        var uids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            uids.Insert(0, (await NewImportAsync()).Uid);
            await NewImportAsync(book: other);
        }

        foreach (var limit in new[] { 1, 2, 5, 6 })
        {
            (await ListAsync(limit)).Select(import => import.Uid).Should().Equal(uids);
            (await WalkByOffsetAsync<Import, ImportCursor>(limit, slice => Store.Imports.ListAsync(Customer, Book.Id, slice))).Select(import => import.Uid).Should().Equal(uids);
        }
    }

    [Fact]
    public async Task Nobody_finds_an_import_of_another_customer_or_by_another_book()
    {
        var other = await NewBookAsync("Other");
        var import = await NewImportAsync();
        var stranger = await NewCustomerAsync();

        (await Store.Imports.FindAsync(Customer, other.Id, import.Uid)).Should().BeNull();
        (await Store.Imports.FindAsync(stranger, Book.Id, import.Uid)).Should().BeNull();
        (await Store.Imports.CancelAsync(stranger, Book.Id, import.Uid, Later())).Should().BeNull();
        (await Store.Imports.ListRejectedAsync(stranger, import.Uid, 0, 10)).Should().BeEmpty();
        (await FindAsync(import.Uid))!.IsCancelRequested.Should().BeFalse();
    }

    [Fact]
    public async Task Pieces_of_a_file_come_back_as_they_were_kept_and_a_piece_kept_again_is_replaced()
    {
        var uid = PublicUid.New(PublicUid.Import, Later());
        await Store.Imports.KeepPieceAsync(Customer, uid, 0, "zero"u8.ToArray(), Now, Cancellation);
        await Store.Imports.KeepPieceAsync(Customer, uid, 1, "one"u8.ToArray(), Now, Cancellation);
        await Store.Imports.KeepPieceAsync(Customer, uid, 1, new byte[] { 0, 255, 10 }, Now, Cancellation);
        var stranger = await NewCustomerAsync();

        (await Store.Imports.ReadPieceAsync(Customer, uid, 0, Cancellation)).ToArray().Should().Equal("zero"u8.ToArray());
        (await Store.Imports.ReadPieceAsync(Customer, uid, 1, Cancellation)).ToArray().Should().Equal(0, 255, 10);
        (await Store.Imports.ReadPieceAsync(Customer, uid, 2, Cancellation)).IsEmpty.Should().BeTrue();
        (await Store.Imports.ReadPieceAsync(stranger, uid, 0, Cancellation)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task The_oldest_import_is_taken_up_first_and_by_one_alone()
    {
        var first = await NewImportAsync();
        var stranger = await NewCustomerAsync();
        var second = await NewImportAsync(stranger, await NewBookAsync(stranger, "Theirs"));
        var now = Later();

        var lease = (await Store.Imports.LeaseAsync("a", now, now + LeaseTime))!;

        (lease.Customer, lease.Book, lease.Token, lease.Import.Uid).Should().Be((Customer, Book.Id, "a", first.Uid));
        (lease.Import.State, lease.Import.StartedAt).Should().Be((ImportState.Running, now));
        ShouldBe(await FindAsync(first.Uid), lease.Import);
        (await Store.Imports.LeaseAsync("b", now, now + LeaseTime))!.Import.Uid.Should().Be(second.Uid);
        (await Store.Imports.LeaseAsync("c", now, now + LeaseTime)).Should().BeNull();
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        await NewImportAsync();
        var now = Later();

        var leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Store.Imports.LeaseAsync($"{i}", now, now + LeaseTime).AsTask())));

        leases.Where(lease => lease is not null).Should().ContainSingle();
    }

    [Fact]
    public async Task A_customers_imports_go_one_after_the_other()
    {
        var (first, second) = (await NewImportAsync(), await NewImportAsync());
        var lease = await LeaseAsync();

        (await Store.Imports.LeaseAsync("b", Later(), Now + LeaseTime)).Should().BeNull("the first is under way");
        (await Store.Imports.EndAsync(lease, ImportState.Done, null, Later())).Should().BeTrue();

        lease.Import.Uid.Should().Be(first.Uid);
        (await LeaseAsync()).Import.Uid.Should().Be(second.Uid);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_one_of_a_customers_imports()
    {
        for (var round = 0; round < 10; round++)
        {
            var customer = await NewCustomerAsync();
            var book = await NewBookAsync(customer, "Theirs");
            Import[] imports = [await NewImportAsync(customer, book), await NewImportAsync(customer, book), await NewImportAsync(customer, book)];
            var now = Later();

            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Store.Imports.LeaseAsync($"{i}", now, DateTimeOffset.MaxValue).AsTask())));

            leases.OfType<ImportLease>().Select(lease => lease.Import.Uid).Should().Equal(imports[0].Uid);
        }
    }

    [Fact]
    public async Task A_lease_that_has_run_out_goes_to_another_and_its_holder_can_write_no_more()
    {
        var import = await NewImportAsync();
        var dead = await LeaseAsync();
        var started = Now;
        (await Store.Imports.ExtendAsync(dead, 5, Now + LeaseTime)).Should().Be(LeaseState.Held);
        (await AdvanceAsync(dead, default, new ImportCounts(2, 1, 0, 0, 1), [Line(3)])).Should().Be(LeaseState.Held);
        (await Store.Imports.LeaseAsync("b", Now + LeaseTime - TimeSpan.FromMilliseconds(1), Now + LeaseTime)).Should().BeNull();

        Now += LeaseTime;
        var next = (await Store.Imports.LeaseAsync("b", Now, Now + LeaseTime))!;

        (next.Import.Uid, next.Import.TotalRows, next.Import.Counts, next.Import.StartedAt).Should().Be((import.Uid, 5, new ImportCounts(2, 1, 0, 0, 1), started));
        (await Store.Imports.ExtendAsync(dead, 6, Now + LeaseTime)).Should().Be(LeaseState.Lost);
        (await AdvanceAsync(dead, new ImportCounts(2, 1, 0, 0, 1), new ImportCounts(4, 1, 0, 0, 3), [Line(4), Line(5)])).Should().Be(LeaseState.Lost);
        (await Store.Imports.EndAsync(dead, ImportState.Failed, new ImportFault("X", "x"), Later())).Should().BeFalse();
        await Store.Imports.ReleaseAsync(dead);
        (await FindAsync(import.Uid))!.Counts.Should().Be(new ImportCounts(2, 1, 0, 0, 1));
        (await RejectedAsync(import)).Should().Equal(3);
        (await AdvanceAsync(next, new ImportCounts(2, 1, 0, 0, 1), new ImportCounts(5, 4, 0, 0, 1), [])).Should().Be(LeaseState.Held);
    }

    [Fact]
    public async Task A_batch_told_again_changes_nothing()
    {
        var import = await NewImportAsync();
        var lease = await LeaseAsync();
        var after = new ImportCounts(2, 0, 1, 0, 1);

        for (var i = 0; i < 2; i++)
        {
            (await AdvanceAsync(lease, default, after, [Line(7)])).Should().Be(LeaseState.Held);
        }

        (await FindAsync(import.Uid))!.Counts.Should().Be(after);
        (await RejectedAsync(import)).Should().Equal(7);
    }

    [Fact]
    public async Task A_released_import_can_be_taken_up_at_once()
    {
        var import = await NewImportAsync();
        await Store.Imports.ReleaseAsync(await LeaseAsync());

        (await LeaseAsync()).Import.Uid.Should().Be(import.Uid);
    }

    [Fact]
    public async Task An_import_that_waits_is_cancelled_at_once_and_never_taken_up()
    {
        var import = await NewImportAsync();
        var now = Later();

        var cancelled = (await Store.Imports.CancelAsync(Customer, Book.Id, import.Uid, now))!;

        (cancelled.State, cancelled.EndedAt, cancelled.IsCancelRequested).Should().Be((ImportState.Cancelled, now, true));
        (await Store.Imports.LeaseAsync("a", Later(), Now + LeaseTime)).Should().BeNull();
        (await Store.Imports.CancelAsync(Customer, Book.Id, import.Uid, Later()))!.EndedAt.Should().Be(now, "it has ended");
    }

    [Fact]
    public async Task The_holder_hears_that_its_import_is_to_stop_and_ends_it()
    {
        var import = await NewImportAsync();
        var lease = await LeaseAsync();
        (await Store.Imports.CancelAsync(Customer, Book.Id, import.Uid, Later()))!.State.Should().Be(ImportState.Running);

        (await AdvanceAsync(lease, default, new ImportCounts(1, 1, 0, 0, 0), [])).Should().Be(LeaseState.CancelRequested);
        var now = Later();
        (await Store.Imports.EndAsync(lease, ImportState.Cancelled, null, now)).Should().BeTrue();

        var ended = (await FindAsync(import.Uid))!;
        (ended.State, ended.EndedAt, ended.Counts.Read).Should().Be((ImportState.Cancelled, now, 1));
    }

    [Fact]
    public async Task A_failed_import_says_why()
    {
        var import = await NewImportAsync();
        var lease = await LeaseAsync();

        (await Store.Imports.EndAsync(lease, ImportState.Failed, new ImportFault("FILE_DAMAGED", "Broken ✗"), Later())).Should().BeTrue();

        (await FindAsync(import.Uid))!.Fault.Should().Be(new ImportFault("FILE_DAMAGED", "Broken ✗"));
        (await Store.Imports.LeaseAsync("b", Now + LeaseTime * 2, Now + LeaseTime * 3)).Should().BeNull();
    }

    [Fact]
    public async Task Refused_rows_come_in_order_of_their_numbers_with_their_cells_untouched()
    {
        var import = await NewImportAsync();
        var lease = await LeaseAsync();
        string[] cells = ["", " a,\"b\"\r\nc ", "मीरा 🙂", "\t\u0001"];
        await AdvanceAsync(lease, default, new ImportCounts(2, 0, 0, 0, 2), [new RejectedLine(2, "INVALID_PHONE", "Too short ✗", cells), Line(9)]);
        await AdvanceAsync(lease, new ImportCounts(2, 0, 0, 0, 2), new ImportCounts(3, 0, 0, 0, 3), [Line(12)]);

        var lines = await Store.Imports.ListRejectedAsync(Customer, import.Uid, 0, 10);

        lines.Select(line => line.Number).Should().Equal(2, 9, 12);
        (lines[0].Reason, lines[0].Message).Should().Be(("INVALID_PHONE", "Too short ✗"));
        lines[0].Cells.Should().Equal(cells);
        (await Store.Imports.ListRejectedAsync(Customer, import.Uid, 2, 1)).Select(line => line.Number).Should().Equal(9);
        (await Store.Imports.ListRejectedAsync(Customer, import.Uid, 12, 10)).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_are_forgotten_a_day_after_they_came_unless_they_are_still_to_be_read_and_imports_after_a_month()
    {
        var (waiting, done) = (await NewImportAsync(), await NewImportAsync(await NewCustomerAsync()));
        await EndAllButAsync(waiting);
        await Store.Imports.KeepPieceAsync(Customer, "imp_never_made", 0, "x"u8.ToArray(), Now, Cancellation);

        await MaintainAsync(Now + TimeSpan.FromHours(23));
        (await PieceAsync("imp_never_made")).Should().Be(1);
        await MaintainAsync(Now + TimeSpan.FromHours(25));
        (await PieceAsync("imp_never_made")).Should().Be(0);
        (await PieceAsync(waiting.Uid)).Should().Be(4);

        var lease = await LeaseAsync();
        lease.Import.Uid.Should().Be(waiting.Uid);
        await AdvanceAsync(lease, default, new ImportCounts(1, 0, 0, 0, 1), [Line(2)]);
        await Store.Imports.EndAsync(lease, ImportState.Done, null, Later());
        await MaintainAsync(Now + TimeSpan.FromDays(29));
        (await PieceAsync(waiting.Uid)).Should().Be(0);
        (await RejectedAsync(waiting)).Should().Equal(2);
        (await FindAsync(waiting.Uid)).Should().NotBeNull();

        await MaintainAsync(Now + TimeSpan.FromDays(31));
        (await FindAsync(waiting.Uid)).Should().BeNull();
        (await RejectedAsync(waiting)).Should().BeEmpty();
        done.Uid.Should().NotBe(waiting.Uid);
    }

    private static RejectedLine Line(long number) => new(number, "INVALID_PHONE", "Too short", [$"{number}"]);

    /// <summary>Options are bytes, compared as such.</summary>
    private static void ShouldBe(Import? actual, Import expected)
    {
        actual!.Options.ToArray().Should().Equal(expected.Options.ToArray());
        (actual with { Options = default }).Should().Be(expected with { Options = default });
    }

    [Fact]
    public async Task What_waits_and_what_is_worked_on_is_told_over_all_customers()
    {
        var before = await Store.ReadStatusAsync(Cancellation);
        await NewImportAsync();
        await NewImportAsync(await NewCustomerAsync());
        var waiting = await Store.ReadStatusAsync(Cancellation);
        var lease = await LeaseAsync();
        var working = await Store.ReadStatusAsync(Cancellation);
        await Store.Imports.EndAsync(lease, ImportState.Done, null, Later());
        var after = await Store.ReadStatusAsync(Cancellation);

        new[] { before, waiting, working, after }.Select(status => (status.QueuedImports, status.RunningImports)).Should()
            .Equal((0, 0), (2, 0), (1, 1), (1, 0));
        before.Engine.Should().NotBeEmpty();
        before.SchemaVersion.Should().BePositive();
    }

    private async Task<Import> NewImportAsync(CustomerId? customer = null, Book? book = null)
    {
        var now = Later();
        var (whose, into) = (customer ?? Customer, book ?? (customer is null ? Book : await NewBookAsync(customer.Value, "Theirs")));
        var uid = PublicUid.New(PublicUid.Import, now);
        await Store.Imports.KeepPieceAsync(whose, uid, 0, "file"u8.ToArray(), now, Cancellation);
        var written = await Store.Imports.CreateAsync(whose, into.Id, new NewImport(uid, "leads.csv", 4, "{}"u8.ToArray()), now, null, Cancellation);
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!;
    }

    private async Task<ImportLease> LeaseAsync()
    {
        var lease = await Store.Imports.LeaseAsync(Guid.NewGuid().ToString(), Later(), Now + LeaseTime);
        return lease.Should().NotBeNull().And.Subject.As<ImportLease>();
    }

    private ValueTask<LeaseState> AdvanceAsync(ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected) =>
        Store.Imports.AdvanceAsync(lease, before, after, rejected, Now + LeaseTime);

    private async Task EndAllButAsync(Import waiting)
    {
        var (one, other) = (await LeaseAsync(), await LeaseAsync());
        foreach (var lease in new[] { one, other })
        {
            if (lease.Import.Uid == waiting.Uid)
            {
                await Store.Imports.ReleaseAsync(lease);
            }
            else
            {
                await Store.Imports.EndAsync(lease, ImportState.Done, null, Later());
            }
        }
    }

    private async Task MaintainAsync(DateTimeOffset now)
    {
        while (await Store.MaintainAsync(now, Cancellation))
        {
            // until there is no more to do
        }
    }

    private async Task<int> PieceAsync(string uid) => (await Store.Imports.ReadPieceAsync(Customer, uid, 0, Cancellation)).Length;

    private ValueTask<Import?> FindAsync(string uid) => Store.Imports.FindAsync(Customer, Book.Id, uid);

    private async Task<IEnumerable<long>> RejectedAsync(Import import) =>
        (await Store.Imports.ListRejectedAsync(Customer, import.Uid, 0, 100)).Select(line => line.Number);

    private Task<List<Import>> ListAsync(int limit) =>
        WalkByCursorAsync<Import, ImportCursor>(limit, slice => Store.Imports.ListAsync(Customer, Book.Id, slice));
}
