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
}
