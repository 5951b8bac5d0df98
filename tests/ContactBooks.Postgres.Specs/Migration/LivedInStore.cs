using System.Text;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Results;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Core.Tokens;
using ContactBooks.Specs.Running;
using ContactBooks.Specs.Store;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Migration;

/// <summary>
/// An embedded store that has been in use: several customers, people and tokens in every state, books that share contacts,
/// names of many scripts, changes that superseded search lines, small and large uploads, answers kept for retries, files
/// that wait for their turn, and what they leave to the next ones.
/// </summary>
internal sealed class LivedInStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _secrets = [];
    private DateTimeOffset _now = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The data folder.</summary>
    public string Folder => _folder.Path;

    public string Database => _folder.At(SqliteStore.FileName);

    /// <summary>The tokens' secrets.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>A moment after all that happened in it.</summary>
    public DateTimeOffset After => _now.AddHours(1);

    /// <summary>The request of the last upload that had a key, of the first customer.</summary>
    public KeyedRequest LastRequest { get; } = new("POST /api/v2/contact-books/x/contacts/bulk", "leads-2026-06-06 é", new byte[] { 0, 1, 2, 255 });

    /// <summary>Makes one.</summary>
    public static async Task<LivedInStore> MakeAsync()
    {
        var made = new LivedInStore();
        await using (var store = SqliteStore.Open(made.Folder))
        {
            await made.FillAsync(store);
        }

        Execute(made.Database, "update books set status = 'INACTIVE' where name = 'Old leads'");
        return made;
    }

    /// <summary>Changes what is in a database in a way that the program doesn't.</summary>
    public static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=1");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>An upload of the request with the key, and what answer it is to be kept with.</summary>
    public static AnswerToKeep<UploadOutcome> Keep(KeyedRequest request) =>
        new(request, "Contacts uploaded", outcome => Encoding.UTF8.GetBytes($$"""{"rows":{{outcome.Contacts.Count}},"\u00e9":"é🙂"}"""))
        {
            ChangeOf = outcome => outcome.ChangeUid,
        };

    private async Task FillAsync(SqliteStore store)
    {
        var acme = await NewCustomerAsync(store, "Acme Retail", new CallingCode(91), Features.Contacts);
        var lotus = await NewCustomerAsync(store, "कमल ट्रेडर्स 🙂", null, Features.Contacts);
        var asleep = await NewCustomerAsync(store, "Asleep", new CallingCode(44), Features.None);
        await AddPeopleAsync(store, acme);
        await AddPeopleAsync(store, lotus);
        await store.Directory.SetCustomerActiveAsync(asleep.Uid, false);
        await AddTokensAsync(store, asleep);
        await AddSignInsAsync(store, acme);
        await AddContactsAsync(store, acme, LastRequest);
        await AddContactsAsync(store, lotus, new KeyedRequest("POST /elsewhere", "k", new byte[32]));
        await store.MaintainAsync(_now, default);
    }

    private async Task<Customer> NewCustomerAsync(SqliteStore store, string name, CallingCode? code, Features features) =>
        await store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, Later()), name, code, features, PublicUid.New(PublicUid.User, _now), _now);

    private async Task AddPeopleAsync(SqliteStore store, Customer customer)
    {
        var asha = await store.Directory.CreateUserAsync(
            customer.Id, PublicUid.New(PublicUid.User, Later()), "Asha Rāo", "asha@example.com", AccountRole.Owner, _now);
        await store.Accounts.SetPasswordHashAsync(asha.Uid, $"pbkdf2$sha256$600000${customer.Uid}");
        var left = await store.Directory.CreateUserAsync(
            customer.Id, PublicUid.New(PublicUid.User, Later()), "Who left", null, AccountRole.Member, _now);
        await store.Directory.SetUserActiveAsync(left.Uid, false);
        await AddTokensAsync(store, customer, left.Uid);
    }

    private async Task AddSignInsAsync(SqliteStore store, Customer customer)
    {
        await store.Accounts.CreateOperatorAsync(new NewOperator("opr_1", "Ōpal 🙂", "opal@example.com", "pbkdf2$of$opal"), null, Later());
        await store.Accounts.CreateOperatorAsync(new NewOperator("opr_2", "Who left", "left@example.com", null), null, Later());
        await store.Accounts.SetOperatorActiveAsync("opr_2", false);
        await store.Accounts.InviteAsync(TokenSecret.Hash("invited"), new Invitation(InvitationPurpose.Password, "opr_1", _now.AddDays(1)), _now);
        var user = (await store.Directory.ListUsersAsync(customer.Id))[0];
        await store.Sessions.StartAsync(new NewSession(TokenSecret.Hash("user"), user.Uid, _now.AddDays(1)), Later());
        await store.Sessions.StartAsync(new NewSession(TokenSecret.Hash("operator"), "opr_1", _now.AddDays(1)), Later());
        await store.Sessions.OpenCustomerAsync(TokenSecret.Hash("operator"), customer.Uid);
        await store.Passkeys.AddAsync(new Passkey(new byte[] { 1, 0, 255 }, user.Uid, "Phōne", new byte[] { 0xa5, 0 }, 0, true, Later(), null));
        await store.Passkeys.AddAsync(new Passkey(new byte[] { 2 }, "opr_1", "Key", new byte[] { 0xa5 }, 0, false, Later(), null));
        await store.Passkeys.RecordUseAsync(new byte[] { 2 }, uint.MaxValue, Later());
        await store.KeyRing.AddAsync("key-1", "<key>é</key>", Later());
    }

    private async Task AddTokensAsync(SqliteStore store, Customer customer, string? user = null)
    {
        await AddTokenAsync(store, customer, null, TokenScope.Global, null, null);
        var used = await AddTokenAsync(store, customer, null, TokenScope.Global, null, _now.AddYears(1));
        await store.Directory.RecordUseAsync([new TokenUse(customer.Id, used, Later())]);
        await AddTokenAsync(store, customer, null, TokenScope.Global, null, _now.AddMilliseconds(1));
        await AddTokenAsync(store, customer, user, TokenScope.SpecificNumber, "919800000000", null);
        await store.Directory.RevokeTokenAsync(await AddTokenAsync(store, customer, null, TokenScope.Global, null, null), Later());
    }

    private async Task<string> AddTokenAsync(SqliteStore store, Customer customer, string? user, TokenScope scope, string? sender, DateTimeOffset? expiresAt)
    {
        var secret = TokenSecret.New();
        _secrets.Add(secret);
        var token = new NewToken(PublicUid.New(PublicUid.Token, Later()), TokenSecret.Hash(secret), secret[^4..], "Nightly é", scope, sender, expiresAt);
        return (await store.Directory.CreateTokenAsync(customer.Id, user, token, _now))!.Uid;
    }

    private async Task AddContactsAsync(SqliteStore store, Customer customer, KeyedRequest request)
    {
        var leads = await NewBookAsync(store, customer, "Leads", "From the fair", "#a1b2c3");
        var old = await NewBookAsync(store, customer, "Old leads", null, null);
        await NewBookAsync(store, customer, "बिना किसी के", null, "#fff");
        await UploadAsync(store, customer, leads, [.. Enumerable.Range(0, 1000).Select(n => Uploads.Row(n, $"\"displayName\":\"Lead {n}\",\"companyName\":\"Acme & Söhne\""))]);

        // Superseded, shared, patched, and each in a block of its own.
        await UploadAsync(store, customer, leads, [.. Enumerable.Range(0, 100).Select(n => Uploads.Row(n, $"\"displayName\":\"Changed {n}\""))]);
        await UploadAsync(store, customer, old, [.. Enumerable.Range(50, 100).Select(n => Uploads.Row(n, "\"lastName\":\"Shared\""))]);
        foreach (var (n, name) in new[] { "मीरा जोशी", "王小明", "Zoë Ångström 🙂", "\u202Eمحمد", "O'Neil \\ \"quoted\"", "a\u200Db" }.Index())
        {
            await UploadAsync(store, customer, n % 2 == 0 ? leads : old, [Uploads.Row(
                2000 + n,
                $$$"""
                "firstName":{{{Uploads.Json(name)}}},"lastName":"R","email":"m{{{n}}}@example.com","customFields":{"city":{{{Uploads.Json(name)}}},"n":1.50,"deep":{"a":[true,null,"\té"]}}
                """)]);
        }

        await store.Suppressions.SuppressAsync(
            customer.Id,
            [new NewSuppression(Uploads.Phone(0), "Antwortete „STOP“ ✋"), new NewSuppression(Uploads.Phone(9000), null)],
            new SuppressionOrigin(SuppressionSource.Import, "tok_abc"),
            Later(),
            null,
            default);
        await store.Suppressions.SuppressAsync(
            customer.Id, [new NewSuppression(Uploads.Phone(1), null)], new SuppressionOrigin(SuppressionSource.Api, "tok_def"), Later(), null, default);

        var day = DateOnly.FromDateTime(_now.UtcDateTime);
        await store.Statistics.AddRowsAsync(
            customer.Id,
            [
                new RowCount(new RowKind(day, leads.Id, RowOutcome.Created, null), 1000),
                new RowCount(new RowKind(day, old.Id, RowOutcome.Invalid, "INVALID_PHONE"), 3),
            ]);

        await store.CustomFields.DefineAsync(
            customer.Id,
            [
                new NewCustomField(PublicUid.New(PublicUid.CustomField, _now), "city", "Stadt „✓“", CustomFieldType.Text, []),
                new NewCustomField(PublicUid.New(PublicUid.CustomField, _now), "plan", "plan", CustomFieldType.Choice, ["Basic", "\"Gold\" é"]),
            ],
            new CustomFieldOrigin(CustomFieldSource.Upload, "tok_abc"),
            Later(),
            null,
            default);

        // To be undone again: one of it is changed by the next.
        await UploadAsync(store, customer, leads, Uploads.Row(0, "\"displayName\":\"Undone\""), Uploads.Row(1, "\"displayName\":\"Undone\""));

        var plan = Uploads.Of(Later(), Uploads.Row(3000), Uploads.Row(0, "\"email\":\"last@example.com\""));
        plan = plan with { Change = NewUpload() };
        (await store.Contacts.UploadAsync(customer.Id, leads.Id, plan, _now, Keep(request), default)).End.Should().Be(WriteEnd.Done);
        await UndoLastButOneAsync(store, customer);
        await AddImportAsync(store, customer, leads);
    }

    private async Task AddImportAsync(SqliteStore store, Customer customer, Book book)
    {
        var uid = PublicUid.New(PublicUid.Import, Later());
        await store.Imports.KeepPieceAsync(customer.Id, uid, 0, "Handy\n7000782082\n"u8.ToArray(), _now, default);
        var mapping = new RememberedMapping("handy", new ColumnMapping([new MappedColumn("Händy", ColumnField.Phone)]));
        var import = new NewImport(uid, "leads ✓.csv", 17, "{\"é\":1}"u8.ToArray()) { Remember = mapping };
        (await store.Imports.CreateAsync(customer.Id, book.Id, import, _now, null, default)).End.Should().Be(WriteEnd.Done);
    }

    /// <summary>Leaves a contact with values that it got back, and one that was kept.</summary>
    private async Task UndoLastButOneAsync(SqliteStore store, Customer customer)
    {
        var undone = (await store.History.ListAsync(customer.Id, default, new Slice<ChangeCursor>(1, 1, null), _now)).Items[0];
        await store.History.BeginUndoAsync(customer.Id, undone.Uid, default, Later(), _now);
        (await store.History.ContinueAsync(customer.Id, undone.Uid, _now, _now, default))!.State.Should().Be(ChangeState.Undone);
    }

    private NewChange NewUpload() => new(PublicUid.New(PublicUid.Upload, _now), ChangeKind.Upload, default, null, _now.AddDays(30));

    private async Task<Book> NewBookAsync(SqliteStore store, Customer customer, string name, string? description, string? color) =>
        (await store.Books.CreateAsync(customer.Id, new NewBook(PublicUid.New(PublicUid.Book, Later()), name, description, color), _now, null, default)).Value!;

    private async Task UploadAsync(SqliteStore store, Customer customer, Book book, params string[] rows)
    {
        var plan = Uploads.Of(Later(), rows);
        plan.Contacts.Should().HaveCount(rows.Length, "every row is meant to be taken");
        (await store.Contacts.UploadAsync(customer.Id, book.Id, plan with { Change = NewUpload() }, _now, null, default)).End.Should().Be(WriteEnd.Done);
    }

    private DateTimeOffset Later() => _now += TimeSpan.FromSeconds(1);
}
