using System.Text.Json;

namespace ContactBooks.Specs.Http;

/// <summary>Contacts that leave books, go over into others or are deleted, and come back.</summary>
public class TidyingSpecs(RunningServer server)
{
    private const string Severals = "/api/v2/contacts/in-several-books";
    private const string KeepOldest = "/api/v2/contacts/keep-oldest-book";

    [Fact]
    public async Task Contacts_leave_a_book_and_those_in_no_other_are_deleted_as_a_dry_run_says_before()
    {
        var (api, book, other) = await NewBooksAsync();
        var uids = await UidsAsync(api, book);
        var before = await StateAsync(api, book, other);
        var body = Body([uids["919800000001"], uids["919800000000"], "ct_nothing", uids["919800000001"]]);

        var predicted = (await api.PostAsync($"{Api.Contacts(book)}/remove?dryRun=true", body)).Succeeds("Contacts removed");
        (await StateAsync(api, book, other)).Should().Be(before);
        var answer = await api.PostAsync($"{Api.Contacts(book)}/remove", body);
        var done = answer.Succeeds("Contacts removed");

        done.GetProperty("summary").ShouldBeJson("""{"total":4,"removed":2,"moved":0,"deleted":1,"unchanged":0,"notFound":1}""");
        Results(done).Should().Equal(
            (uids["919800000001"], "REMOVED"), (uids["919800000000"], "DELETED"), ("ct_nothing", "NOT_FOUND"), (uids["919800000001"], "REMOVED"));
        Results(predicted).Should().Equal(Results(done));
        predicted.GetProperty("dryRun").GetBoolean().Should().BeTrue();
        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.ContactsAsync(other)).Should().HaveCount(2);

        var undone = (await api.PostAsync($"/api/v2/uploads/{UploadUid(answer)}/undo", "")).Succeeds("Upload undone").GetProperty("upload");
        (undone.Text("type"), undone.Text("state"), undone.Text("contactBookUid")).Should().Be(("REMOVAL", "UNDONE", book));
        undone.GetProperty("summary").ShouldBeJson("""{"created":0,"changed":0,"linked":0,"unlinked":1,"deleted":1}""");
        (await StateAsync(api, book, other)).Should().Be(before);
    }

    [Fact]
    public async Task Contacts_move_to_another_book_and_are_found_there_alone()
    {
        var (api, book, other) = await NewBooksAsync();
        var uids = await UidsAsync(api, book);
        var before = await StateAsync(api, book, other);

        var answer = await api.PostAsync($"{Api.Contacts(book)}/move", Body(uids.Values, other));

        answer.Succeeds("Contacts moved").GetProperty("summary").ShouldBeJson(
            """{"total":2,"removed":0,"moved":2,"deleted":0,"unchanged":0,"notFound":0}""");
        (await api.SearchAsync(book, "contact")).Should().BeEmpty();
        (await api.SearchAsync(other, "contact")).Should().HaveCount(3);
        (await api.ReadBookAsync(other)).GetProperty("contactCount").GetInt64().Should().Be(3);
        (await api.PostAsync($"/api/v2/uploads/{UploadUid(answer)}/undo", "")).Succeeds("Upload undone").GetProperty("upload").Text("type").Should().Be("MOVE");
        (await StateAsync(api, book, other)).Should().Be(before);
    }

    [Fact]
    public async Task Deleted_contacts_are_gone_from_every_book_and_a_phone_uploaded_anew_is_another_contact()
    {
        var (api, book, other) = await NewBooksAsync();
        var uids = await UidsAsync(api, book);

        var answer = await api.PostAsync($"{Api.Contacts(book)}/delete", Body(uids.Values));

        answer.Succeeds("Contacts deleted").GetProperty("summary").GetProperty("deleted").GetInt32().Should().Be(2);
        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.OnlyContactAsync(other)).Text("phone").Should().Be("919800000002");
        (await api.UploadOneAsync(book, """{"phone":"9800000001"}""")).GetProperty("contact").Text("contactUid").Should().NotBe(uids["919800000001"]);

        var undone = (await api.PostAsync($"/api/v2/uploads/{UploadUid(answer)}/undo", "")).Succeeds("Upload undone").GetProperty("upload").GetProperty("undo");
        (undone.GetProperty("restored").GetInt32(), undone.GetProperty("kept").GetInt32()).Should().Be((1, 1));
        (await api.GetAsync($"/api/v2/uploads/{UploadUid(answer)}/kept")).Succeeds("Kept contacts retrieved").GetProperty("contacts")[0].Text("reason")
            .Should().Be("REPLACED");
        (await UidsAsync(api, book))["919800000000"].Should().Be(uids["919800000000"]);
    }

    [Fact]
    public async Task Contacts_in_several_books_are_listed_with_all_of_them_and_left_in_the_oldest()
    {
        var (api, book, other) = await NewBooksAsync();
        await api.UploadAsync(other, Api.Rows(1));
        var first = (await api.GetAsync($"{Severals}?limit=1")).Succeeds("Contacts in several books retrieved");
        var rest = (await api.GetAsync($"{Severals}?cursor={first.GetProperty("pagination").Text("nextCursor")}")).Succeeds("Contacts in several books retrieved");

        first.GetProperty("total").GetInt64().Should().Be(2);
        JsonElement[] both = [.. first.GetProperty("contacts").EnumerateArray(), .. rest.GetProperty("items").EnumerateArray()];
        both.Select(contact => contact.GetProperty("groups").GetArrayLength()).Should().Equal(2, 2);
        var done = (await api.PostAsync(KeepOldest, Body(both.Select(contact => contact.Text("uid")!)))).Succeeds("Oldest books kept");

        done.GetProperty("summary").GetProperty("removed").GetInt32().Should().Be(2);
        (await api.GetAsync(Severals)).Succeeds("Contacts in several books retrieved").GetProperty("total").GetInt64().Should().Be(0);
        ((await api.ContactsAsync(book)).Length, (await api.ContactsAsync(other)).Length).Should().Be((2, 1));
    }

    [Fact]
    public async Task A_retry_with_its_key_does_it_once_and_names_the_same_change()
    {
        var (api, book, _) = await NewBooksAsync();
        var body = Body((await UidsAsync(api, book)).Values);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await api.PostAsync($"{Api.Contacts(book)}/delete", body, key);
        var second = await api.PostAsync($"{Api.Contacts(book)}/delete", body, key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Json.GetProperty("data").ShouldBeJson(first.Json.GetProperty("data").GetRawText());
        UploadUid(second).Should().Be(UploadUid(first)).And.StartWith("chg_");
    }

    [Fact]
    public async Task Contacts_and_books_of_another_customer_are_not_found()
    {
        var (api, book, _) = await NewBooksAsync();
        var (stranger, theirs, _) = await NewBooksAsync();
        var uids = (await UidsAsync(api, book)).Values;
        var before = await StateAsync(api, book);

        foreach (var verb in new[] { "remove", "delete" })
        {
            (await stranger.PostAsync($"{Api.Contacts(book)}/{verb}", Body(uids))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
            Results((await stranger.PostAsync($"{Api.Contacts(theirs)}/{verb}", Body(uids))).Json.GetProperty("data")).Select(result => result.Status)
                .Should().AllBe("NOT_FOUND");
        }

        (await stranger.PostAsync($"{Api.Contacts(theirs)}/move", Body(uids, book))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        Results((await stranger.PostAsync(KeepOldest, Body(uids))).Json.GetProperty("data")).Select(result => result.Status).Should().AllBe("NOT_FOUND");
        (await stranger.GetAsync(Severals)).Json.GetProperty("data").GetProperty("total").GetInt64().Should().Be(1, "they have one of their own");
        (await StateAsync(api, book)).Should().Be(before);
    }

    [Theory]
    [InlineData("{}", "contactUids", "REQUIRED")]
    [InlineData("""{"contactUids":[]}""", "contactUids", "REQUIRED")]
    [InlineData("""{"contactUids":"ct_a"}""", "contactUids", "NOT_AN_ARRAY")]
    [InlineData("""{"contactUids":["ct_a",1]}""", "contactUids[1]", "NOT_A_TEXT")]
    [InlineData("""{"contactUids":["ct_a"],"contactUids":["ct_b"]}""", "contactUids", "DUPLICATE_PROPERTY")]
    [InlineData("[]", "", "NOT_AN_OBJECT")]
    public async Task A_body_of_the_wrong_shape_is_told_and_nothing_is_done(string body, string path, string code)
    {
        var (api, book, _) = await NewBooksAsync();

        foreach (var address in new[] { $"{Api.Contacts(book)}/remove", $"{Api.Contacts(book)}/delete", KeepOldest })
        {
            (await api.PostAsync(address, body)).Faults().Should().Equal((path, code));
        }

        (await api.ContactsAsync(book)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_move_needs_another_book_and_no_request_names_more_than_1000_contacts()
    {
        var (api, book, _) = await NewBooksAsync();

        (await api.PostAsync($"{Api.Contacts(book)}/move", Body(["ct_a"]))).Faults().Should().Equal(("to", "REQUIRED"));
        (await api.PostAsync($"{Api.Contacts(book)}/move", """{"contactUids":["ct_a"],"to":7}""")).Faults().Should().Contain(("to", "NOT_A_TEXT"));
        (await api.PostAsync($"{Api.Contacts(book)}/move", Body(["ct_a"], book))).Faults().Should().Equal(("to", "INVALID_VALUE"));
        (await api.PostAsync($"{Api.Contacts(book)}/delete", Body(Enumerable.Range(0, 1001).Select(i => $"ct_{i}")))).Faults()
            .Should().Equal(("contactUids", "TOO_MANY"));
    }

    private static string Body(IEnumerable<string> uids, string? to = null) =>
        to is null ? JsonSerializer.Serialize(new { contactUids = uids }) : JsonSerializer.Serialize(new { contactUids = uids, to });

    private static string? UploadUid(Answer answer) => answer.Json.GetProperty("metadata").Text("uploadUid");

    private static IEnumerable<(string Uid, string Status)> Results(JsonElement data) =>
        data.GetProperty("results").EnumerateArray().Select(result => (result.Text("contactUid")!, result.Text("status")!));

    private static async Task<Dictionary<string, string>> UidsAsync(Api api, string book) =>
        (await api.ContactsAsync(book)).ToDictionary(contact => contact.Text("phone")!, contact => contact.Text("uid")!);

    /// <summary>All that can be read of books and their contacts.</summary>
    private static async Task<string> StateAsync(Api api, params string[] books)
    {
        var state = new List<string>();
        foreach (var book in books)
        {
            state.Add((await api.ReadBookAsync(book)).GetRawText());
            state.Add((await api.ListAsync(book)).GetRawText());
        }

        return string.Join('\n', state);
    }

    /// <summary>A book with two contacts, one of which is in the other book too, which has one more.</summary>
    private async Task<(Api Api, string Book, string Other)> NewBooksAsync()
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync("Other"));
        await api.UploadAsync(book, Api.Rows(2));
        await api.UploadAsync(other, Api.Rows(2, from: 1));
        return (api, book, other);
    }
}
