using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http.History;

/// <summary>What was uploaded, and undoing it, over HTTP.</summary>
public class UndoSpecs(RunningServer server)
{
    private const string Uploads = "/api/v2/uploads";

    [Fact]
    public async Task An_upload_is_undone_by_the_uid_that_its_answer_tells()
    {
        var (api, book) = await NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000780001","displayName":"Asha"}""");
        var before = await api.ListAsync(book);
        var uid = await UploadAsync(api, book, """{"phone":"7000780001","displayName":"Ravi"}""", """{"phone":"7000780002","displayName":"Ravi"}""");
        uid.Should().StartWith("upl_");

        var upload = (await api.PostAsync($"{Uploads}/{uid}/undo", "")).Succeeds("Upload undone").GetProperty("upload");

        (upload.Text("uploadUid"), upload.Text("uid"), upload.Text("type"), upload.Text("state")).Should().Be((uid, uid, "UPLOAD", "UNDONE"));
        upload.GetProperty("summary").ShouldBeJson("""{"created":1,"changed":1,"linked":0}""");
        Counts(upload).Should().Be((1, 1, 0, 0));
        (await api.ListAsync(book)).ShouldBeJson(before.GetRawText());
        (await api.SearchAsync(book, "ravi")).Should().BeEmpty();
        (await api.SearchAsync(book, "asha")).Should().Equal("917000780001");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Undone_again_it_answers_the_same_and_does_nothing()
    {
        var (api, book) = await NewBookAsync();
        var uid = await UploadAsync(api, book, """{"phone":"7000780001"}""");
        var first = (await api.PostAsync($"{Uploads}/{uid}/undo", "")).Succeeds("Upload undone");
        await api.UploadAsync(book, """{"phone":"7000780001"}""");

        (await api.PostAsync($"{Uploads}/{uid}/undo", "")).Succeeds("Upload undone").ShouldBeJson(first.GetRawText());

        (await api.ContactsAsync(book)).Should().ContainSingle();
    }

    [Fact]
    public async Task What_was_edited_since_is_kept_and_listed()
    {
        var (api, book) = await NewBookAsync();
        var uid = await UploadAsync(api, book, [.. Enumerable.Range(1, 5).Select(n => $$"""{"phone":"700078000{{n}}"}""")]);
        await api.UploadAsync(book, """{"phone":"7000780002","displayName":"Edited"}""", """{"phone":"7000780004","displayName":"Edited"}""");
        var contacts = (await api.ContactsAsync(book)).ToDictionary(contact => contact.Text("phone")!, contact => contact.Text("contactUid")!);

        Counts((await api.PostAsync($"{Uploads}/{uid}/undo", "")).Succeeds("Upload undone").GetProperty("upload")).Should().Be((3, 0, 0, 2));

        var kept = (await api.GetAsync($"{Uploads}/{uid}/kept?limit=1")).Succeeds("Kept contacts retrieved");
        kept.GetProperty("contacts").ShouldBeJson(
            $$"""[{"contactUid":"{{contacts["917000780002"]}}","uid":"{{contacts["917000780002"]}}","phone":"917000780002","reason":"EDITED"}]""");
        var next = kept.GetProperty("pagination").Text("nextCursor");
        var rest = (await api.GetAsync($"{Uploads}/{uid}/kept?limit=1&cursor={next}")).Succeeds("Kept contacts retrieved");
        rest.GetProperty("items")[0].Text("phone").Should().Be("917000780004");
        rest.GetProperty("pagination").GetProperty("hasMore").GetBoolean().Should().BeFalse();
        (await api.GetAsync($"{Uploads}/{uid}/kept?cursor=nonsense")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
    }

    [Fact]
    public async Task The_history_tells_who_uploaded_what_and_when_and_who_undid_it()
    {
        var (api, book) = await NewBookAsync();
        var uid = await UploadAsync(api, book, """{"phone":"7000780001"}""");
        var other = await api.NewBookAsync("Other");
        var second = await UploadAsync(api, other, """{"phone":"7000780001"}""");
        var (secret, undoer) = await server.NewTokenAsync(api.Customer.Id);
        await api.With(secret).PostAsync($"{Uploads}/{uid}/undo", "");

        var all = (await api.GetAsync(Uploads)).Succeeds("Uploads retrieved");

        all.GetProperty("items").ShouldBeJson(all.GetProperty("uploads").GetRawText());
        all.GetProperty("uploads").EnumerateArray().Select(one => one.Text("uploadUid")).Should().Equal(second, uid);
        var undone = all.GetProperty("uploads")[1];
        undone.Text("contactBookUid").Should().Be(book);
        undone.GetProperty("by").ShouldBeJson($$"""{"tokenUid":"{{api.TokenUid}}","tokenName":"Specs","userUid":"{{api.UserUid}}","userName":"A customer"}""");
        undone.GetProperty("undo").GetProperty("by").Text("tokenUid").Should().Be(undoer);
        var (created, until) = (undone.GetProperty("createdAt").GetDateTimeOffset(), undone.GetProperty("undoUntil").GetDateTimeOffset());
        (until - created).Should().Be(TimeSpan.FromDays(30));
        undone.GetProperty("undo").GetProperty("undoneAt").GetDateTimeOffset().Should().BeAfter(created).And.BeBefore(until);
        (await api.GetAsync($"{Uploads}/{uid}")).Succeeds("Upload retrieved").GetProperty("upload").ShouldBeJson(undone.GetRawText());
        Uids((await api.GetAsync($"{Uploads}?book={other}")).Succeeds("Uploads retrieved")).Should().Equal(second);
        Counts(undone).Kept.Should().Be(1, "it came into another book");
    }

    [Fact]
    public async Task The_history_goes_by_pages_and_cursors_and_refuses_what_is_none()
    {
        var (api, book) = await NewBookAsync();
        var uids = new List<string?>();
        for (var n = 1; n <= 3; n++)
        {
            uids.Insert(0, await UploadAsync(api, book, $$"""{"phone":"700078000{{n}}"}"""));
        }

        var first = (await api.GetAsync($"{Uploads}?limit=2")).Succeeds("Uploads retrieved");
        Uids(first).Should().Equal(uids[..2]);
        Uids((await api.GetAsync($"{Uploads}?limit=2&cursor={first.GetProperty("pagination").Text("nextCursor")}")).Succeeds("Uploads retrieved")).Should().Equal(uids[2]);
        Uids((await api.GetAsync($"{Uploads}?limit=2&page=2")).Succeeds("Uploads retrieved")).Should().Equal(uids[2]);
        (await api.GetAsync($"{Uploads}?cursor=nonsense")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
        (await api.GetAsync($"{Uploads}?book=grp_none")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [Fact]
    public async Task A_retry_is_told_the_same_upload()
    {
        var (api, book) = await NewBookAsync();
        var body = Api.Upload("""{"phone":"7000780001"}""");
        var key = ("Idempotency-Key", "mine");

        var first = await api.PostAsync(Api.Bulk(book), body, key);
        var replayed = await api.PostAsync(Api.Bulk(book), body, key);

        replayed.Header("Idempotency-Replayed").Should().Be("true");
        UploadUid(first).Should().NotBeNull().And.Be(UploadUid(replayed));
        Uids((await api.GetAsync(Uploads)).Succeeds("Uploads retrieved")).Should().Equal(UploadUid(first));
    }

    [Fact]
    public async Task What_changes_nothing_has_no_upload_to_undo()
    {
        var (api, book) = await NewBookAsync();
        var body = Api.Upload("""{"phone":"7000780001","displayName":"Asha"}""");

        UploadUid(await api.PostAsync($"{Api.Bulk(book)}?dryRun=true", body)).Should().BeNull();
        UploadUid(await api.PostAsync(Api.Bulk(book), body)).Should().NotBeNull();
        UploadUid(await api.PostAsync(Api.Bulk(book), body)).Should().BeNull();
        UploadUid(await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"12345"}"""))).Should().BeNull();
    }

    [Fact]
    public async Task An_import_is_undone_in_the_background()
    {
        var (api, book) = await NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000780001","displayName":"Asha"}""");
        var before = await api.ListAsync(book);
        var import = await ImportAsync(api, book, "phone,name\n7000780001,Ravi\n7000780002,Ravi\n");

        var answer = await api.PostAsync($"{import}/undo", "");

        ((int)answer.Status).Should().Be(202, answer.Text);
        var address = answer.Header("Location")!;
        address.Should().Be($"{Uploads}/{import.Split('/')[^1]}");
        var undone = await UndoneAsync(api, address);
        (undone.Text("type"), undone.Text("fileName")).Should().Be(("IMPORT", "leads.csv"));
        Counts(undone).Should().Be((1, 1, 0, 0));
        (await api.ListAsync(book)).ShouldBeJson(before.GetRawText());
        var again = await api.PostAsync($"{import}/undo", "");
        ((int)again.Status).Should().Be(202);
        again.Json.GetProperty("data").GetProperty("upload").ShouldBeJson(undone.GetRawText());
    }

    [Fact]
    public async Task After_its_days_an_upload_can_no_longer_be_undone()
    {
        await using var own = await RunningServer.StartAsync(configured: settings => settings with { UndoDays = 2 });
        var api = await own.NewCustomerAsync();
        var uid = await UploadAsync(api, await api.NewBookAsync(), """{"phone":"7000780001"}""");
        own.Clock.Advance(TimeSpan.FromDays(1.9));
        (await api.GetAsync($"{Uploads}/{uid}")).Succeeds("Upload retrieved");
        own.Clock.Advance(TimeSpan.FromDays(0.2));

        (await api.GetAsync($"{Uploads}/{uid}")).Fails(404, "UPLOAD_NOT_FOUND");
        (await api.PostAsync($"{Uploads}/{uid}/undo", "")).Fails(404, "UPLOAD_NOT_FOUND");
        (await api.GetAsync($"{Uploads}/{uid}/kept")).Fails(404, "UPLOAD_NOT_FOUND");
    }

    [Fact]
    public async Task With_no_days_nothing_is_recorded()
    {
        await using var own = await RunningServer.StartAsync(configured: settings => settings with { UndoDays = 0 });
        var api = await own.NewCustomerAsync();
        var book = await api.NewBookAsync();

        UploadUid(await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"7000780001"}"""))).Should().BeNull();
        var import = await ImportAsync(api, book, "phone\n7000780002\n");

        Uids((await api.GetAsync(Uploads)).Succeeds("Uploads retrieved")).Should().BeEmpty();
        (await api.PostAsync($"{import}/undo", "")).Fails(404, "UPLOAD_NOT_FOUND");
    }

    private static async Task<string?> UploadAsync(Api api, string book, params string[] rows) => UploadUid(await api.PostAsync(Api.Bulk(book), Api.Upload(rows)));

    private static string? UploadUid(Answer answer)
    {
        answer.Succeeds("Contacts uploaded");
        return answer.Json.GetProperty("metadata").TryGetProperty("uploadUid", out var uid) ? uid.GetString() : null;
    }

    private static string?[] Uids(JsonElement list) => [.. list.GetProperty("uploads").EnumerateArray().Select(one => one.Text("uploadUid"))];

    private static (long Removed, long Restored, long Unlinked, long Kept) Counts(JsonElement upload)
    {
        var undo = upload.GetProperty("undo");
        return (undo.GetProperty("removed").GetInt64(), undo.GetProperty("restored").GetInt64(), undo.GetProperty("unlinked").GetInt64(), undo.GetProperty("kept").GetInt64());
    }

    /// <summary>Imports a file to its end; the import's address.</summary>
    private static async Task<string> ImportAsync(Api api, string book, string file)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var made = await api.SendAsync(HttpMethod.Post, $"{Api.Book(book)}/imports?defaultCountryCode=91&fileName=leads.csv", content);
        ((int)made.Status).Should().Be(202, made.Text);
        (await api.GetAsync($"{made.Header("Location")}/events")).Text.Should().Contain("event: end").And.Contain("\"state\":\"DONE\"");
        return made.Header("Location")!;
    }

    /// <summary>Nothing tells when it is undone but the upload itself.</summary>
    private static async Task<JsonElement> UndoneAsync(Api api, string address)
    {
        while (true)
        {
            var upload = (await api.GetAsync(address)).Succeeds("Upload retrieved").GetProperty("upload");
            if (upload.Text("state") == "UNDONE")
            {
                return upload;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task<(Api Api, string Book)> NewBookAsync()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync());
    }
}
