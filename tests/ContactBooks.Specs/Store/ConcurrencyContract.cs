using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Uploads at the same time.</summary>
public abstract class ConcurrencyContract : StoreContract
{
    [Fact]
    public async Task Sixteen_uploading_overlapping_phones_create_each_contact_once_and_say_so_truly()
    {
        const int Phones = 200;
        var other = await NewBookAsync("Other");
        var now = Later();
        var random = new Random(16);
        var uploads = Enumerable.Range(0, 16).Select(i => Enumerable.Range(0, 6).Select(_ =>
        {
            var numbers = Enumerable.Range(0, Phones).ToArray();
            random.Shuffle(numbers);
            return (Book: i % 3 == 0 ? other : Book, Numbers: numbers.Take(80).ToArray());
        }).ToArray()).ToArray();

        var created = await Task.WhenAll(uploads.Select((mine, i) => Task.Run(
            async () =>
            {
                var sum = 0;
                foreach (var (book, numbers) in mine)
                {
                    var plan = Uploads.Of(now, numbers.Select(n => Uploads.Row(n, $"\"displayName\":\"By {i}\"")));
                    var written = await UploadAsync(Customer, book.Id, plan, now);
                    written.End.Should().Be(WriteEnd.Done);
                    sum += written.Value!.Contacts.Count(contact => contact.Created);
                }

                return sum;
            },
            Cancellation)));

        var mine = uploads.SelectMany(one => one).ToLookup(one => one.Book.Uid, one => one.Numbers);
        created.Sum().Should().Be(uploads.SelectMany(one => one).SelectMany(one => one.Numbers).Distinct().Count());
        foreach (var book in new[] { Book, other })
        {
            var expected = mine[book.Uid].SelectMany(numbers => numbers).Distinct().Order().ToList();
            (await ListAsync(book)).Select(contact => contact.Phone).Order().Should().Equal(expected.Select(Uploads.Phone));
            (await CountAsync(book)).Should().Be(expected.Count);
            (await FoundAsync("by", book)).Should().Equal(expected);
        }
    }

    [Fact]
    public async Task Uploads_of_overlapping_phones_and_their_undoing_go_on_at_once_and_nothing_is_left_between_two_states()
    {
        var other = await NewBookAsync("Other");
        await UploadAsync([.. Enumerable.Range(0, 60).Select(n => Uploads.Row(n, "\"displayName\":\"First\""))]);
        var clock = Later().ToUnixTimeMilliseconds();
        DateTimeOffset Next() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Increment(ref clock));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () =>
            {
                var random = new Random(i);
                for (var round = 0; round < 8; round++)
                {
                    var now = Next();
                    var rows = Enumerable.Range(0, 100).Where(_ => random.Next(2) == 0).Select(n => Uploads.Row(n, $"\"displayName\":\"By {i} {round}\""));
                    var change = new NewChange($"upl_{i}_{round}", ChangeKind.Upload, default, null, now.AddDays(30));
                    var book = random.Next(3) == 0 ? other : Book;
                    (await UploadAsync(Customer, book.Id, Uploads.Of(now, rows) with { Change = change }, now)).End.Should().Be(WriteEnd.Done);
                    await Store.History.BeginUndoAsync(Customer, change.Uid, default, now, now);
                    (await Store.History.ContinueAsync(Customer, change.Uid, Next(), now, Cancellation))!.State.Should().Be(ChangeState.Undone);
                }
            },
            Cancellation)));

        foreach (var book in new[] { Book, other })
        {
            var listed = await ListAsync(book);
            (await CountAsync(book)).Should().Be(listed.Count);
            foreach (var named in listed.GroupBy(contact => contact.Fields.DisplayName!))
            {
                (await SearchAsync(named.Key, book)).Where(contact => contact.Fields.DisplayName == named.Key).Select(contact => contact.Phone).Order()
                    .Should().Equal(named.Select(contact => contact.Phone).Order());
            }

            (await SearchAsync("by", book)).Should().OnlyContain(contact => contact.Fields.DisplayName!.StartsWith("By", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_reader_sees_an_upload_whole_or_not_at_all()
    {
        await UploadAsync([.. Enumerable.Range(0, 50).Select(n => Uploads.Row(n, "\"companyName\":\"0\""))]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reader = Task.Run(
            async () =>
            {
                var reads = 0;
                while (!stop.IsCancellationRequested || reads == 0)
                {
                    (await ListAsync()).Select(contact => contact.Fields.CompanyName).Distinct().Should().ContainSingle();
                    reads++;
                }

                return reads;
            },
            Cancellation);

        for (var round = 1; round <= 40; round++)
        {
            await UploadAsync([.. Enumerable.Range(0, 50).Select(n => Uploads.Row(n, $"\"companyName\":\"{round}\""))]);
        }

        await stop.CancelAsync();
        (await reader).Should().BePositive();
    }

    [Fact]
    public async Task A_search_finds_a_contact_every_time_while_something_else_of_it_changes()
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""), Uploads.Row(2, "\"displayName\":\"Asha\""));
        var now = Later();
        var writer = Task.Run(
            async () =>
            {
                for (var n = 0; n < 200; n++)
                {
                    await UploadAsync(Customer, Book.Id, Uploads.Of(now, Uploads.Row(1, $"\"email\":\"{n}@example.com\"")), now);
                }
            },
            Cancellation);

        while (!writer.IsCompleted)
        {
            (await FoundAsync("asha")).Should().Equal(1, 2);
            (await SearchAsync(Uploads.Query("asha"), Book, new Slice<ContactCursor>(1, 10, null))).Items.Should().ContainSingle();
        }

        await writer;
    }
}
