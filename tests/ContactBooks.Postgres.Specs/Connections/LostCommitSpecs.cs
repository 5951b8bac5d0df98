using System.Text;
using ContactBooks.Core.Books;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Postgres;

namespace ContactBooks.Specs.Connections;

/// <summary>The connection to PostgreSQL ends around COMMIT: what is told is the truth, and the effect is there whole and once.</summary>
public sealed class LostCommitSpecs : StoreContract
{
    private const string OfAnUpload = "insert into contacts";
    private const string OfABook = "insert into books";

    private static readonly string[] Rows = [.. Enumerable.Range(0, 50).Select(n => Uploads.Row(n, "\"displayName\":\"Asha\""))];

    private CuttingProxy _proxy = null!;
    private TemporaryPostgresStore _store = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_while_it_writes_an_upload_is_done_again_and_has_its_effect_once(bool hasKey)
    {
        var cut = _proxy.CutAsync(CutAt.Statement, OfAnUpload);

        var written = await UploadAsync(hasKey);

        await cut;
        written.End.Should().Be(WriteEnd.Done);
        written.Value!.Contacts.Should().HaveCount(Rows.Length).And.OnlyContain(contact => contact.Created);
        await IsThereOnceAsync();
    }

    [Fact]
    public async Task Where_COMMIT_never_came_to_the_server_an_upload_with_a_key_is_done_after_all()
    {
        var cut = _proxy.CutAsync(CutAt.BeforeCommit, OfAnUpload);

        var written = await UploadAsync(hasKey: true);

        await cut;
        AnswersCreated(written, WriteEnd.Done);
        await IsThereOnceAsync();
    }

    [Fact]
    public async Task Where_COMMIT_never_came_to_the_server_an_upload_without_a_key_is_told_that_nobody_knows_and_nothing_is_there()
    {
        var cut = _proxy.CutAsync(CutAt.BeforeCommit, OfAnUpload);

        await IsUnknownAsync(() => UploadAsync(hasKey: false));

        await cut;
        (await ListAsync()).Should().BeEmpty();
        (await CountAsync(Book)).Should().Be(0);
    }

    [Fact]
    public async Task Cut_after_COMMIT_an_upload_with_a_key_gets_the_answer_of_the_one_that_took_effect()
    {
        var cut = _proxy.CutAsync(CutAt.AfterCommit, OfAnUpload);

        var written = await UploadAsync(hasKey: true);

        await cut;
        AnswersCreated(written, WriteEnd.Replayed);
        await IsThereOnceAsync();
    }

    [Fact]
    public async Task Cut_after_COMMIT_an_upload_without_a_key_is_told_that_nobody_knows_and_its_rows_are_there_whole()
    {
        var cut = _proxy.CutAsync(CutAt.AfterCommit, OfAnUpload);

        await IsUnknownAsync(() => UploadAsync(hasKey: false));

        await cut;
        await IsThereOnceAsync();
    }

    [Fact]
    public async Task A_book_is_made_once_whether_its_fate_is_known_or_not()
    {
        var keyed = _proxy.CutAsync(CutAt.AfterCommit, OfABook);
        var written = await NewBookAsync("Keyed", hasKey: true);
        await keyed;
        written.End.Should().Be(WriteEnd.Replayed);

        var plain = _proxy.CutAsync(CutAt.AfterCommit, OfABook);
        await IsUnknownAsync(() => NewBookAsync("Plain", hasKey: false));
        await plain;

        var books = await Store.Books.ListAsync(Customer, default, new Slice<BookCursor>(0, 100, null));
        books.Items.Select(book => book.Name).Should().Equal("Plain", "Keyed", "Retail Leads");
    }

    [Fact]
    public async Task While_the_lost_COMMIT_is_still_under_way_a_key_is_looked_up_until_it_has_ended()
    {
        await using var hold = await CommitHold.PutOnAsync(_store.Database);
        var cut = _proxy.CutAsync(CutAt.DuringCommit, OfAnUpload);
        var upload = UploadAsync(hasKey: true).AsTask();
        await cut;
        await hold.IsHeldAsync();
        await LooksTwiceAsync();
        upload.IsCompleted.Should().BeFalse();

        await hold.LetGoAsync();

        AnswersCreated(await upload, WriteEnd.Replayed);
        await IsThereOnceAsync();
    }

    [Fact]
    public async Task Where_the_lost_COMMIT_comes_to_nothing_the_upload_is_done_after_all()
    {
        await using var hold = await CommitHold.PutOnAsync(_store.Database);
        var cut = _proxy.CutAsync(CutAt.DuringCommit, OfAnUpload);
        var upload = UploadAsync(hasKey: true).AsTask();
        await cut;
        await hold.IsHeldAsync();
        await LooksTwiceAsync();

        await hold.EndHeldAsync();

        AnswersCreated(await upload, WriteEnd.Done);
        await IsThereOnceAsync();
    }

    [Fact]
    public async Task A_COMMIT_whose_fate_stays_open_for_too_long_is_told_as_such_even_with_a_key()
    {
        await using var hold = await CommitHold.PutOnAsync(_store.Database);
        var cut = _proxy.CutAsync(CutAt.DuringCommit, OfAnUpload);
        await IsUnknownAsync(() => UploadAsync(hasKey: true));
        await cut;

        await hold.LetGoAsync();
        await hold.HasEndedAsync();

        AnswersCreated(await UploadAsync(hasKey: true), WriteEnd.Replayed);
        await IsThereOnceAsync();
    }

    protected override async ValueTask<IStore> OpenCleanAsync()
    {
        _proxy = new CuttingProxy(await SharedPostgres.ServerAsync());
        return _store = await TemporaryPostgresStore.OpenThroughAsync(_proxy);
    }

    private static AnswerToKeep<T> Keep<T>(Func<T, string> render) =>
        new(new KeyedRequest("POST /bulk", "k", new byte[32]), "Done", value => Encoding.UTF8.GetBytes(render(value)));

    private ValueTask<Written<UploadOutcome>> UploadAsync(bool hasKey)
    {
        var now = Later();
        var keep = Keep<UploadOutcome>(outcome => $"created {outcome.Contacts.Count(contact => contact.Created)}");
        return UploadAsync(Customer, Book.Id, Uploads.Of(now, Rows), now, hasKey ? keep : null);
    }

    private ValueTask<Written<Book>> NewBookAsync(string name, bool hasKey)
    {
        var now = Later();
        var book = new NewBook(PublicUid.New(PublicUid.Book, now), name, null, null);
        return Store.Books.CreateAsync(Customer, book, now, hasKey ? Keep<Book>(_ => "made") : null, Cancellation);
    }

    private static void AnswersCreated(Written<UploadOutcome> written, WriteEnd end)
    {
        written.End.Should().Be(end);
        Encoding.UTF8.GetString(written.Answer!.Data.Span).Should().Be($"created {Rows.Length}");
    }

    private static async Task IsUnknownAsync<T>(Func<ValueTask<T>> write) =>
        (await write.Invoking(async one => await one()).Should().ThrowAsync<StoreFaultException>()).Which.Kind.Should().Be(StoreFaultKind.OutcomeUnknown);

    private async Task LooksTwiceAsync()
    {
        for (var before = _proxy.Begun; _proxy.Begun < before + 2;)
        {
            await Task.Delay(10, Cancellation);
        }
    }

    /// <summary>A second effect would have appended a second block, or counted or linked again.</summary>
    private async Task IsThereOnceAsync()
    {
        (await ListAsync()).Select(contact => contact.Phone).Order().Should().Equal(Enumerable.Range(0, Rows.Length).Select(Uploads.Phone));
        (await CountAsync(Book)).Should().Be(Rows.Length);
        (await FoundAsync("asha")).Should().Equal(Enumerable.Range(0, Rows.Length));
        (await _store.Database.ScalarAsync<string>(
            $"select search_block || ' block, ' || search_lines || ' lines' from books where book_uid = '{Book.Uid}'")).Should().Be($"1 block, {Rows.Length} lines");
    }
}
