using ContactBooks.Core.Store;
using ContactBooks.Specs.Store;

using ContactBooks.Storage.Search;

namespace ContactBooks.Specs.Nodes;

/// <summary>Nodes that keep house at the same time, while uploads go on.</summary>
public sealed class NodeUpkeepSpecs : TwoStores
{
    [Fact]
    public async Task Both_tidy_at_once_while_uploads_go_on_and_nothing_is_lost()
    {
        var second = await NewBookAsync("Second");
        var done = new TaskCompletionSource();
        var upkeep = new[] { Store, Other }.Select(node => Task.Run(
            async () =>
            {
                while (!done.Task.IsCompleted)
                {
                    await node.MaintainAsync(StoreContract.Beginning, Cancellation);
                }
            },
            Cancellation)).ToArray();

        var now = Later();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(
            async () =>
            {
                for (var n = 0; n < 150; n++)
                {
                    var plan = Uploads.Of(now, Uploads.Row((writer * 100) + (n % 100), $"\"displayName\":\"Person {n}\""));
                    var node = n % 2 == 0 ? Store : Other;
                    var written = await node.Contacts.UploadAsync(Customer, (n % 3 == 0 ? second : Book).Id, plan, now, null, Cancellation);
                    written.End.Should().Be(WriteEnd.Done);
                }
            },
            Cancellation)));
        done.SetResult();
        await Task.WhenAll(upkeep);

        foreach (var book in new[] { Book, second })
        {
            var listed = (await ListAsync(book)).Select(contact => (int)(contact.Phone.Number % 1000)).Order().ToList();
            (await FoundOnAsync(Store, "person", book)).Should().Equal(listed);
            (await FoundOnAsync(Other, "person", book)).Should().Equal(listed);
            (await CountAsync(book)).Should().Be(listed.Count);
        }

        (await ScalarAsync<long>("select count(*) from search_blocks")).Should().BeLessThan(300, "they have tidied meanwhile");
        foreach (var book in new[] { Book, second })
        {
            // A run begins with how many lines it has.
            var runs = await ScalarAsync<byte[][]>($"select array_agg(runs) from search_blocks where book_id = {book.Id.Value}");
            (await ScalarAsync<long>($"select search_lines from books where book_id = {book.Id.Value}")).Should().Be(runs.Sum(one => SearchLines.CountOf(one)));
        }
    }

    [Fact]
    public async Task Expired_keys_are_forgotten_by_both_at_once_and_a_key_that_is_used_anew_meanwhile_stays()
    {
        await ExecuteAsync(
            $"insert into idempotency_keys select {Customer.Value}, 'POST /bulk', 'k' || n, decode(repeat('00', 32), 'hex'), '', '', 0 from generate_series(1, 3000) n");
        var now = Later();
        var upkeep = new[] { Store, Other }.Select(node => Task.Run(() => TidyAsync(node), Cancellation)).ToList();

        for (var n = 1; n <= 3000; n += 100)
        {
            var keep = new AnswerToKeep<Core.Results.UploadOutcome>(new KeyedRequest("POST /bulk", $"k{n}", new byte[32]), "Done", _ => new byte[1]);
            (await UploadAsync(Customer, Book.Id, Uploads.Of(now, Uploads.Row(n % 100)), now, keep)).End.Should().Be(WriteEnd.Done);
        }

        await Task.WhenAll(upkeep);
        await TidyAsync(Store);
        (await ScalarAsync<long>("select count(*) from idempotency_keys")).Should().Be(30);
    }
}
