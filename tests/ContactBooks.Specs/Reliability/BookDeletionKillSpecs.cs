using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>Deleting a book outlives the server, however that ends, and undone it leaves no trace.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class BookDeletionKillSpecs : IAsyncLifetime
{
    private const int Rows = 3000;
    private const int RowsOfUpload = 1000;

    private readonly IReadOnlyDictionary<string, string> _environment = ServeProcess.AtOneAddress();

    private ServedStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await ServedStore.MakeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Killed_while_contacts_leave_a_deleted_book_the_server_goes_on_and_all_of_them_come_back_if_it_is_undone()
    {
        var account = await _store.NewAccountAsync();
        var server = await _store.ServeAsync(_environment);
        try
        {
            var caller = new Caller(server.Http, account);
            var book = await FillAsync(caller);
            var before = await _store.StateAsync();

            var deletion = (await caller.PostAsync($"{Caller.Books}/{book}/delete", [])).Data.GetProperty("upload").GetProperty("uid").GetString();
            var upload = $"/api/v2/uploads/{deletion}";
            var at = await caller.UploadUntilAsync(upload, one => Left(one) > 0);
            await server.KillAsync();
            await server.DisposeAsync();
            TestContext.Current.TestOutputHelper?.WriteLine($"killed at {at.GetProperty("state")}, {Left(at)} of {Rows} contacts");
            server = await _store.ServeAsync(_environment);
            caller = caller.Over(server.Http);

            var done = await caller.UploadUntilAsync(upload, one => one.GetProperty("state").GetString() == "DONE");
            Left(done).Should().Be(Rows);
            (await caller.PostAsync($"{upload}/undo", [])).Status.Should().Be(200);
            await caller.UploadUntilAsync(upload, one => one.GetProperty("state").GetString() == "UNDONE");
            (await _store.StateAsync() == before).Should().BeTrue("all is as it was");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>A book of contacts, some of which are in another too.</summary>
    private static async Task<string> FillAsync(Caller caller)
    {
        var (book, other) = (await caller.NewBookAsync("Leads"), await caller.NewBookAsync("Others"));
        for (var from = 0; from < Rows; from += RowsOfUpload)
        {
            (await caller.UploadAsync(book, new Upload("Asha", [.. Enumerable.Range(from, RowsOfUpload)]).Body)).Status.Should().Be(200);
        }

        (await caller.UploadAsync(other, new Upload("Asha", [.. Enumerable.Range(RowsOfUpload / 2, RowsOfUpload)]).Body)).Status.Should().Be(200);
        return book;
    }

    private static int Left(JsonElement upload)
    {
        var summary = upload.GetProperty("summary");
        return summary.GetProperty("unlinked").GetInt32() + summary.GetProperty("deleted").GetInt32();
    }
}
