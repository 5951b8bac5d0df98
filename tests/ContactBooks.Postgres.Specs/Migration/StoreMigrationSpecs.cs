using System.Security.Cryptography;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store;
using ContactBooks.Storage.Migration;
using ContactBooks.Storage.Postgres;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContactBooks.Specs.Migration;

/// <summary>A store that is moved is the same store.</summary>
public sealed class StoreMigrationSpecs : IAsyncLifetime
{
    private LivedInStore _lived = null!;
    private FreshDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lived = await LivedInStore.MakeAsync();
        _database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _lived.Dispose();
    }

    [Fact]
    public async Task Every_read_tells_the_same_after_the_move()
    {
        var before = await ReadSourceAsync();

        var moved = await MoveAsync();

        await using var store = await OpenAsync();
        before.Should().HaveCountGreaterThan(3000);
        (await StoreReading.ReadAsync(store, _lived)).Should().Equal(before);
        moved.Should().Be(new MigratedStore(3, 7, 15, 6, 2014, 2214, moved.SearchBlocks, 2, true));
    }

    [Fact]
    public async Task What_no_read_tells_is_moved_too()
    {
        await MoveAsync();

        (await _database.ScalarAsync<string>("select string_agg(password_hash, ' ' order by customer_id) from users")).Should()
            .MatchRegex(@"^pbkdf2\$sha256\$600000\$cus_\w+ pbkdf2\$sha256\$600000\$cus_\w+$");
        (await _database.ScalarAsync<long>("select count(distinct tag) from search_blocks")).Should().BeGreaterThan(5).And.Be(
            await _database.ScalarAsync<long>("select count(*) from search_blocks"));
        (await _database.ScalarAsync<bool>("select bool_and(is_small = (length(lines) < 32768)) and bool_or(is_small) and not bool_and(is_small) from search_blocks")).Should().BeTrue();
        (await _database.ScalarAsync<bool>(
            "select bool_and(small_blocks = (select count(*) from search_blocks s where s.customer_id = b.customer_id and s.book_id = b.book_id and is_small)) from books b")).Should().BeTrue();
    }

    [Fact]
    public async Task A_retry_of_an_upload_from_before_gets_its_answer_and_writes_nothing()
    {
        await MoveAsync();
        await using var store = await OpenAsync();
        var customer = (await store.Directory.ListCustomersAsync())[0];
        var book = await BookAsync(store, customer, "Leads");

        var retried = await store.Contacts.UploadAsync(
            customer.Id, book.Id, Uploads.Of(_lived.After, Uploads.Row(3000)), _lived.After, LivedInStore.Keep(_lived.LastRequest), Cancellation);

        retried.End.Should().Be(WriteEnd.Replayed);
        retried.Answer!.Data.ToArray().Should().Equal("""{"rows":2,"\u00e9":"é🙂"}"""u8.ToArray());
        (await BookAsync(store, customer, "Leads")).ContactCount.Should().Be(book.ContactCount);
    }

    [Fact]
    public async Task Work_goes_on_and_new_numbers_meet_no_old_ones()
    {
        await MoveAsync();
        await using var store = await OpenAsync();
        var customer = (await store.Directory.ListCustomersAsync())[1];
        var leads = await BookAsync(store, customer, "Leads");

        var another = await store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, _lived.After), "New", null, Features.Contacts, PublicUid.New(PublicUid.User, _lived.After), _lived.After);
        var newest = (await store.Books.CreateAsync(customer.Id, new NewBook(PublicUid.New(PublicUid.Book, _lived.After), "Newest", null, null), _lived.After, null, Cancellation)).Value!;
        var uploaded = await UploadAsync(store, customer, leads, Uploads.Row(1, "\"displayName\":\"Changed after the move\""), Uploads.Row(4000, "\"displayName\":\"New after the move\""));
        await UploadAsync(store, customer, newest, Uploads.Row(2000, "\"companyName\":\"Of the newest\""));

        another.Id.Value.Should().Be(4);
        (await store.Books.ListAsync(customer.Id, default, new Slice<BookCursor>(0, 10, null))).Items.Select(book => book.Name).Should()
            .Equal("Newest", "बिना किसी के", "Old leads", "Leads");
        uploaded.Should().Equal(false, true);
        (await FoundAsync(store, customer, leads, "after the move")).Should().Equal(1, 4000);
        (await FoundAsync(store, customer, leads, "changed 1")).Should().NotContain(1).And.Contain(10);
        (await FoundAsync(store, customer, leads, "of the newest")).Should().Equal([2000], "a shared contact is searched in all its books");
        (await BookAsync(store, customer, "Leads")).ContactCount.Should().Be(leads.ContactCount + 1);
    }

    [Fact]
    public async Task Tidying_what_was_moved_changes_nothing_that_is_found()
    {
        var before = await ReadSourceAsync();
        await MoveAsync();

        // So that all of every book is gone through.
        await _database.ExecuteAsync("update books set small_blocks = 64");
        await using var store = await OpenAsync();
        while (await store.MaintainAsync(_lived.After, Cancellation))
        {
        }

        (await _database.ScalarAsync<long>("select sum(small_blocks) from books")).Should().Be(0);
        (await StoreReading.ReadAsync(store, _lived)).Should().Equal(before);
    }

    [Fact]
    public async Task The_source_stays_as_it_is_byte_by_byte()
    {
        var before = await HashesAsync();

        await MoveAsync();

        (await HashesAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task What_a_crash_has_left_in_the_log_is_moved_and_the_log_stays()
    {
        var before = await ReadSourceAsync();
        using var crashed = new Running.TemporaryFolder();
        await using (var store = SqliteStore.Open(_lived.Folder))
        {
            // A copy while the store is open: what a power cut leaves.
            await store.Directory.SetFeaturesAsync((await store.Directory.ListCustomersAsync())[0].Uid, Features.None);
            File.Copy(_lived.Database, crashed.At(SqliteStore.FileName));
            File.Copy(_lived.Database + "-wal", crashed.At(SqliteStore.FileName + "-wal"));
        }

        var log = await File.ReadAllBytesAsync(crashed.At(SqliteStore.FileName + "-wal"), Cancellation);
        await StoreMigration.RunAsync(crashed.Path, _database.ConnectionString);

        (await File.ReadAllBytesAsync(crashed.At(SqliteStore.FileName + "-wal"), Cancellation)).Should().Equal(log);
        await using var moved = await OpenAsync();
        (await moved.Directory.ListCustomersAsync())[0].Features.Should().Be(Features.None);
        (await StoreReading.ReadAsync(moved, _lived)).Should().HaveCount(before.Count);
    }

    [Fact]
    public async Task Nothing_can_be_written_to_the_source_meanwhile()
    {
        using var source = MigrationSource.Open(_lived.Database);

        var write = () => LivedInStore.Execute(_lived.Database, "update customers set name = 'lost'");

        write.Should().Throw<SqliteException>().Where(e => e.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY);
    }

    [Fact]
    public async Task A_book_that_counts_wrong_stops_the_move_and_leaves_the_target_empty()
    {
        LivedInStore.Execute(_lived.Database, "update books set contact_count = contact_count + 1 where name = 'Leads' and customer_id = 2");

        var move = MoveAsync;

        (await move.Should().ThrowAsync<MigrationFailedException>()).WithMessage("The book grp_* counts * contacts and has *. Nothing was written.*");
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task A_target_with_customers_is_refused_and_stays_as_it_is()
    {
        await MoveAsync();

        var again = MoveAsync;

        (await again.Should().ThrowAsync<StoreRefusedException>()).WithMessage("*has customers already*createdb*");
        (await _database.ScalarAsync<long>("select count(*) from customers")).Should().Be(3);
    }

    [Fact]
    public async Task Numbers_that_the_target_has_given_before_are_not_given_again()
    {
        await (await OpenAsync()).DisposeAsync();
        await _database.ExecuteAsync("select setval('customer_ids', 1000)");

        await MoveAsync();

        (await _database.ScalarAsync<long>("select nextval('customer_ids')")).Should().Be(1001);
        (await _database.ScalarAsync<long>("select nextval('book_ids')")).Should().Be(4);
    }

    [Fact]
    public async Task An_empty_store_is_moved_as_one()
    {
        using var folder = new Running.TemporaryFolder();
        await SqliteStore.Open(folder.Path).DisposeAsync();

        (await StoreMigration.RunAsync(folder.Path, _database.ConnectionString)).Should().Be(new MigratedStore(0, 0, 0, 0, 0, 0, 0, 0, true));

        (await _database.ScalarAsync<long>("select nextval('customer_ids')")).Should().Be(1);
    }

    [Fact]
    public async Task Progress_is_told_to_the_last_row()
    {
        var told = new Told();

        await StoreMigration.RunAsync(_lived.Folder, _database.ConnectionString, told);

        told.Last.Rows.Should().Be(told.Last.TotalRows).And.BeGreaterThan(3000);
    }

    /// <summary>
    /// Whoever adds a table or a column and forgets it here would lose it for those who move. What was used of rate limits the
    /// embedded store has in memory only.
    /// </summary>
    [Fact]
    public async Task Every_table_and_every_column_of_both_databases_is_moved()
    {
        await (await OpenAsync()).DisposeAsync();
        await using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and table_name not in ('contactbooks_schema', 'rate_limits')", connection);
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        List<string> there = [];
        while (await row.ReadAsync(Cancellation))
        {
            there.Add(row.GetString(0));
        }

        MigratedTable.All.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).Should().BeEquivalentTo(there);

        // How large a block is, SQLite keeps by class, and PostgreSQL by is_small; and the last number of a book in a sequence.
        SourceColumns().Except(there).Should().BeEquivalentTo("search_blocks.size_class", "customers.last_book_id");
    }

    private async Task<MigratedStore> MoveAsync() => await StoreMigration.RunAsync(_lived.Folder, _database.ConnectionString);

    private async Task<PostgresStore> OpenAsync() => await PostgresStore.OpenAsync(_database.ConnectionString);

    private async Task<List<string>> ReadSourceAsync()
    {
        await using var store = SqliteStore.Open(_lived.Folder);
        return await StoreReading.ReadAsync(store, _lived);
    }

    private async Task ShouldBeEmptyAsync()
    {
        foreach (var table in MigratedTable.All)
        {
            (await _database.ScalarAsync<long>(table.Count)).Should().Be(0, table.Name);
        }
    }

    private async Task<Dictionary<string, string>> HashesAsync()
    {
        Dictionary<string, string> hashes = [];
        foreach (var file in Directory.GetFiles(_lived.Folder))
        {
            hashes.Add(Path.GetFileName(file), Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, Cancellation))));
        }

        return hashes;
    }

    private List<string> SourceColumns()
    {
        using var connection = new SqliteConnection($"Data Source={_lived.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select t.name || '.' || c.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table'";
        using var row = command.ExecuteReader();
        List<string> columns = [];
        while (row.Read())
        {
            columns.Add(row.GetString(0));
        }

        return columns;
    }

    private static async Task<Book> BookAsync(PostgresStore store, Customer customer, string name) =>
        (await store.Books.ListAsync(customer.Id, default, new Slice<BookCursor>(0, 100, null))).Items.Single(book => book.Name == name);

    /// <summary>Whether each was created, in order of the phones.</summary>
    private async Task<List<bool>> UploadAsync(PostgresStore store, Customer customer, Book book, params string[] rows)
    {
        var written = await store.Contacts.UploadAsync(customer.Id, book.Id, Uploads.Of(_lived.After, rows), _lived.After, null, Cancellation);
        written.End.Should().Be(WriteEnd.Done);
        return [.. written.Value!.Contacts.Select(contact => contact.Created)];
    }

    private static async Task<List<long>> FoundAsync(PostgresStore store, Customer customer, Book book, string fragment)
    {
        var page = await store.Contacts.SearchAsync(customer.Id, book.Id, Uploads.Query(fragment), new Slice<ContactCursor>(0, 1000, null), Cancellation);
        return [.. page.Items.Select(contact => contact.Phone.Number - Uploads.Phone(0).Number).Order()];
    }

    private sealed class Told : IProgress<MigrationProgress>
    {
        public MigrationProgress Last { get; private set; }

        public void Report(MigrationProgress value) => Last = value;
    }
}
