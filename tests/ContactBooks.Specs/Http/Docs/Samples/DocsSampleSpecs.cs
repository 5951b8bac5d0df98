using System.Text.Json;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Server.Docs;
using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Http.Docs.Samples;

/// <summary>The samples of <c>/docs</c>, taken off the page and run as they stand but for token and book.</summary>
public sealed class DocsSampleSpecs(RunningServer server)
{
    private static readonly string[] Extensions = ["sh", "mjs", "php", "py", "cs"];

    public static TheoryData<string> Languages => [.. Extensions];

    [Fact]
    public async Task Every_endpoint_has_a_sample_in_each_of_the_five_languages()
    {
        var samples = (await DocsPage.GetAsync(server)).Samples;

        samples.Keys.Where(name => !name.StartsWith("quick-", StringComparison.Ordinal)).Should().BeEquivalentTo(
            from operation in ReferenceOperations.OfTheContract from extension in Extensions select $"{operation.Name}.{extension}");
        foreach (var (name, code) in samples.Where(sample => sample.Key.StartsWith("quick-", StringComparison.Ordinal)))
        {
            code.Should().Be(samples[name["quick-".Length..]]);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Listing_books_prints_them(string language)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("Wholesale");

        var ended = await RunAsync("listContactBooks", language, api, book);

        ended.ShouldBeDone().Output.Should().Contain(book).And.Contain("Wholesale");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Creating_a_book_makes_it_and_prints_its_uid(string language)
    {
        var api = await server.NewCustomerAsync();

        var ended = await RunAsync("createContactBook", language, api, "");

        var books = (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").GetProperty("contactBooks").EnumerateArray();
        var made = books.Should().ContainSingle().Subject;
        made.Text("name").Should().Be("Retail Leads");
        made.Text("description").Should().Be("From the spring fair");
        made.Text("color").Should().Be("#0f62fe");
        ended.ShouldBeDone().Output.Should().Contain(made.Text("uid"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Reading_a_book_prints_it(string language)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("Wholesale");

        var ended = await RunAsync("readContactBook", language, api, book);

        ended.ShouldBeDone().Output.Should().Contain(book).And.Contain("Wholesale");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Renaming_a_book_gives_it_the_name(string language)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("Wholesale");

        var ended = await RunAsync("renameContactBook", language, api, book);

        ended.ShouldBeDone().Output.Should().Contain("Retail Leads 2026");
        (await api.ReadBookAsync(book)).Text("name").Should().Be("Retail Leads 2026");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Listing_contacts_prints_those_that_the_search_finds(string language)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Asha Rao"}""", """{"phone":"7999999999","displayName":"Ravi"}""");

        var ended = await RunAsync("listContacts", language, api, book);

        ended.ShouldBeDone().Output.Should().Contain("917000782082").And.Contain("Asha Rao").And.NotContain("917999999999");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Uploading_stores_the_contacts_and_prints_what_became_of_each_row(string language)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var ended = await RunAsync("uploadContacts", language, api, book);

        var contacts = (await api.ContactsAsync(book)).ToDictionary(contact => contact.Text("phone")!);
        contacts.Keys.Should().BeEquivalentTo("917000782082", "447400123456");
        contacts["917000782082"].Text("displayName").Should().Be("Asha Rao");
        contacts["917000782082"].GetProperty("customFields").ShouldBeJson("""{"city":"Mumbai"}""");
        contacts["447400123456"].Text("displayName").Should().Be("Emma Clarke");
        ended.ShouldBeDone().Output.Should().Contain("CREATED");

        (await RunAsync("uploadContacts", language, api, book)).ShouldBeDone().Output.Should().Contain("UPDATED").And.NotContain("CREATED");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_sample_that_is_refused_says_why_and_ends_as_a_failure(string language)
    {
        var api = await server.NewCustomerAsync();
        foreach (var operation in new[] { "listContactBooks", "uploadContacts" })
        {
            var ended = await RunAsync(operation, language, api.With("w91_live_wrong"), "grp_any");

            ended.ExitCode.Should().NotBe(0);
            (ended.Output + ended.Errors).Should().Contain("INVALID_AUTH_TOKEN");
        }
    }

    [Fact]
    public async Task The_samples_of_files_import_one_follow_it_and_bring_back_what_was_refused_and_the_book()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var page = await DocsPage.GetAsync(server);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("leads.csv"), ReferenceExamples.ImportedFile, TestContext.Current.CancellationToken);

        var made = (await RunAsync("Import a file", "imp_abc")).ShouldBeDone();
        var import = JsonDocument.Parse(made.Output).RootElement.GetProperty("data").GetProperty("import");
        var followed = (await RunAsync("Follow an import", import.Text("uid")!)).ShouldBeDone();
        (await RunAsync("Read the refused rows", import.Text("uid")!)).ShouldBeDone();
        (await RunAsync("Export a book", "imp_abc")).ShouldBeDone();

        import.Text("fileName").Should().Be("leads.csv");
        followed.Output.Should().MatchRegex("event: end\ndata: .*\"state\":\"DONE\"");
        (await api.ContactsAsync(book)).Select(contact => contact.Text("phone")).Should().BeEquivalentTo("917000782082", "919876543210");
        (await File.ReadAllTextAsync(folder.At("refused.csv"), TestContext.Current.CancellationToken)).Should().Contain("12345").And.Contain("INVALID_PHONE");
        (await File.ReadAllTextAsync(folder.At("contacts.csv"), TestContext.Current.CancellationToken)).Should().Contain("+91 7000782082").And.Contain("+91 9876543210");

        Task<Ended> RunAsync(string title, string uid) => ForeignProgram.RunAsync(
            "sh",
            [
                "-c",
                page.Code(title).Replace("w91_live_xxx", api.Token, StringComparison.Ordinal).Replace("grp_abc", book, StringComparison.Ordinal)
                    .Replace("imp_abc", uid, StringComparison.Ordinal),
            ],
            workingDirectory: folder.Path);
    }

    [Fact]
    public async Task The_samples_of_tidying_and_undo_tell_what_removing_would_do_move_a_contact_and_take_back_the_move_and_its_upload()
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync("Other"));
        var uploaded = await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"7000782082","displayName":"Asha Rao"}"""));
        var contact = (await api.OnlyContactAsync(book)).Text("contactUid")!;
        var page = await DocsPage.GetAsync(server);

        var predicted = await RunAsync("See what removing contacts would do");
        (await api.ContactsAsync(book)).Should().ContainSingle("it was only predicted");
        var moved = await RunAsync("Move contacts");
        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.OnlyContactAsync(other)).Text("contactUid").Should().Be(contact);
        var movedBack = await RunAsync("Undo an upload", UploadUid(moved));
        (await api.OnlyContactAsync(book)).Text("contactUid").Should().Be(contact);
        var undone = await RunAsync("Undo an upload", UploadUid(uploaded.Json));
        (await api.ContactsAsync(book)).Should().BeEmpty();

        predicted.GetProperty("data").GetProperty("results").ShouldBeJson($$"""[{"contactUid":"{{contact}}","status":"DELETED"}]""");
        new[] { movedBack, undone }.Select(answer => answer.GetProperty("data").GetProperty("upload").Text("type"))
            .Should().Equal("MOVE", "UPLOAD");

        async Task<JsonElement> RunAsync(string title, string uploadUid = "") => (await SampleRunner.RunAsync(
            "sample.sh",
            page.Code(title).Replace("w91_live_xxx", api.Token, StringComparison.Ordinal).Replace("grp_abc", book, StringComparison.Ordinal)
                .Replace("grp_def", other, StringComparison.Ordinal).Replace("ct_abc", contact, StringComparison.Ordinal)
                .Replace("upl_abc", uploadUid, StringComparison.Ordinal))).ShouldBeDone().Json;

        static string UploadUid(JsonElement answer) => answer.GetProperty("metadata").Text("uploadUid")!;
    }

    [Fact]
    public async Task The_sample_of_the_client_for_NET_is_one_of_its_readmes_which_are_run()
    {
        var shown = (await DocsPage.GetAsync(server)).Section("dotnet-client");

        shown.Should().Contain(Sample.DotNetClient).And.Contain("services.AddContactBooksClient");
        WithoutIndent(Repository.Read("src/ContactBooks.Client/README.md")).Should().Contain(WithoutIndent(Sample.DotNetClient));

        static string WithoutIndent(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));
    }

    private async Task<Ended> RunAsync(string operation, string language, Api api, string book)
    {
        var name = $"{operation}.{language}";
        var code = (await DocsPage.GetAsync(server)).Samples[name];
        return await SampleRunner.RunAsync(
            name,
            code.Replace("w91_live_xxx", api.Token, StringComparison.Ordinal).Replace("grp_abc", book, StringComparison.Ordinal));
    }
}
