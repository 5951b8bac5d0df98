using System.Globalization;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Reliability;

/// <summary>Files in and out by the command line, beside a server and without one.</summary>
public sealed class ImportCommandSpecs : IAsyncLifetime
{
    private const string Book = "grp_leads";
    private const string Leads = "Name,Mobile\nAsha Rao,+91 70007 82082\nRavi Kumar,98765 43210\nRavi K.,+919876543210\nToo short,123\n";

    private readonly TemporaryFolder _folder = new();
    private ServedStore _store = null!;
    private Account _account = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await ServedStore.MakeAsync();
        _account = await _store.NewAccountAsync();
        await using var store = await _store.OpenAsync();
        var customer = (await store.Directory.FindCustomerAsync(_account.CustomerUid))!;
        await store.Books.CreateAsync(customer.Id, new NewBook(Book, "Leads", null, null), DateTimeOffset.UtcNow, null, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_server_a_file_goes_in_what_is_refused_comes_back_and_the_book_goes_out_again()
    {
        var (leads, refused, exported) = (_folder.At("leads.csv"), _folder.At("refused.csv"), _folder.At("exported.ndjson"));
        await File.WriteAllTextAsync(leads, Leads, TestContext.Current.CancellationToken);

        var import = await RunAsync("contacts", "import", leads, "--book", Book, "--country-code", "91", "--rejects", refused);

        import.ExitCode.Should().Be(65, "a row was refused: {0}", import.Errors);
        import.Output.Should().Be("Imported leads.csv into \"Leads\": 2 created, 0 updated, 1 skipped, 1 invalid.\n");
        import.Errors.Should().Contain(refused).And.NotContain("Importing", "there is no bar in a pipe");
        (await File.ReadAllTextAsync(refused, TestContext.Current.CancellationToken)).Should().StartWith("Name,Mobile,row,reason,message\r\nToo short,123,5,INVALID_PHONE,");

        var runs = await Task.WhenAll(
            RunAsync("contacts", "export", "--book", Book, "--search", "Asha"),
            RunAsync("contacts", "export", "--book", Book, "--format", "ndjson", "--output", exported),
            RunAsync("imports", "list", "--book", Book, "--json"));
        runs[0].ShouldBeDone().Output.Should().Be(
            "phone,displayName,firstName,lastName,email,companyName,customFields\r\n+91 7000782082,Asha Rao,,,,,\r\n");
        runs[1].ShouldBeDone().Output.Should().BeEmpty();
        (await File.ReadAllLinesAsync(exported, TestContext.Current.CancellationToken)).Should().HaveCount(2).And.Contain("{\"phone\":\"+919876543210\",\"displayName\":\"Ravi Kumar\"}");
        var listed = runs[2].ShouldBeDone().Json.EnumerateArray().Single();
        (listed.GetProperty("state").GetString(), listed.GetProperty("fileName").GetString()).Should().Be(("DONE", "leads.csv"));

        var uid = listed.GetProperty("importUid").GetString()!;
        runs = await Task.WhenAll(
            RunAsync("imports", "show", uid, "--book", Book),
            RunAsync("imports", "cancel", uid, "--book", Book),
            RunAsync("contacts", "import", exported, "--book", Book, "--json"));
        runs[0].ShouldBeDone().Output.Should().Contain("4 of 4").And.Contain("2 created, 0 updated, 1 skipped, 1 invalid");
        runs[1].ShouldBeRefused(1, "ended already");
        (await RunAsync("imports", "undo", uid, "--book", Book)).ShouldBeDone().Output.Should().Be(
            "Undone leads.csv: 2 removed, 0 restored, 0 unlinked, 0 kept since they were edited.\n", "importing the export again changed nothing");
        runs[2].ShouldBeDone().Json.GetProperty("summary").GetRawText().Should().Be("""{"total":2,"created":0,"updated":2,"skipped":0,"invalid":0,"suppressed":0,"warnings":0}""");
    }

    [Fact]
    public async Task Suppressed_contacts_and_values_kept_as_text_are_told()
    {
        const string Told = "40 created, 0 updated, 0 skipped, 0 invalid, 1 with a suppressed phone, 1 value kept as text";
        var leads = _folder.At("visits.csv");
        var rows = Enumerable.Range(0, 40)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"98000001{n:D2},{(n == 7 ? "many" : n)}"));
        await File.WriteAllLinesAsync(leads, rows.Prepend("Mobile,Visits"), TestContext.Current.CancellationToken);
        await using (var store = await _store.OpenAsync())
        {
            var (customer, _) = await FindBookAsync(store);
            var suppressed = new NewSuppression(new Phone(919800000103), null);
            var origin = new SuppressionOrigin(SuppressionSource.Api, _account.TokenUid);
            await store.Suppressions.SuppressAsync(
                customer, [suppressed], origin, DateTimeOffset.UtcNow, null, TestContext.Current.CancellationToken);
        }

        var import = await RunAsync("contacts", "import", leads, "--book", Book, "--country-code", "91");
        var list = await RunAsync("imports", "list", "--book", Book);

        import.ShouldBeDone().Output.Should().Be($"Imported visits.csv into \"Leads\": {Told}.\n");
        var uid = list.ShouldBeDone().Output.Split('\n')[1].Split(' ')[0];
        var shown = await Task.WhenAll(
            RunAsync("imports", "show", uid, "--book", Book), RunAsync("imports", "show", uid, "--book", Book, "--json"));
        list.Output.Should().MatchRegex("INVALID +SUPPRESSED +WARNINGS").And.MatchRegex(" done +40 +40 +0 +0 +0 +1 +1 ");
        shown[0].ShouldBeDone().Output.Should().Contain(Told);
        var summary = shown[1].ShouldBeDone().Json.GetProperty("summary");
        (summary.GetProperty("suppressed").GetInt64(), summary.GetProperty("warnings").GetInt64()).Should().Be((1, 1));
    }

    [Fact]
    public async Task Beside_a_server_standard_input_goes_in_and_the_server_has_it()
    {
        await using var server = await _store.ServeAsync(new Dictionary<string, string>());

        var import = await ContactBooksProcess.RunAsync(["contacts", "import", "-", "--book", Book, "--country-code", "91", "--json", .. _store.Options], input: Leads);

        import.ExitCode.Should().Be(65, import.Errors);
        import.Json.GetProperty("state").GetString().Should().Be("DONE");
        var contacts = await new Caller(server.Http, _account).GetAsync($"{Caller.Books}/{Book}/contacts?search=Asha");
        contacts.Data.GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Interrupted_it_says_how_to_go_on_and_goes_on_where_it_was()
    {
        const int Rows = 60_000;
        var file = _folder.At("many.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Rows).Select(n => string.Create(CultureInfo.InvariantCulture, $"98{n:D8},Contact {n}")).Prepend("Mobile,Name"), TestContext.Current.CancellationToken);
        await using var import = ContactBooksProcess.Start(["contacts", "import", file, "--book", Book, "--country-code", "91", .. _store.Options]);
        await using var store = await _store.OpenAsync();
        var (customer, book) = await FindBookAsync(store);
        var uid = await UntilReadAsync(store, customer, book);

        import.Interrupt();
        var ended = await import.EndAsync();

        ended.ExitCode.Should().Be(130, ended.Errors);
        ended.Output.Should().StartWith("Stopped importing many.csv");
        ended.Errors.Should().Contain($"contactbooks imports resume {uid} --book {Book}");
        (await store.Imports.FindAsync(customer, book, uid))!.HasEnded.Should().BeFalse();
        (await RunAsync("uploads", "undo", uid)).ShouldBeRefused(1, "under way", $"contactbooks imports cancel {uid} --book {Book}");

        var resumed = await RunAsync("imports", "resume", uid, "--book", Book, "--json");
        resumed.ShouldBeDone().Json.GetProperty("summary").GetRawText().Should().Be($$"""{"total":{{Rows}},"created":{{Rows}},"updated":0,"skipped":0,"invalid":0,"suppressed":0,"warnings":0}""");
        (await store.Books.FindAsync(customer, Book))!.ContactCount.Should().Be(Rows);
    }

    private Task<Ended> RunAsync(params string[] args) => ContactBooksProcess.RunAsync([.. args, .. _store.Options]);

    private async Task<(CustomerId Customer, BookId Book)> FindBookAsync(IStore store)
    {
        var customer = (await store.Directory.FindCustomerAsync(_account.CustomerUid))!.Id;
        return (customer, (await store.Books.FindAsync(customer, Book))!.Id);
    }

    /// <summary>The import's identifier, once it has told of its first batch.</summary>
    private static async Task<string> UntilReadAsync(IStore store, CustomerId customer, BookId book)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var page = await store.Imports.ListAsync(customer, book, new Slice<ImportCursor>(0, 1, null));
            if (page.Items is [{ Counts.Read: > 0 } import])
            {
                return import.Uid;
            }

            await Task.Delay(5, patience.Token);
        }
    }
}
