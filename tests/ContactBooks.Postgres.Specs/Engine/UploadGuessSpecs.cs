using ContactBooks.Core.Store;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Postgres;

namespace ContactBooks.Specs.Engine;

/// <summary>After an upload of new contacts the next one's are taken for new without a look. That it was wrong nobody notices.</summary>
public sealed class UploadGuessSpecs : StoreContract
{
    private const int Many = 120;

    private TemporaryPostgresStore Engine => (TemporaryPostgresStore)Store;

    [Fact]
    public async Task Contacts_that_were_there_all_the_same_are_updated()
    {
        await UploadAsync(Rows(0, Many, "first"));

        var outcome = await UploadAsync([.. Rows(Many - 60, 30, "first"), .. Rows(Many - 30, 30, "second"), .. Rows(Many, Many, "second")]);

        outcome.Select(contact => contact.Created).Should().Equal(Enumerable.Range(0, Many + 60).Select(n => n >= 60));
        (await CountAsync(Book)).Should().Be(2 * Many);
        (await FoundAsync("first")).Should().Equal(Enumerable.Range(0, Many - 30));
        (await FoundAsync("second")).Should().Equal(Enumerable.Range(Many - 30, Many + 30));
        (await ListAsync()).Select(contact => (int)(contact.Phone.Number % 1000)).Order().Should().Equal(Enumerable.Range(0, 2 * Many));
    }

    [Fact]
    public async Task Contacts_of_another_book_are_linked_and_keep_what_the_upload_does_not_name()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(second, [.. Enumerable.Range(0, Many).Select(n => Uploads.Row(n, $"\"displayName\":\"Person {n}\""))]);
        await UploadAsync(Rows(1000, Many, "new"));

        var outcome = await UploadAsync(Rows(0, Many, "here"));

        outcome.Should().OnlyContain(contact => !contact.Created);
        var one = await ContactAsync(7);
        (one.Fields.DisplayName, one.Fields.CompanyName).Should().Be(("Person 7", "here"));
        one.Groups.Should().HaveCount(2);
        (await CountAsync(Book)).Should().Be(2 * Many);
        (await FoundAsync("person 7", second)).Should().Equal(new[] { 7 }.Concat(Enumerable.Range(70, 10)));
    }

    [Fact]
    public async Task A_book_that_is_gone_meanwhile_is_not_found_and_nothing_is_written()
    {
        await UploadAsync(Rows(0, Many, "first"));
        await Engine.Database.ExecuteAsync($"delete from books where book_id = {Book.Id.Value}");

        var now = Later();
        var written = await UploadAsync(Customer, Book.Id, Uploads.Of(now, Rows(Many, Many, "second")), now);

        written.End.Should().Be(WriteEnd.BookNotFound);
        (await Engine.Database.ScalarAsync<long>("select count(*) from contacts")).Should().Be(Many);
    }

    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();

    private static string[] Rows(int first, int count, string company) =>
        [.. Enumerable.Range(first, count).Select(n => Uploads.Row(n, $"\"companyName\":\"{company}\""))];
}
