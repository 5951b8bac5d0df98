using ContactBooks.Specs.Store;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Nodes;

/// <summary>A node that may hold next to nothing in memory finds all the same.</summary>
public sealed class NodeMemorySpecs : TwoStores
{
    protected override PostgresOptions Options => new() { SearchCacheBytes = 1 };

    [Fact]
    public async Task Books_that_there_is_no_room_for_are_read_again_at_each_search()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(second, Uploads.Row(2, "\"displayName\":\"Asha\""));

        for (var round = 0; round < 10; round++)
        {
            (await FoundOnAsync(Other, "asha")).Should().Equal(1);
            (await FoundOnAsync(Other, "asha", second)).Should().Equal(2);
        }
    }

    [Fact]
    public async Task No_more_is_held_than_the_book_that_was_searched_last()
    {
        await using var database = new PostgresDatabase(PostgresConnectionString.Read(ConnectionString));
        var cache = new SearchCache(database, maxBytes: 1);
        foreach (var rows in new[] { 10, 20, 5 })
        {
            var book = await NewBookAsync("One more");
            await UploadAsync(book, [.. Enumerable.Range(0, rows).Select(n => Uploads.Row(n))]);

            (await cache.BlocksAsync(Customer.Value, book.Id.Value, Cancellation)).Length.Should().Be(1);

            cache.Size.Should().Be(await ScalarAsync<long>(
                $"select sum(length(lines) + length(runs))::bigint from search_blocks where book_id = {book.Id.Value}"));
        }
    }

    [Fact]
    public async Task A_large_book_is_read_once_and_then_only_what_is_new_of_it()
    {
        for (var upload = 0; upload < 21; upload++)
        {
            await UploadAsync([.. Enumerable.Range(1000 * upload, 1000).Select(n => Uploads.Row(n))]);
        }

        await using var database = new PostgresDatabase(PostgresConnectionString.Read(ConnectionString));
        var cache = new SearchCache(database, maxBytes: long.MaxValue);
        var first = await cache.BlocksAsync(Customer.Value, Book.Id.Value, Cancellation);
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));

        var second = await cache.BlocksAsync(Customer.Value, Book.Id.Value, Cancellation);

        second.Length.Should().Be(22);
        second.Span[0].Should().BeSameAs(first.Span[0]);
    }
}
