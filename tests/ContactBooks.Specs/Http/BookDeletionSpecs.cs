using System.Text.Json;

namespace ContactBooks.Specs.Http;

/// <summary>Books that are deleted, and come back.</summary>
public class BookDeletionSpecs(RunningServer server)
{
    [Fact]
    public async Task A_book_goes_with_the_contacts_that_are_in_no_other_as_a_dry_run_says_before_and_all_of_it_comes_back()
    {
        var (api, book, other) = await NewBooksAsync(server);
        var before = await StateAsync(api, book, other);

        (await api.PostAsync($"{Api.Book(book)}/delete?dryRun=true", "")).Succeeds("Contact book deleted")
            .ShouldBeJson("""{"summary":{"total":2,"removed":1,"deleted":1},"dryRun":true}""");
        (await StateAsync(api, book, other)).Should().Be(before);
        var answer = await api.PostAsync($"{Api.Book(book)}/delete", "");

        var begun = answer.Succeeds("Contact book deleted").GetProperty("upload");
        (begun.Text("type"), begun.Text("state"), begun.Text("contactBookUid")).Should().Be(("BOOK_DELETION", "RUNNING", book));
        begun.Text("uploadUid").Should().Be(UploadUid(answer)).And.StartWith("chg_");
        (await api.GetAsync(Api.Book(book))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Api.Rows(1)))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.GetAsync($"{Api.Book(book)}/imports")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync($"{Api.Book(book)}/delete", "")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").GetProperty("items").EnumerateArray().Select(one => one.Text("uid")).Should().Equal(other);

        var done = await UntilAsync(api, answer, "DONE");
        done.GetProperty("summary").ShouldBeJson("""{"created":0,"changed":0,"linked":0,"unlinked":1,"deleted":1}""");
        (await api.ContactsAsync(other)).SelectMany(contact => contact.GetProperty("groups").EnumerateArray()).Select(group => group.Text("uid"))
            .Should().AllBe(other);

        (await api.PostAsync($"/api/v2/uploads/{UploadUid(answer)}/undo", "")).Succeeds("Upload is being undone");
        (await UntilAsync(api, answer, "UNDONE")).GetProperty("undo").GetProperty("restored").GetInt32().Should().Be(2);
        (await StateAsync(api, book, other)).Should().Be(before);
    }

    [Fact]
    public async Task A_retry_with_its_key_is_answered_the_same_although_the_book_is_gone()
    {
        var (api, book, _) = await NewBooksAsync(server);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await api.PostAsync($"{Api.Book(book)}/delete", "", key);
        var second = await api.PostAsync($"{Api.Book(book)}/delete", "", key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Json.GetProperty("data").ShouldBeJson(first.Json.GetProperty("data").GetRawText());
        UploadUid(second).Should().Be(UploadUid(first));
    }

    [Fact]
    public async Task Nobody_deletes_a_book_of_another_customer_or_brings_it_back()
    {
        var (api, book, _) = await NewBooksAsync(server);
        var stranger = await server.NewCustomerAsync();

        (await stranger.PostAsync($"{Api.Book(book)}/delete", "")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await stranger.PostAsync($"{Api.Book(book)}/delete?dryRun=true", "")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.ContactsAsync(book)).Should().HaveCount(2);
        var deletion = await api.PostAsync($"{Api.Book(book)}/delete", "");
        (await stranger.PostAsync($"/api/v2/uploads/{UploadUid(deletion)}/undo", "")).Fails(404, "UPLOAD_NOT_FOUND");
        (await api.GetAsync(Api.Book(book))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [Fact]
    public async Task Where_nothing_is_recorded_it_is_deleted_for_good()
    {
        await using var own = await RunningServer.StartAsync(configured: settings => settings with { UndoDays = 0 });
        var (api, book, other) = await NewBooksAsync(own);

        var answer = await api.PostAsync($"{Api.Book(book)}/delete", "");

        answer.Succeeds("Contact book deleted").ShouldBeJson("{}");
        UploadUid(answer).Should().BeNull();
        (await api.GetAsync(Api.Book(book))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.ContactsAsync(other)).Should().HaveCount(2);
    }

    private static string? UploadUid(Answer answer) =>
        answer.Json.GetProperty("metadata").TryGetProperty("uploadUid", out var uid) ? uid.GetString() : null;

    private static async Task<JsonElement> UntilAsync(Api api, Answer deletion, string state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var upload = (await api.GetAsync($"/api/v2/uploads/{UploadUid(deletion)}")).Succeeds("Upload retrieved").GetProperty("upload");
            if (upload.Text("state") == state)
            {
                return upload;
            }

            await Task.Delay(5, patience.Token);
        }
    }

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
    private static async Task<(Api Api, string Book, string Other)> NewBooksAsync(RunningServer server)
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync("Other"));
        await api.UploadAsync(book, Api.Rows(2));
        await api.UploadAsync(other, Api.Rows(2, from: 1));
        return (api, book, other);
    }
}
