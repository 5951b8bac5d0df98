using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Specs.Http.Imports;

namespace ContactBooks.Specs.Http;

/// <summary>The reference's examples are what the server answers, but for identifiers, times and the request's id.</summary>
public partial class ReferenceExampleSpecs(RunningServer server)
{
    [Fact]
    public async Task The_examples_of_the_operations_are_one_story_as_it_happens()
    {
        var api = await server.NewCustomerAsync();
        var customers = await api.NewBookAsync("Customers");
        await api.UploadAsync(customers, """{"phone":"7000782082"}""");

        var made = await Post(ReferenceOperations.CreateBook, Api.Books);
        var book = made.Json.GetProperty("data").GetProperty("contactBook").Text("uid")!;
        await Post(ReferenceOperations.UploadContacts, Api.Bulk(book));
        IsExample(await api.GetAsync(Api.Book(book)), ReferenceOperations.ReadBook);
        IsExample(await api.GetAsync(Api.Contacts(book)), ReferenceOperations.ListContacts);
        (await api.GetAsync($"{Api.Contacts(book)}/export")).Text.ReplaceLineEndings("\n").TrimEnd()
            .Should().Be(ReferenceExamples.Response(ReferenceOperations.ExportContacts));
        await Post(ReferenceOperations.RenameBook, Api.Book(book));
        IsExample(await api.GetAsync(Api.Books), ReferenceOperations.ListBooks);

        async Task<Answer> Post(ReferenceOperation operation, string path)
        {
            var answer = await api.PostAsync(path, ReferenceExamples.Request(operation)!);
            IsExample(answer, operation);
            return answer;
        }
    }

    [Fact]
    public async Task The_examples_of_imports_are_one_story_as_it_happens()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var imports = $"{Api.Book(book)}/imports";

        IsExample(await PostFileAsync(api, $"{imports}/preview"), ReferenceOperations.PreviewImport);
        var made = await PostFileAsync(api, imports);
        IsExample(made, ReferenceOperations.CreateImport);
        var address = made.Header("Location")!;
        IsEndOfExample(await api.GetAsync($"{address}/events"));
        IsExample(await api.GetAsync(address), ReferenceOperations.ReadImport);
        IsExample(await api.GetAsync(imports), ReferenceOperations.ListImports);
        var rejects = await api.GetAsync($"{address}/rejects");
        IsExample(await api.PostAsync($"{address}/undo", ""), ReferenceOperations.UndoImport);
        rejects.Text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd().Should().Be(ReferenceExamples.Response(ReferenceOperations.ListImportRejects));
    }

    [Fact]
    public async Task The_examples_of_suppressions_are_one_story_as_it_happens()
    {
        var api = await server.NewCustomerAsync();
        const string Suppressions = "/api/v2/suppressions";

        IsExample(await api.PostAsync(Suppressions, ReferenceExamples.Request(ReferenceOperations.SuppressPhones)!), ReferenceOperations.SuppressPhones);
        IsExample(await api.PostAsync($"{Suppressions}/lift", ReferenceExamples.Request(ReferenceOperations.LiftSuppressions)!), ReferenceOperations.LiftSuppressions);
        IsExample(await api.GetAsync(Suppressions), ReferenceOperations.ListSuppressions);
        IsExample(await PostFileAsync(api, $"{Suppressions}/import"), ReferenceOperations.ImportSuppressions);
        MaskedText((await api.GetAsync($"{Suppressions}/export")).Text.ReplaceLineEndings("\n").TrimEnd())
            .Should().Be(MaskedText(ReferenceExamples.Response(ReferenceOperations.ExportSuppressions)));
    }

    [Fact]
    public async Task The_examples_of_custom_fields_are_one_story_as_it_happens()
    {
        var api = await server.NewCustomerAsync();
        const string Fields = "/api/v2/custom-fields";

        var made = await api.PostAsync(Fields, ReferenceExamples.Request(ReferenceOperations.CreateCustomField)!);
        IsExample(made, ReferenceOperations.CreateCustomField);
        var field = $"{Fields}/{made.Json.GetProperty("data").GetProperty("customField").Text("uid")}";
        IsExample(await api.PostAsync(field, ReferenceExamples.Request(ReferenceOperations.ChangeCustomField)!), ReferenceOperations.ChangeCustomField);
        IsExample(await api.GetAsync(Fields), ReferenceOperations.ListCustomFields);
    }

    [Fact]
    public async Task The_examples_of_tidying_are_one_story_as_it_happens()
    {
        var api = await server.NewCustomerAsync();
        var (customers, leads) = (await api.NewBookAsync("Customers"), await api.NewBookAsync());
        var uids = new List<string>();
        await UploadAsync(customers, """{"phone":"7000782082","displayName":"Asha Rao"}""");
        await UploadAsync(leads, """{"phone":"7000782082"}""", """{"phone":"9876543210"}""");

        IsExample(await api.GetAsync("/api/v2/contacts/in-several-books"), ReferenceOperations.ListInSeveralBooks);
        var removal = await PostAsync($"{Api.Contacts(leads)}/remove", ReferenceOperations.RemoveContacts);
        await api.PostAsync($"/api/v2/uploads/{removal.Json.GetProperty("metadata").Text("uploadUid")}/undo", "");
        await PostAsync("/api/v2/contacts/keep-oldest-book", ReferenceOperations.KeepOldestBook);
        await PostAsync($"{Api.Contacts(customers)}/move", ReferenceOperations.MoveContacts);
        await PostAsync($"{Api.Contacts(leads)}/delete", ReferenceOperations.DeleteContacts);
        IsExample(await api.PostAsync($"{Api.Book(customers)}/delete", ""), ReferenceOperations.DeleteBook);

        async Task UploadAsync(string book, params string[] rows) => uids.AddRange(
            (await api.UploadAsync(book, rows)).GetProperty("results").EnumerateArray().Select(row => row.GetProperty("contact").Text("contactUid")!)
                .Where(uid => !uids.Contains(uid)));

        async Task<Answer> PostAsync(string path, ReferenceOperation operation)
        {
            // Identifiers are the server's to give: the example's first contact is the first that there is.
            var request = JsonNode.Parse(ReferenceExamples.Request(operation)!)!.AsObject();
            var named = request["contactUids"]!.AsArray().Count;
            request["contactUids"] = new JsonArray([.. uids.Take(named).Select(uid => (JsonNode)uid)]);
            if (request.ContainsKey("to"))
            {
                request["to"] = leads;
            }

            var answer = await api.PostAsync(path, request.ToJsonString());
            IsExample(answer, operation);
            return answer;
        }
    }

    [Fact]
    public async Task The_examples_of_the_history_are_one_story_as_it_happens()
    {
        var api = await server.NewCustomerAsync();
        await api.UploadAsync(await api.NewBookAsync("Customers"), """{"phone":"7000782082"}""");
        var book = await api.NewBookAsync();
        var uploaded = await api.PostAsync(Api.Bulk(book), ReferenceExamples.Request(ReferenceOperations.UploadContacts)!);
        var upload = $"/api/v2/uploads/{uploaded.Json.GetProperty("metadata").Text("uploadUid")}";

        IsExample(await api.GetAsync($"/api/v2/uploads?book={book}"), ReferenceOperations.ListUploads);
        IsExample(await api.GetAsync(upload), ReferenceOperations.ReadUpload);
        await api.UploadAsync(book, """{"phone":"7999999999","displayName":"Ravi K."}""");
        IsExample(await api.PostAsync($"{upload}/undo", ""), ReferenceOperations.UndoUpload);
        IsExample(await api.GetAsync($"{upload}/kept"), ReferenceOperations.ListKept);
    }

    [Fact]
    public async Task The_example_of_cancelling_is_that_of_an_import_that_nobody_has_taken_up()
    {
        await using var idle = await RunningServer.StartAsync(store => new IdleStore(store));
        var api = await idle.NewCustomerAsync();
        var made = await PostFileAsync(api, $"{Api.Book(await api.NewBookAsync())}/imports");

        IsExample(await api.PostAsync($"{made.Header("Location")}/cancel", ""), ReferenceOperations.CancelImport);
    }

    [Fact]
    public async Task Every_error_has_the_examples_that_the_server_answers()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var key = ("Idempotency-Key", "mine");
        await api.PostAsync(Api.Books, """{"name":"One"}""", key);

        var answers = new Dictionary<string, Answer>
        {
            ["MISSING_AUTH_TOKEN"] = await api.With(null).GetAsync(Api.Books),
            ["INVALID_AUTH_TOKEN"] = await api.With("w91_live_xxx").GetAsync(Api.Books),
            ["TOKEN_SCOPE_NOT_ALLOWED"] = await (await server.NewCustomerAsync(scope: TokenScope.SelectedNumber)).GetAsync(Api.Books),
            ["FEATURE_NOT_AVAILABLE"] = await (await server.NewCustomerAsync(Features.None)).GetAsync(Api.Books),
            ["UNSUPPORTED_CONTENT_TYPE"] = await api.PostAsync(Api.Bulk(book), "phone\n7000782082", ("Content-Type", "text/csv")),
            ["CONTACT_BOOK_NOT_FOUND"] = await api.GetAsync(Api.Book("grp_abc")),
            ["VALIDATION_FAILED"] = await api.PostAsync(
                Api.Bulk(book), Api.Upload(Api.Rows(3).Append("""{"phone":"7000782082","customFields":"VIP"}"""))),
            ["PAYLOAD_TOO_LARGE"] = await api.PostAsync(Api.Bulk(book), new byte[8 * 1024 * 1024 + 1]),
            ["IDEMPOTENCY_KEY_REUSED"] = await api.PostAsync(Api.Books, """{"name":"Two"}""", key),
            ["REQUEST_IN_PROGRESS"] = await InProgress(),
            ["RATE_LIMITED"] = await RateLimited(),
            ["IMPORT_NOT_FOUND"] = await api.GetAsync($"{Api.Book(book)}/imports/imp_abc"),
            ["CUSTOM_FIELD_NOT_FOUND"] = await api.PostAsync("/api/v2/custom-fields/fld_abc", """{"label":"Plan"}"""),
            ["UPLOAD_NOT_FOUND"] = await api.GetAsync("/api/v2/uploads/upl_abc"),
            ["IMPORT_UNDER_WAY"] = await UnderWay(),
            ["UNKNOWN_FORMAT"] = await PostFileAsync(api, $"{Api.Book(book)}/imports", "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj"),
            ["NOT_FOUND"] = await api.GetAsync("/api/v2/contacts"),
            ["METHOD_NOT_ALLOWED"] = await api.SendAsync(HttpMethod.Delete, Api.Book(book), null),
            ["INTERNAL_ERROR"] = await OfBroken(new InvalidDataException()),
            ["STORE_UNAVAILABLE"] = await OfBroken(new StoreFaultException(StoreFaultKind.Unavailable, "")),
            ["OUTCOME_UNKNOWN"] = await OfBroken(new StoreFaultException(StoreFaultKind.OutcomeUnknown, "")),
            ["STORE_FULL"] = await OfBroken(new StoreFaultException(StoreFaultKind.Full, "")),
        };

        answers.Keys.Should().BeEquivalentTo(ReferenceErrors.All.SelectMany(error => error.Examples));
        foreach (var error in ReferenceErrors.All)
        {
            foreach (var name in error.Examples)
            {
                answers[name].Fails(error.Status, error.Code);
                Masked(answers[name].Text).Should().Be(Masked(ReferenceExamples.Error(name)), name);
            }
        }
    }

    private static async Task<Answer> InProgress()
    {
        var (entered, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var held = await RunningServer.StartAsync(store => new HeldStore(store, entered, gate.Task));
        var api = await held.NewCustomerAsync();
        var key = ("Idempotency-Key", "mine");
        var first = Task.Run(() => api.PostAsync(Api.Books, """{"name":"One"}""", key));
        await entered.Task;
        var second = await api.PostAsync(Api.Books, """{"name":"One"}""", key);
        gate.SetResult();
        (await first).Succeeds("Contact book created");
        return second;
    }

    private static async Task<Answer> UnderWay()
    {
        await using var idle = await RunningServer.StartAsync(store => new IdleStore(store));
        var api = await idle.NewCustomerAsync();
        var made = await PostFileAsync(api, $"{Api.Book(await api.NewBookAsync())}/imports");
        return await api.PostAsync($"{made.Header("Location")}/undo", "");
    }

    private static async Task<Answer> RateLimited()
    {
        await using var limited = await RunningServer.StartAsync(
            configured: settings => settings with { CustomerLimit = new RateLimit(600, TimeSpan.FromMinutes(1)) });
        limited.Clock.IsStopped = true;
        var api = await limited.NewCustomerAsync();
        for (var i = 0; i < 600; i++)
        {
            await api.GetAsync(Api.Books);
        }

        limited.Clock.Advance(TimeSpan.FromSeconds(39));
        return await api.GetAsync(Api.Books);
    }

    private static async Task<Answer> OfBroken(Exception fault)
    {
        await using var broken = await RunningServer.StartAsync(store => new BrokenStore(store, fault));
        return await (await broken.NewCustomerAsync()).PostAsync(Api.Books, """{"name":"One"}""");
    }

    private static void IsExample(Answer answer, ReferenceOperation operation)
    {
        ((int)answer.Status).Should().Be(operation.Status, operation.Name + answer.Text);
        Masked(answer.Text).Should().Be(Masked(ReferenceExamples.Response(operation)), operation.Name);
    }

    /// <summary>How often progress is told depends on the machine; the last event doesn't.</summary>
    private static void IsEndOfExample(Answer answer)
    {
        var (told, example) = (EventsOf(answer.Text), EventsOf(ReferenceExamples.Response(ReferenceOperations.FollowImport)));
        told[..^1].Should().OnlyContain(one => one.Name == "progress");
        told[^1].Name.Should().Be("end").And.Be(example[^1].Name);
        Masked(told[^1].Data).Should().Be(Masked(example[^1].Data));
        foreach (var (name, data) in example)
        {
            name.Should().BeOneOf("progress", "end");
            JsonNode.Parse(data)!["import"]!.AsObject().Select(property => property.Key)
                .Should().Equal(JsonNode.Parse(told[0].Data)!["import"]!.AsObject().Select(property => property.Key));
        }
    }

    private static (string Name, string Data)[] EventsOf(string stream) =>
    [
        .. stream.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('\n')).Where(lines => lines.Length == 2)
            .Select(lines => (lines[0]["event: ".Length..], lines[1]["data: ".Length..])),
    ];

    private static Task<Answer> PostFileAsync(Api api, string path, string? file = null)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("91"), "defaultCountryCode" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(file ?? ReferenceExamples.ImportedFile)), "file", "leads.csv" },
        };
        return api.SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>The JSON with each identifier as the number of its first appearance, and each time and duration as none.</summary>
    private static string Masked(string json)
    {
        var text = MaskedText(Indented(JsonNode.Parse(json)!));
        text = Name().Replace(text, "$1: a name");
        text = RequestId().Replace(text, "request id");
        return Duration().Replace(text, "$1: 0");
    }

    private static string MaskedText(string text)
    {
        var uids = new Dictionary<string, int>();
        text = Uid().Replace(text, uid => $"{uid.Groups["kind"]}#{(uids.TryAdd(uid.Value, uids.Count) ? uids.Count - 1 : uids[uid.Value])}");
        return Time().Replace(text, "time");
    }

    private static string Indented(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    [GeneratedRegex("(?<kind>grp|ct|imp|upl|chg|tok|usr|fld)_[0-9a-z]{26}")]
    private static partial Regex Uid();

    [GeneratedRegex("""("tokenName"|"userName"):[ ]?"[^"]*["]""")]
    private static partial Regex Name();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Time();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex RequestId();

    [GeneratedRegex("""("processingTimeMs"|"rowsPerSecond"|"secondsLeft"):[ ]?[\d.]+""")]
    private static partial Regex Duration();
}
