using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>Undoing an import outlives the server, however that ends, and leaves no trace of the import.</summary>
public sealed class UndoKillSpecs : IAsyncLifetime
{
    private const int Existing = 2000;
    private const int Rows = 6000;

    private static readonly int Kills = Soak.Is ? 10 : 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyDictionary<string, string> _environment = ServeProcess.AtOneAddress();

    private ServedStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await ServedStore.MakeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Killed_while_it_undoes_an_import_the_server_goes_on_and_all_is_as_it_was_before_the_import()
    {
        var account = await _store.NewAccountAsync();
        var server = await _store.ServeAsync(_environment);
        try
        {
            var caller = new Caller(server.Http, account);
            var book = await FillAsync(caller);
            var before = await _store.StateAsync();
            var import = await ImportAsync(caller, book);
            (await _store.StateAsync()).Should().NotBe(before);

            (await caller.PostAsync($"{import}/undo", [])).Status.Should().Be(202);
            var upload = $"/api/v2/uploads/{import.Split('/')[^1]}";
            for (var kill = 0; kill < Kills; kill++)
            {
                var at = await caller.UploadUntilAsync(upload, one => UndoneRows(one) > kill * 1000 || IsUndone(one));
                await server.KillAsync();
                await server.DisposeAsync();
                TestContext.Current.TestOutputHelper?.WriteLine($"kill {kill}: {at.GetProperty("state")}, {UndoneRows(at)} of {Rows} rows");
                server = await _store.ServeAsync(_environment);
                caller = caller.Over(server.Http);
            }

            var undone = await caller.UploadUntilAsync(upload, IsUndone);
            undone.GetProperty("undo").GetProperty("removed").GetInt32().Should().Be(Rows - Existing);
            undone.GetProperty("undo").GetProperty("restored").GetInt32().Should().Be(Existing);
            undone.GetProperty("undo").GetProperty("kept").GetInt32().Should().Be(0);
            var after = await _store.StateAsync();
            (after == before).Should().BeTrue("all is as it was: {0}", Difference(after, before));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>A book of contacts that the import will change, half of which are in it and the others in another.</summary>
    private static async Task<string> FillAsync(Caller caller)
    {
        var (book, other) = (await caller.NewBookAsync("Leads"), await caller.NewBookAsync("Others"));
        (await caller.UploadAsync(book, new Upload("before", [.. Enumerable.Range(0, Existing / 2)]).Body)).Status.Should().Be(200);
        (await caller.UploadAsync(other, new Upload("before", [.. Enumerable.Range(Existing / 2, Existing / 2)]).Body)).Status.Should().Be(200);
        return book;
    }

    /// <summary>Imports a file to its end; the import's address.</summary>
    private static async Task<string> ImportAsync(Caller caller, string book)
    {
        var file = new StringBuilder("phone,name,city\n");
        for (var n = 0; n < Rows; n++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{Upload.PhoneOf(n)},Imported {n},Pune\n");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, $"{Caller.Books}/{book}/imports") { Content = new StringContent(file.ToString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var answer = await caller.SendAsync(request);
        answer.Status.Should().Be(202, "{0}", answer);
        var address = answer.Header("Location")!;
        using var patience = new CancellationTokenSource(Patience);
        while ((await caller.GetAsync(address)).Data.GetProperty("import").GetProperty("state").GetString() != "DONE")
        {
            await Task.Delay(20, patience.Token);
        }

        return address;
    }

    private static bool IsUndone(JsonElement upload) => upload.GetProperty("state").GetString() == "UNDONE";

    private static int UndoneRows(JsonElement upload)
    {
        var undo = upload.GetProperty("undo");
        return undo.GetProperty("removed").GetInt32() + undo.GetProperty("restored").GetInt32();
    }

    private static string Difference(string after, string before) =>
        after.Split('\n').Zip(before.Split('\n')).Where(lines => lines.First != lines.Second).Select(lines => $"{lines.First} and not {lines.Second}").FirstOrDefault()
        ?? "more lines or fewer";
}
