using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Postgres;

namespace ContactBooks.Specs.Connections;

/// <summary>The connection ends while a book's search blocks are read.</summary>
public sealed class SearchCutSpecs : StoreContract
{
    private const int Blocks = 5;
    private const int RowsOfBlock = 1000;

    // A block of this size is some 70 kB: two have come by then.
    private const int InTheThird = 180_000;

    private CuttingProxy _proxy = null!;
    private TemporaryPostgresStore _store = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_of_them_are_searched_all_the_same_even_if_they_are_others_by_then(bool areOthers)
    {
        for (var block = 0; block < Blocks; block++)
        {
            await UploadAsync([.. Enumerable.Range(block * RowsOfBlock, RowsOfBlock).Select(n => Uploads.Row(n, "\"displayName\":\"Asha\""))]);
        }

        var reconnected = new TaskCompletionSource();
        _proxy.BytesToCutAfter = () =>
        {
            if (areOthers && reconnected.TrySetResult())
            {
                _store.Database.ExecuteAsync("update search_blocks set tag = tag + 1").GetAwaiter().GetResult();
            }

            reconnected.TrySetResult();
            return default;
        };
        _proxy.CutAfter(null, InTheThird);

        var page = await SearchAsync(Uploads.Query("asha"), Book, new Slice<ContactCursor>((Blocks * RowsOfBlock) - 1, 10, null));

        reconnected.Task.IsCompleted.Should().BeTrue("it was cut");
        page.Items.Should().ContainSingle("the last of all is on this page");
    }

    protected override async ValueTask<IStore> OpenCleanAsync()
    {
        _proxy = new CuttingProxy(await SharedPostgres.ServerAsync());
        return _store = await TemporaryPostgresStore.OpenThroughAsync(_proxy);
    }
}
