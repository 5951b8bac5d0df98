using System.Text;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Idempotency keys: a request takes effect once however often it is sent.</summary>
public abstract class KeyContract : StoreContract
{
    private int _rendered;

    [Fact]
    public async Task A_retry_gets_the_same_answer_and_has_no_effect()
    {
        var request = Request();
        var first = await UploadOnceAsync(request, Uploads.Row(1, "\"displayName\":\"Asha\""));
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Changed since\""));
        var before = Shown.Of(await ListAsync());

        var second = await UploadOnceAsync(request, Uploads.Row(1, "\"displayName\":\"Asha\""));

        first.End.Should().Be(WriteEnd.Done);
        first.Value!.Contacts.Should().ContainSingle(contact => contact.Created);
        second.End.Should().Be(WriteEnd.Replayed);
        second.Value.Should().BeNull();
        foreach (var answer in new[] { first.Answer, second.Answer, (await FindAsync(request)).Answer })
        {
            answer!.Message.Should().Be("Contacts uploaded");
            Encoding.UTF8.GetString(answer.Data.Span).Should().Be("""{"created":1,"\u00e9":"é🙂"}""");
        }

        Shown.Of(await ListAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused_and_writes_nothing()
    {
        await UploadOnceAsync(Request(), Uploads.Row(1));

        var reused = await UploadOnceAsync(Request(fingerprint: 2), Uploads.Row(2));

        reused.Should().Be(new Written<UploadOutcome>(WriteEnd.KeyReused));
        (await FindAsync(Request(fingerprint: 2))).Should().Be((KeyState.Reused, null));
        (await ListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_key_means_nothing_outside_of_its_customer_and_its_operation()
    {
        var stranger = await NewCustomerAsync();
        var theirs = await NewBookAsync(stranger, "Theirs");
        await UploadOnceAsync(Request(), Uploads.Row(1));

        (await FindAsync(Request(operation: "POST /elsewhere"))).State.Should().Be(KeyState.Unknown);
        (await FindAsync(Request(key: "K"))).State.Should().Be(KeyState.Unknown, "case counts");
        (await Store.Keys.FindAsync(stranger, Request(), Now)).State.Should().Be(KeyState.Unknown);
        (await UploadOnceAsync(Request(operation: "POST /elsewhere", fingerprint: 2), Uploads.Row(2))).End.Should().Be(WriteEnd.Done);
        (await UploadOnceAsync(Request(fingerprint: 2), stranger, theirs, Uploads.Row(3))).End.Should().Be(WriteEnd.Done);
        (await FindAsync(Request())).State.Should().Be(KeyState.Answered);
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_then_the_key_is_free()
    {
        await UploadOnceAsync(Request(), Uploads.Row(1));
        var written = Now;

        Now = written.AddDays(1).AddMilliseconds(-1);
        (await FindAsync(Request())).State.Should().Be(KeyState.Answered);
        (await UploadOnceAsync(Request(fingerprint: 2), Now, Uploads.Row(2))).End.Should().Be(WriteEnd.KeyReused);

        Now = written.AddDays(1);
        (await FindAsync(Request())).State.Should().Be(KeyState.Unknown);
        (await UploadOnceAsync(Request(fingerprint: 2), Now, Uploads.Row(2))).End.Should().Be(WriteEnd.Done);
        (await FindAsync(Request(fingerprint: 2))).State.Should().Be(KeyState.Answered);
        (await FindAsync(Request())).State.Should().Be(KeyState.Reused);
    }

    [Fact]
    public async Task Housekeeping_forgets_what_is_past_its_day_and_nothing_else()
    {
        await UploadOnceAsync(Request(key: "old"), Uploads.Row(1));
        Now = Now.AddHours(12);
        await UploadOnceAsync(Request(key: "young"), Uploads.Row(2));
        Now = Now.AddHours(12);

        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }

        (await FindAsync(Request(key: "old"))).State.Should().Be(KeyState.Unknown);
        (await FindAsync(Request(key: "young"))).State.Should().Be(KeyState.Answered);
    }

    [Fact]
    public async Task A_request_for_a_book_that_is_not_there_keeps_no_key()
    {
        var nowhere = Book with { Id = new BookId(Book.Id.Value + 1000) };

        (await UploadOnceAsync(Request(), Customer, nowhere, Uploads.Row(1))).Should().Be(new Written<UploadOutcome>(WriteEnd.BookNotFound));
        (await Store.Books.RenameAsync(Customer, nowhere.Id, "New", Later(), Keep<Book>(Request(key: "rename")), Cancellation)).End
            .Should().Be(WriteEnd.BookNotFound);

        _rendered.Should().Be(0);
        (await FindAsync(Request())).State.Should().Be(KeyState.Unknown);
        (await FindAsync(Request(key: "rename"))).State.Should().Be(KeyState.Unknown);
        (await UploadOnceAsync(Request(fingerprint: 2), Uploads.Row(1))).End.Should().Be(WriteEnd.Done);
    }

    [Fact]
    public async Task A_book_is_made_and_renamed_once()
    {
        var created = await Store.Books.CreateAsync(Customer, new NewBook("grp_1", "One", null, null), Later(), Keep<Book>(Request()), Cancellation);
        var again = await Store.Books.CreateAsync(Customer, new NewBook("grp_2", "One", null, null), Later(), Keep<Book>(Request()), Cancellation);
        var renamed = await Store.Books.RenameAsync(Customer, created.Value!.Id, "Two", Later(), Keep<Book>(Request(key: "b")), Cancellation);
        await Store.Books.RenameAsync(Customer, created.Value.Id, "Three", Later(), null, Cancellation);
        var renamedAgain = await Store.Books.RenameAsync(Customer, created.Value.Id, "Two", Later(), Keep<Book>(Request(key: "b")), Cancellation);

        new[] { created.End, again.End, renamed.End, renamedAgain.End }.Should().Equal(WriteEnd.Done, WriteEnd.Replayed, WriteEnd.Done, WriteEnd.Replayed);
        (await Store.Books.FindAsync(Customer, "grp_2")).Should().BeNull();
        (await Store.Books.FindAsync(Customer, "grp_1"))!.Name.Should().Be("Three");
    }

    [Fact]
    public async Task A_write_whose_answer_cannot_be_made_does_not_take_place()
    {
        var now = Later();
        var keep = new AnswerToKeep<UploadOutcome>(Request(), "Contacts uploaded", _ => throw new InvalidOperationException("No answer"));

        var upload = async () => await UploadAsync(Customer, Book.Id, Uploads.Of(now, Uploads.Row(1)), now, keep);

        await upload.Should().ThrowAsync<InvalidOperationException>().WithMessage("No answer");
        (await ListAsync()).Should().BeEmpty();
        (await CountAsync(Book)).Should().Be(0);
        (await FindAsync(Request())).State.Should().Be(KeyState.Unknown);
        (await UploadOnceAsync(Request(), Uploads.Row(1))).End.Should().Be(WriteEnd.Done);
    }

    [Fact]
    public async Task One_key_from_five_at_once_is_executed_once_and_the_rest_are_told_so()
    {
        for (var round = 0; round < 20; round++)
        {
            var now = Later();
            var request = Request(key: $"round {round}");
            var barrier = new Barrier(5);
            var row = Uploads.Row(round);
            var written = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(
                async () =>
                {
                    barrier.SignalAndWait();
                    return await UploadOnceAsync(request, now, row);
                },
                Cancellation)));

            written.Where(one => one.End == WriteEnd.Done).Should().ContainSingle().Which.Value!.Contacts[0].Created.Should().BeTrue();
            written.Select(one => one.End).Should().OnlyContain(end => end == WriteEnd.Done || end == WriteEnd.Replayed || end == WriteEnd.KeyInProgress);
            (await FindAsync(request)).State.Should().Be(KeyState.Answered);
        }

        (await CountAsync(Book)).Should().Be(20);
    }

    private static KeyedRequest Request(string operation = "POST /bulk", string key = "k", byte fingerprint = 1) =>
        new(operation, key, Enumerable.Repeat(fingerprint, 32).ToArray());

    private AnswerToKeep<T> Keep<T>(KeyedRequest request) => new(request, "Done", _ =>
    {
        _rendered++;
        return "{}"u8.ToArray();
    });

    private ValueTask<(KeyState State, KeptAnswer? Answer)> FindAsync(KeyedRequest request) => Store.Keys.FindAsync(Customer, request, Now);

    private ValueTask<Written<UploadOutcome>> UploadOnceAsync(KeyedRequest request, params string[] rows) =>
        UploadOnceAsync(request, Customer, Book, rows);

    private ValueTask<Written<UploadOutcome>> UploadOnceAsync(KeyedRequest request, CustomerId customer, Book book, params string[] rows)
    {
        var now = Later();
        return UploadAsync(customer, book.Id, Uploads.Of(now, rows), now, Answer(request));
    }

    private ValueTask<Written<UploadOutcome>> UploadOnceAsync(KeyedRequest request, DateTimeOffset now, params string[] rows) =>
        UploadAsync(Customer, Book.Id, Uploads.Of(now, rows), now, Answer(request));

    private static AnswerToKeep<UploadOutcome> Answer(KeyedRequest request) => new(
        request,
        "Contacts uploaded",
        outcome => Encoding.UTF8.GetBytes($$"""{"created":{{outcome.Contacts.Count(contact => contact.Created)}},"\u00e9":"é🙂"}"""));
}
