using System.Globalization;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Reliability;

/// <summary>What was done by the API is listed and undone by the command line, beside the server.</summary>
public sealed class UndoCommandSpecs : IAsyncLifetime
{
    private ServedStore _store = null!;
    private Account _account = null!;
    private ServeProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await ServedStore.MakeAsync();
        _account = await _store.NewAccountAsync();
        _server = await _store.ServeAsync(new Dictionary<string, string>());
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Uploads_are_listed_shown_and_undone_and_what_was_edited_since_is_told()
    {
        var caller = new Caller(_server.Http, _account);
        var book = await caller.NewBookAsync();
        var first = UidOf(await caller.UploadAsync(book, new Upload("first", [1, 2, 3]).Body));
        var second = UidOf(await caller.UploadAsync(book, new Upload("second", [3, 4]).Body));
        var contacts = (await caller.GetAsync($"{Caller.Books}/{book}/contacts")).Data.GetProperty("items").EnumerateArray()
            .ToDictionary(contact => contact.GetProperty("phone").GetString()!, contact => contact.GetProperty("uid").GetString());
        var one = new { contactUids = new[] { contacts[Upload.PhoneOf(1)] } };
        var deleted = UidOf(await caller.PostAsync($"{Caller.Books}/{book}/contacts/delete", one));

        var told = await Task.WhenAll(
            RunAsync("uploads", "list", "--customer", _account.CustomerUid),
            RunAsync("uploads", "list", "--customer", _account.CustomerUid, "--book", book, "--json"),
            RunAsync("uploads", "show", second),
            RunAsync("uploads", "show", "upl_none"));
        var lines = told[0].ShouldBeDone().Output.Split('\n');
        lines[0].Should().StartWith("UPLOAD");
        lines[1].Should().StartWith(deleted).And.Contain(" deletion ").And.Contain(" 1 deleted ").And.Contain(" done ");
        lines[2].Should().StartWith(second).And.Contain(" 1 created, 1 changed ");
        told[1].ShouldBeDone().Json.EnumerateArray().Select(upload => upload.GetProperty("uploadUid").GetString())
            .Should().Equal(deleted, second, first);
        told[2].ShouldBeDone().Output.Should().ContainAll(second, book, "1 created, 1 changed").And.NotContain("Undone");
        told[3].ShouldBeRefused(1, "no upload upl_none", "uploads list");

        (await RunAsync("uploads", "undo", deleted)).ShouldBeDone().Output.Should().Be(
            $"Undone {deleted}: 0 removed, 1 restored, 0 unlinked, 0 kept since they were edited.\n");
        var undone = (await RunAsync("uploads", "undo", first)).ShouldBeDone();
        undone.Output.Should().Be($"Undone {first}: 2 removed, 0 restored, 0 unlinked, 1 kept since they were edited.\n");
        undone.Errors.Should().Contain($"contactbooks uploads kept {first}");
        (await caller.ContactCountAsync(book)).Should().Be(2);

        told = await Task.WhenAll(RunAsync("uploads", "kept", first), RunAsync("uploads", "undo", first, "--json"));
        told[0].ShouldBeDone().Output.Should().MatchRegex(string.Create(
            CultureInfo.InvariantCulture, $"^CONTACT +PHONE +REASON\n{contacts[Upload.PhoneOf(3)]} +{Upload.PhoneOf(3)} +EDITED\n$"));
        var again = told[1].ShouldBeDone().Json;
        (again.GetProperty("state").GetString(), again.GetProperty("undo").GetProperty("removed").GetInt64())
            .Should().Be(("UNDONE", 2), "undone twice nothing happens");
    }

    private static string UidOf(Answer answer)
    {
        answer.Status.Should().Be(200, "{0}", answer);
        return answer.Json.GetProperty("metadata").GetProperty("uploadUid").GetString()!;
    }

    private Task<Ended> RunAsync(params string[] args) => ContactBooksProcess.RunAsync([.. args, .. _store.Options]);
}
