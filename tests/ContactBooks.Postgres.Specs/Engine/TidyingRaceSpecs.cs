using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;
using ContactBooks.Specs.Nodes;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Engine;

/// <summary>Uploads, removals, moves, deletions and undos of the same contacts at once, on two nodes.</summary>
public sealed class TidyingRaceSpecs(ITestOutputHelper output) : TwoStores
{
    private const int Writers = 6;
    private const int StepsOfWriter = 25;
    private const int Phones = 40;

    [Fact]
    public async Task Every_contact_is_whole_in_some_book_and_found_once_in_each_of_its_own()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var books = new[] { Book, await NewBookAsync("Second"), await NewBookAsync("Third") };
        var now = Later();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var random = new Random(seed + writer);
                var node = writer % 2 == 0 ? Store : Other;
                for (var n = 0; n < StepsOfWriter; n++)
                {
                    var (from, to) = (random.Next(3), random.Next(1, 3));
                    var change = new NewChange($"chg_{writer}x{n}", ChangeKind.Tidying, default, null, now.AddDays(1));
                    var phones = Enumerable.Range(0, 12).Select(_ => random.Next(Phones)).Distinct().ToArray();
                    var isRecorded = random.Next(2) == 0
                        ? await UploadAsync(node, books[from], change, phones, $"By {writer} at {n}", now)
                        : await TidyAsync(node, (TidyingKind)random.Next(4), books[from], books[(from + to) % 3], change, phones, now);
                    if (isRecorded && random.Next(3) == 0)
                    {
                        await UndoAsync(node, change.Uid, now);
                    }
                }
            },
            Cancellation)));

        (await ScalarAsync<long>("select count(*) from contacts where cardinality(books) = 0")).Should().Be(0);
        foreach (var book in books)
        {
            await FoundAsListedAsync("by ", book);
        }
    }

    [Fact]
    public async Task A_book_that_is_deleted_while_nodes_upload_into_it_ends_empty()
    {
        var now = Later();
        for (var round = 0; round < 5; round++)
        {
            var book = await NewBookAsync($"Round {round}");
            var uploads = Enumerable.Range(0, Writers).Select(writer => Task.Run(
                async () =>
                {
                    var plan = Uploads.Of(now, Enumerable.Range(writer * 5, 20).Select(phone => Uploads.Row(phone)));
                    return (await (writer % 2 == 0 ? Store : Other).Contacts.UploadAsync(Customer, book.Id, plan, now, null, Cancellation)).End;
                },
                Cancellation)).ToArray();
            var change = new NewChange($"chg_{round}", ChangeKind.BookDeletion, default, null, now.AddDays(1));
            (await Other.Books.DeleteAsync(Customer, book.Id, change, now, null, Cancellation)).End.Should().Be(WriteEnd.Done);
            await ContinueAllAsync(now);
            (await Task.WhenAll(uploads)).Should().OnlyContain(end => end == WriteEnd.Done || end == WriteEnd.BookNotFound);
            await ContinueAllAsync(now);
        }

        (await ScalarAsync<long>("select count(*) from memberships m join books b using (customer_id, book_id) where b.deleted_by is not null")).Should().Be(0);
        (await ScalarAsync<long>("select count(*) from contacts")).Should().Be(0);
        (await ScalarAsync<long>("select coalesce(sum(contact_count), 0)::bigint from books")).Should().Be(0);
    }

    /// <summary>Does what any node would do until there is nothing to do.</summary>
    private async Task ContinueAllAsync(DateTimeOffset now)
    {
        while (await Store.History.LeaseAsync(now, now) is { } lease)
        {
            await Store.History.ContinueAsync(lease.Customer, lease.ChangeUid, now, now, Cancellation);
        }
    }

    private async Task<bool> UploadAsync(IStore node, Book book, NewChange change, int[] phones, string name, DateTimeOffset now)
    {
        var plan = Uploads.Of(now, phones.Select(phone => Uploads.Row(phone, $"\"displayName\":\"{name}\""))) with { Change = change };
        var written = await node.Contacts.UploadAsync(Customer, book.Id, plan, now, null, Cancellation);
        return written.Value!.ChangeUid is not null;
    }

    private async Task<bool> TidyAsync(IStore node, TidyingKind kind, Book from, Book to, NewChange change, int[] phones, DateTimeOffset now)
    {
        var there = await node.Contacts.ListAsync(Customer, from.Id, new Slice<ContactCursor>(0, 1000, null));
        var request = new TidyingRequest(
            kind, [.. there.Items.Where(contact => phones.Contains((int)(contact.Phone.Number % 1000))).Select(contact => contact.Uid)])
        {
            From = kind == TidyingKind.KeepOldest ? default : from.Id,
            To = kind == TidyingKind.Move ? to.Id : default,
            Change = change,
        };
        var written = await node.Contacts.TidyAsync(Customer, request, now, null, Cancellation);
        return written.Value!.ChangeUid is not null;
    }

    private async Task UndoAsync(IStore node, string changeUid, DateTimeOffset now)
    {
        var change = await node.History.BeginUndoAsync(Customer, changeUid, default, now, now);
        while (change is { State: ChangeState.Undoing })
        {
            change = await node.History.ContinueAsync(Customer, changeUid, now, now, Cancellation);
        }
    }
}
