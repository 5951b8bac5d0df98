using System.Globalization;
using System.Text;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;
using ContactBooks.Specs.Store.Model;
using CsCheck;

namespace ContactBooks.Specs.Store;

/// <summary>One random stream of commands on the model and on an engine: they answer alike at every step.</summary>
public sealed class StoreAgreementSpecs
{
    private const int Streams = 150;

    // Few phones, names and fragments, so that commands meet.
    private static readonly Gen<string> Name = Gen.OneOf(
        "Asha", "ASHA RAO", "Zoë", "Zoe\u0308", "Groß", "gross", "Σίσυφος", "İpek", "ipek", "Ольга", "आशा", "100%", "a_b", "a\\b", "a\tb", "o\nb", "👩 x", "  ", "");

    private static readonly Gen<string> Fragment = Gen.OneOf(
        "a", "asha", "RAO", "zoë", "ss", "ß", "σ", "ipek", "ОЛЬГА", "शा", "%", "_", "\\", "a b", "👩", "nobody", "00078", "+91 70007-8000", "07000780003", "80005", "@", "x.com", "f1");

    private static readonly Gen<string> Rest = Gen.Select(
        Field("displayName", Name),
        Field("firstName", Name),
        Field("lastName", Name),
        Field("email", Gen.OneOf("a@x.com", "ß@münchen.de", "B@X.COM", "")),
        Field("companyName", Name),
        CustomFields(),
        (display, first, last, email, company, custom) =>
            string.Join(',', new[] { display, first, last, email, company, custom }.Where(field => field.Length > 0)));

    private static readonly Gen<string> Row = Gen.Frequency(
        (12, Gen.Select(Gen.Int[0, 24], Rest, Uploads.Row)),
        (1, Gen.Const("""{"phone":"nonsense"}""")));

    private static readonly Gen<IReadOnlyList<string>> Rows =
        Gen.Frequency((3, Row.Array[1, 1]), (4, Row.Array[1, 12]), (1, Row.Array[20, 40])).Select(rows => (IReadOnlyList<string>)rows);

    private static readonly Gen<FieldUpdate> Update = Gen.Enum<FieldUpdate>();

    private static readonly Gen<FieldRules?> Fields = Gen.Frequency<FieldRules?>(
        (1, Gen.Const((FieldRules?)null)),
        (2, Gen.Select(Update, Update, Update, Update, Update, Update, Update, (display, first, last, email, company, a, key) => (FieldRules?)new FieldRules
        {
            DisplayName = display,
            FirstName = first,
            LastName = last,
            Email = email,
            CompanyName = company,
            CustomFields = new Dictionary<string, FieldUpdate> { ["a"] = a, ["ключ"] = key },
        })));

    private static readonly Gen<UpdateRules> Rules = Gen.Frequency(
        (3, Gen.Const(UpdateRules.None)),
        (1, Gen.Select(Gen.Enum<UpdatePolicy>(), Fields, (policy, fields) => new UpdateRules { Policy = policy, Fields = fields })));

    private static readonly Gen<int> Customer = Gen.Frequency((3, Gen.Const(0)), (1, Gen.Const(1)));

    // The third book is one that no customer has.
    private static readonly Gen<int> Book = Gen.Frequency((12, Gen.Int[0, 2]), (1, Gen.Const(3)));

    private static readonly Gen<Command> AnyCommand = Gen.Frequency(
        (10, Gen.Select(Customer, Book, Rows, Rules, (customer, book, rows, rules) => (Command)new Upload(customer, book, rows, rules, null, 0))),
        (3, Gen.Select(Customer, Book, Rows, Rules, Gen.Int[0, 2], Gen.Byte[0, 1],
            (customer, book, rows, rules, key, fingerprint) => (Command)new Upload(customer, book, rows, rules, $"key {key}", fingerprint))),
        (4, Gen.Select(Customer, Gen.Int[0, 5], (customer, back) => (Command)new Undo(customer, back, null))),
        (3, Gen.Select(Customer, Gen.Enum<TidyingKind>(), Book, Gen.Int[1, 3], Gen.Int[0, 26].Array[1, 8],
            (customer, kind, from, further, phones) => (Command)new Tidy(customer, kind, from, (from + further) % 4, phones))),
        (1, Gen.Select(Customer, Book, (customer, book) => (Command)new DeleteBook(customer, book))),
        (2, Gen.Select(Customer, Gen.Int[0, 5], (customer, back) => (Command)new Continue(customer, back, null))),
        (2, Gen.Select(Customer, Rows, Rules, (customer, rows, rules) => (Command)new Predict(customer, rows, rules))),
        (3, Gen.Select(Customer, Book, Gen.Int[0, 30], Gen.Int[1, 20], (customer, book, offset, limit) => (Command)new ListPart(customer, book, offset, limit))),
        (2, Gen.Select(Customer, Book, Gen.Int[1, 9], (customer, book, limit) => (Command)new Walk(customer, book, limit))),
        (5, Gen.Select(Customer, Book, Fragment, Gen.Int[1, 9], (customer, book, fragment, limit) => (Command)new Search(customer, book, fragment, limit))),
        (4, Gen.Select(Customer, Book, Gen.Enum<ContactSort>(), Gen.OneOf(Gen.Const((string?)null), Fragment.Select(text => (string?)text)), Gen.Int[1, 9],
            (customer, book, sort, fragment, limit) => (Command)new Sorted(customer, book, sort, fragment, limit))),
        (1, Gen.Select(Customer, Book, Name.Where(name => name.Trim().Length > 0), (customer, book, name) => (Command)new Rename(customer, book, name.Trim()))),
        (1, Gen.Select(Customer, Fragment, Gen.Int[0, 2], Gen.Int[1, 3],
            (customer, fragment, offset, limit) => (Command)new ListBooks(customer, fragment, offset, limit))),
        (2, Gen.OneOf(0, 1, 1000, 3_600_000 * 13, -2000).Select(milliseconds => (Command)new Wait(milliseconds))),
        (1, Gen.Const((Command)new Maintain())));

    [Fact]
    public async Task The_model_and_the_engine_answer_alike()
    {
        await using var engine = await EngineUnderTest.OpenCleanAsync();
        await AnyCommand.List[1, 40].SampleAsync(
            async commands => await AgreeAsync(engine.Store, commands),
            iter: Streams,
            threads: 1,
            print: commands => string.Join(Environment.NewLine, commands));
    }

    /// <summary>A stream has customers of its own, so that one engine serves all streams.</summary>
    private static async Task AgreeAsync(IStore engine, List<Command> commands)
    {
        var sides = new[] { await Side.BeginAsync(new InMemoryStore()), await Side.BeginAsync(engine) };
        var now = Side.Beginning;
        var uploads = new[] { new List<string>(), new List<string>() };
        foreach (var (command, step) in commands.Select((command, step) => (command, step)))
        {
            now += command is Wait wait ? TimeSpan.FromMilliseconds(wait.Milliseconds) : TimeSpan.FromMilliseconds(step % 3 == 0 ? 0 : 7);
            var plan = command switch
            {
                Upload upload => Uploads.Of(now, upload.Rows) with { Rules = upload.Rules, Change = Side.NewChange(step) },
                Predict predict => Uploads.Of(now, predict.Rows) with { Rules = predict.Rules },
                _ => null,
            };
            var asked = command switch
            {
                Undo undo => undo with { Uid = uploads[undo.Customer].ElementAtOrDefault(^(undo.Back + 1)) },
                Tidy tidy => tidy with { Step = step },
                DeleteBook delete => delete with { Step = step },
                Continue further => further with { Uid = uploads[further.Customer].ElementAtOrDefault(^(further.Back + 1)) },
                _ => command,
            };
            var model = await sides[0].AnswerAsync(asked, plan, now);
            (await sides[1].AnswerAsync(asked, plan, now)).Should().Be(model, "step {0} is {1}", step, asked);
            if (command is Upload { Book: < 3 } or Tidy or DeleteBook { Book: < 3 })
            {
                uploads[command.Customer].Add(Side.NewChange(step).Uid);
            }
        }

        // And at the end all that there is.
        for (var customer = 0; customer < 2; customer++)
        {
            for (var book = 0; book < 3; book++)
            {
                foreach (Command look in new Command[]
                {
                    new Walk(customer, book, 1000), new Search(customer, book, "7", 1000), new Search(customer, book, "a", 3),
                    new Sorted(customer, book, ContactSort.Name, null, 4),
                    new Sorted(customer, book, ContactSort.PhoneDescending, "a", 1000),
                })
                {
                    (await sides[1].AnswerAsync(look, null, now)).Should().Be(await sides[0].AnswerAsync(look, null, now), "at the end, {0}", look);
                }
            }
        }
    }

    private static Gen<string> Field(string name, Gen<string> value) => Gen.Frequency(
        (5, Gen.Const("")),
        (1, Gen.Const($"\"{name}\":null")),
        (3, value.Select(text => $"\"{name}\":{Uploads.Json(text)}")));

    private static Gen<string> CustomFields()
    {
        var value = Gen.OneOf("null", "1", "1.0", "\"two\"", "[1,null]", "{\"x\":null}", "true");
        var entries = Gen.Select(Gen.OneOf("a", "b", "ключ", "q\\\""), value, (key, json) => (key, json)).Array[0, 4]
            .Select(all => string.Join(',', all.DistinctBy(entry => entry.key).Select(entry => $"\"{entry.key}\":{entry.json}")));
        return Gen.Frequency(
            (5, Gen.Const("")),
            (1, Gen.Const("\"customFields\":null")),
            (4, entries.Select(inside => $"\"customFields\":{{{inside}}}")));
    }

    private abstract record Command(int Customer);

    private sealed record Upload(int Customer, int Book, IReadOnlyList<string> Rows, UpdateRules Rules, string? Key, byte Fingerprint) : Command(Customer)
    {
        public override string ToString() => $"Upload {Customer}/{Book} key {Key ?? "none"} {Fingerprint} {Text(Rules)}: {string.Join(',', Rows)}";
    }

    /// <summary>Undoes one of the last uploads: the last, or so many before it.</summary>
    private sealed record Undo(int Customer, int Back, string? Uid) : Command(Customer);

    /// <summary>Does something with contacts, named by their phones; whatever step it is tells the change.</summary>
    private sealed record Tidy(int Customer, TidyingKind Kind, int From, int To, IReadOnlyList<int> Phones, int Step = 0) : Command(Customer)
    {
        public override string ToString() => $"{Kind} {Customer}/{From} to {To}: {string.Join(',', Phones)}";
    }

    /// <summary>Deletes a book; whatever step it is tells the change.</summary>
    private sealed record DeleteBook(int Customer, int Book, int Step = 0) : Command(Customer);

    /// <summary>Takes one of the last changes on by a block, if it is under way.</summary>
    private sealed record Continue(int Customer, int Back, string? Uid) : Command(Customer);

    private sealed record Predict(int Customer, IReadOnlyList<string> Rows, UpdateRules Rules) : Command(Customer)
    {
        public override string ToString() => $"Predict {Customer} {Text(Rules)}: {string.Join(',', Rows)}";
    }

    private static string Text(UpdateRules rules) => $"{rules} {string.Join(',', rules.Fields?.CustomFields ?? new Dictionary<string, FieldUpdate>())}";

    private sealed record ListPart(int Customer, int Book, int Offset, int Limit) : Command(Customer);

    private sealed record Walk(int Customer, int Book, int Limit) : Command(Customer);

    private sealed record Search(int Customer, int Book, string Fragment, int Limit) : Command(Customer);

    private sealed record Sorted(int Customer, int Book, ContactSort Sort, string? Fragment, int Limit) : Command(Customer);

    private sealed record Rename(int Customer, int Book, string Name) : Command(Customer);

    private sealed record ListBooks(int Customer, string Fragment, int Offset, int Limit) : Command(Customer);

    private sealed record Wait(int Milliseconds) : Command(0);

    private sealed record Maintain() : Command(0);

    /// <summary>One of the two stores, its customers and books, and its answers as text.</summary>
    private sealed class Side
    {
        private readonly IStore _store;
        private readonly CustomerId[] _customers = new CustomerId[2];
        private readonly BookId[,] _books = new BookId[2, 4];

        private Side(IStore store) => _store = store;

        public static DateTimeOffset Beginning { get; } = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

        private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

        public static NewChange NewChange(int step) => new($"upl_{step}", ChangeKind.Upload, default, null, Beginning.AddDays(30));

        public static async Task<Side> BeginAsync(IStore store)
        {
            var side = new Side(store);
            for (var customer = 0; customer < 2; customer++)
            {
                var name = Guid.NewGuid().ToString("N");
                var made = await store.Directory.CreateCustomerAsync("cus_" + name, name, new CallingCode(91), Features.Contacts, "usr_" + name, Beginning);
                side._customers[customer] = made.Id;
                for (var book = 0; book < 3; book++)
                {
                    // Both customers' books bear the same identifiers, which must not matter.
                    var written = await store.Books.CreateAsync(
                        made.Id, new NewBook($"grp_{book}", $"Asha's book {book}", book == 1 ? "ZOË's 100%" : null, null), Beginning, null, Cancellation);
                    side._books[customer, book] = written.Value!.Id;
                }

                side._books[customer, 3] = new BookId(1_000_000);
            }

            return side;
        }

        public async Task<string> AnswerAsync(Command command, Core.Planning.UploadPlan? plan, DateTimeOffset now)
        {
            var customer = _customers[command.Customer];
            switch (command)
            {
                case Upload upload:
                    var keep = upload.Key is null
                        ? null
                        : new AnswerToKeep<Core.Results.UploadOutcome>(
                            new KeyedRequest("POST", upload.Key, new[] { upload.Fingerprint }),
                            "Uploaded",
                            outcome => Encoding.UTF8.GetBytes(string.Join(',', outcome.Contacts)));
                    var uploaded = await _store.Contacts.UploadAsync(customer, _books[command.Customer, upload.Book], plan!, now, keep, Cancellation);
                    var state = keep is null ? KeyState.Unknown : (await _store.Keys.FindAsync(customer, keep.Request, now)).State;
                    return $"{uploaded.End} {string.Join(',', uploaded.Value?.Contacts ?? [])} {uploaded.Value?.ChangeUid} {Text(uploaded.Answer)} {state} {await CountsAsync(customer)}";
                case Undo { Uid: { } uid }:
                    await _store.History.BeginUndoAsync(customer, uid, default, now, now);
                    var undone = await _store.History.ContinueAsync(customer, uid, now, now, Cancellation);
                    var kept = await _store.History.ListKeptAsync(customer, uid, new Slice<KeptCursor>(0, 100, null));
                    return $"{undone} {string.Join(',', kept.Items)} {await CountsAsync(customer)}";
                case Tidy tidy:
                    return await TidyAsync(customer, tidy, now);
                case DeleteBook delete:
                    var book = _books[delete.Customer, delete.Book];
                    var outlook = await _store.Books.PredictDeletionAsync(customer, book);
                    var change = NewChange(delete.Step) with { Kind = ChangeKind.BookDeletion };
                    var deleted = await _store.Books.DeleteAsync(customer, book, change, now, null, Cancellation);
                    return $"{outlook} {deleted.End} {deleted.Value} {await CountsAsync(customer)}";
                case Continue { Uid: { } further }:
                    return $"{await _store.History.ContinueAsync(customer, further, now, now, Cancellation)} {await CountsAsync(customer)}";
                case Predict:
                    return string.Join(',', (await _store.Contacts.PredictAsync(customer, plan!)).Contacts);
                case ListPart list:
                    var part = await _store.Contacts.ListAsync(customer, _books[command.Customer, list.Book], new Slice<ContactCursor>(list.Offset, list.Limit, null));
                    return $"{Text(part.Items)} {part.Next} {await HistoriesAsync(customer, part.Items, now)}";
                case Walk walk:
                    return Text(await WalkAsync(walk.Limit, slice => _store.Contacts.ListAsync(customer, _books[command.Customer, walk.Book], slice)));
                case Search search:
                    return Text(await SearchAsync(customer, _books[command.Customer, search.Book], search));
                case Sorted sorted:
                    return Text(await SortedAsync(customer, _books[command.Customer, sorted.Book], sorted));
                case Rename rename:
                    var renamed = await _store.Books.RenameAsync(customer, _books[command.Customer, rename.Book], rename.Name, now, null, Cancellation);
                    return $"{renamed.End} {Text(renamed.Value)}";
                case ListBooks list:
                    var books = await _store.Books.ListAsync(customer, new BookFilter(null, list.Fragment), new Slice<BookCursor>(list.Offset, list.Limit, null));
                    return $"{string.Join(',', books.Items.Select(Text))} {books.Next}";
                case Maintain:
                    await _store.MaintainAsync(now, Cancellation);
                    return "";
                default:
                    return "";
            }
        }

        private async Task<string> TidyAsync(CustomerId customer, Tidy tidy, DateTimeOffset now)
        {
            var listed = await _store.Contacts.ListAsync(customer, _books[tidy.Customer, tidy.From], new Slice<ContactCursor>(0, 1000, null));
            var contacts = listed.Items.ToDictionary(contact => contact.Phone, contact => contact.Uid);
            var request = new TidyingRequest(
                tidy.Kind, [.. tidy.Phones.Distinct().Select(n => contacts.GetValueOrDefault(Uploads.Phone(n), new ContactUid((UInt128)n)))])
            {
                From = tidy.Kind == TidyingKind.KeepOldest ? default : _books[tidy.Customer, tidy.From],
                To = tidy.Kind == TidyingKind.Move ? _books[tidy.Customer, tidy.To] : default,
                Change = NewChange(tidy.Step),
            };
            var predicted = await _store.Contacts.PredictAsync(customer, request);
            var done = await _store.Contacts.TidyAsync(customer, request, now, null, Cancellation);
            var severals = await _store.Contacts.ListInSeveralBooksAsync(customer, new Slice<ContactCursor>(1, 3, null));
            return $"{done.End} {string.Join(',', done.Value?.Contacts ?? [])} {done.Value?.ChangeUid} {string.Join(',', predicted.Contacts)} {await CountsAsync(customer)} " +
                $"{Text(severals.Items)} {severals.Next} {await _store.Contacts.CountInSeveralBooksAsync(customer)}";
        }

        /// <summary>What was done to some contacts, by small steps through all blocks.</summary>
        private async Task<string> HistoriesAsync(CustomerId customer, IEnumerable<Contact> contacts, DateTimeOffset now)
        {
            var told = new StringBuilder();
            foreach (var contact in contacts.Take(2))
            {
                BlockCursor? after = null;
                do
                {
                    var page = await _store.History.ListOfContactAsync(customer, contact.Uid, contact.CreatedAt, new LookBack(after, 3, 8, long.MaxValue), now);
                    told.AppendJoin(' ', page.Items.Select(ToldChange.Of));
                    after = page.Next;
                }
                while (after is not null);
            }

            return told.ToString();
        }

        /// <summary>An engine finds in an order of its own, but in the same by cursor, by offset and in one page.</summary>
        private async Task<IEnumerable<Contact>> SearchAsync(CustomerId customer, BookId book, Search search)
        {
            var query = Uploads.Query(search.Fragment);
            ValueTask<Page<Contact, ContactCursor>> ReadAsync(Slice<ContactCursor> slice) =>
                _store.Contacts.SearchAsync(customer, book, query, slice, Cancellation);

            var found = await WalkAsync(search.Limit, ReadAsync);
            var whole = await ReadAsync(new Slice<ContactCursor>(0, 1000, null));
            Text(found).Should().Be(Text(whole.Items));
            whole.Next.Should().BeNull();
            var middle = found.Count / 2;
            Text((await ReadAsync(new Slice<ContactCursor>(middle, search.Limit, null))).Items).Should().Be(Text(found.Skip(middle).Take(search.Limit)));
            return found.OrderBy(contact => contact.Phone);
        }

        /// <summary>Which of what a search finds is the oldest an engine sees as it likes.</summary>
        private async Task<IEnumerable<Contact>> SortedAsync(CustomerId customer, BookId book, Sorted sorted)
        {
            var query = sorted.Fragment is null ? null : Uploads.Query(sorted.Fragment);
            ValueTask<Page<Contact, ContactCursor>> ReadAsync(Slice<ContactCursor> slice) =>
                _store.Contacts.ListSortedAsync(customer, book, sorted.Sort, query, slice.Limit, slice.After, Cancellation);

            var walked = await WalkAsync(sorted.Limit, ReadAsync);
            Text(walked).Should().Be(Text((await ReadAsync(new Slice<ContactCursor>(0, 1000, null))).Items));
            return sorted is { Sort: ContactSort.Oldest, Fragment: not null } ? walked.OrderBy(contact => contact.Phone) : walked;
        }

        private static async Task<List<Contact>> WalkAsync(int limit, Func<Slice<ContactCursor>, ValueTask<Page<Contact, ContactCursor>>> read)
        {
            var all = new List<Contact>();
            ContactCursor? after = null;
            do
            {
                var page = await read(new Slice<ContactCursor>(0, limit, after));
                all.AddRange(page.Items);
                all.Count.Should().BeLessThan(100, "there are 25 phones");
                after = page.Next;
            }
            while (after is not null);
            return all;
        }

        private async Task<string> CountsAsync(CustomerId customer) => string.Join(
            ',', (await _store.Books.ListAsync(customer, default, new Slice<BookCursor>(0, 10, null))).Items.Select(book => book.ContactCount));

        /// <summary>Without the engine's own number, which each gives as it likes.</summary>
        private static string Text(Book? book) => book is null ? "" : (book with { Id = default }).ToString();

        private static string Text(KeptAnswer? answer) => answer is null ? "" : $"{answer.Message} {Encoding.UTF8.GetString(answer.Data.Span)}";

        private static string Text(IEnumerable<Contact> contacts) =>
            string.Join(Environment.NewLine, contacts.Select(contact => string.Create(CultureInfo.InvariantCulture, $"{Shown.Of(contact)} {contact.UpdatedAt:O}")));
    }
}
