using System.Diagnostics;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Specs.Store.Sqlite;

/// <summary>What is on disk after a crash, and while the disk is full.</summary>
public sealed class SqliteDurabilitySpecs
{
    private const int RowsOfUpload = 15;

    private static readonly DateTimeOffset Now = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_torn_at_any_byte_holds_each_upload_whole_or_not_at_all()
    {
        const int Acknowledged = 12;
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var copies = new TemporaryFolder();
        var database = folder.File(SqliteStore.FileName);
        await using (var store = SqliteStore.Open(folder.Path))
        {
            var (customer, book) = await BeginAsync(store);
            SqliteProbe.Rows(database, "pragma wal_checkpoint(truncate)")[0][0].Should().Be("0", "what was before must lie in the database itself");
            for (var upload = 0; upload < Acknowledged; upload++)
            {
                await UploadAsync(store, customer, book, upload);
            }

            File.Copy(database, copies.File("database"));
            File.Copy(database + "-wal", copies.File("log"));
        }

        var log = await File.ReadAllBytesAsync(copies.File("log"), Cancellation);
        var held = new List<int>();
        foreach (var length in Enumerable.Range(0, 24).Select(_ => random.Next(log.Length)).Prepend(0).Append(log.Length))
        {
            using var torn = new TemporaryFolder();
            File.Copy(copies.File("database"), torn.File(SqliteStore.FileName));
            await File.WriteAllBytesAsync(torn.File(SqliteStore.FileName + "-wal"), log[..length], Cancellation);
            held.Add(await WholeUploadsAsync(torn, $"the log of {log.Length} bytes is cut at {length}, seed {seed}"));
        }

        held[0].Should().Be(0);
        held[^1].Should().Be(Acknowledged, "an untouched log holds all that was acknowledged");
        held.Should().Contain(count => count > 0 && count < Acknowledged, "else nothing was torn");
    }

    [Fact]
    public async Task A_full_disk_is_told_reads_go_on_nothing_is_partial_and_freed_space_is_used_without_reopening()
    {
        using var folder = new TemporaryFolder();
        if (!TryRun("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder.Path))
        {
            Assert.Skip("A small file system can't be mounted here: that needs root.");
        }

        try
        {
            var ballast = folder.File("ballast");
            await File.WriteAllBytesAsync(ballast, new byte[3 << 20], Cancellation);
            await using var store = SqliteStore.Open(folder.Path);
            var (customer, book) = await BeginAsync(store);

            var uploads = 0;
            var fault = default(StoreFaultException);
            while (fault is null && uploads < 5000)
            {
                try
                {
                    await UploadAsync(store, customer, book, uploads);
                    uploads++;
                }
                catch (StoreFaultException e)
                {
                    fault = e;
                }
            }

            fault!.Kind.Should().Be(StoreFaultKind.Full);
            uploads.Should().BePositive();
            (await WholeUploadsAsync(store, customer, book)).Should().Be(uploads);
            await store.PingAsync(Cancellation);

            // Still full, and still told so.
            var again = async () => await UploadAsync(store, customer, book, uploads);
            (await again.Should().ThrowAsync<StoreFaultException>()).Which.Kind.Should().Be(StoreFaultKind.Full);
            (await WholeUploadsAsync(store, customer, book)).Should().Be(uploads);

            File.Delete(ballast);
            for (var i = 0; i < 5; i++)
            {
                await UploadAsync(store, customer, book, uploads++);
            }

            (await WholeUploadsAsync(store, customer, book)).Should().Be(uploads);
            SqliteProbe.Rows(folder.File(SqliteStore.FileName), "pragma integrity_check")[0].Should().Equal("ok");
        }
        finally
        {
            TryRun("umount", folder.Path).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Housekeeping_goes_on_until_every_book_is_tidy()
    {
        using var folder = new TemporaryFolder();
        await using var store = SqliteStore.Open(folder.Path);
        var customer = (await store.Directory.CreateCustomerAsync("cus_1", "Acme", null, Features.Contacts, "usr_1", Now)).Id;
        for (var n = 0; n < 2; n++)
        {
            var book = (await store.Books.CreateAsync(customer, new NewBook($"grp_{n}", "Book", null, null), Now, null, Cancellation)).Value!;
            for (var round = 0; round < 14; round++)
            {
                var rows = Enumerable.Range(n * 1000, 1000).Select(i => Uploads.Row(i, $"\"companyName\":\"Round {round}\""));
                await store.Contacts.UploadAsync(customer, book.Id, Uploads.Of(Now, rows), Now.AddSeconds(round), null, Cancellation);
            }
        }

        var steps = 0;
        while (await store.MaintainAsync(Now, Cancellation))
        {
            (++steps).Should().BeLessThan(1000);
        }

        SqliteProbe.Rows(folder.File(SqliteStore.FileName), "select search_lines from books").Should().AllSatisfy(row => row[0].Should().Be("1000"));
    }

    private static async Task<(CustomerId Customer, Book Book)> BeginAsync(SqliteStore store)
    {
        var customer = (await store.Directory.CreateCustomerAsync("cus_1", "Acme", null, Features.Contacts, "usr_1", Now)).Id;
        var book = (await store.Books.CreateAsync(customer, new NewBook("grp_1", "Book", null, null), Now, null, Cancellation)).Value!;
        return (customer, book);
    }

    /// <summary>The n-th upload: new contacts that bear its number, a change of one that all uploads share, and a key.</summary>
    private static async Task UploadAsync(SqliteStore store, CustomerId customer, Book book, int upload)
    {
        var now = Now.AddSeconds(upload + 1);
        var rows = Enumerable.Range(0, RowsOfUpload)
            .Select(i => $$"""{"phone":"{{917_100_000_000 + (upload * RowsOfUpload) + i}}","companyName":"Upload {{upload}}."}""")
            .Append(Uploads.Row(0, $"\"companyName\":\"{upload}\""));
        var keep = new AnswerToKeep<Core.Results.UploadOutcome>(new KeyedRequest("POST", $"{upload}", new byte[] { 1 }), "Uploaded", _ => "{}"u8.ToArray());
        (await store.Contacts.UploadAsync(customer, book.Id, Uploads.Of(now, rows), now, keep, Cancellation)).End.Should().Be(WriteEnd.Done);
    }

    private static async Task<int> WholeUploadsAsync(TemporaryFolder folder, string because)
    {
        await using var store = SqliteStore.Open(folder.Path);
        SqliteProbe.Rows(folder.File(SqliteStore.FileName), "pragma integrity_check")[0].Should().Equal(["ok"], because);
        var customer = (await store.Directory.FindCustomerAsync("cus_1"))!;
        var uploads = await WholeUploadsAsync(store, customer.Id, (await store.Books.FindAsync(customer.Id, "grp_1"))!);

        // And it can be written on.
        await UploadAsync(store, customer.Id, (await store.Books.FindAsync(customer.Id, "grp_1"))!, uploads);
        return uploads;
    }

    /// <summary>How many uploads there are, each found to be whole: its contacts, count, search and key; and none after a gap.</summary>
    private static async Task<int> WholeUploadsAsync(SqliteStore store, CustomerId customer, Book book)
    {
        var contacts = new List<Core.Contacts.Contact>();
        ContactCursor? after = null;
        do
        {
            var page = await store.Contacts.ListAsync(customer, book.Id, new Slice<ContactCursor>(0, 1000, after));
            contacts.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        var uploads = contacts.Count / RowsOfUpload;
        var expected = Enumerable.Range(0, uploads).SelectMany(upload => Enumerable.Repeat($"Upload {upload}.", RowsOfUpload));
        if (uploads > 0)
        {
            expected = expected.Append($"{uploads - 1}");
        }

        contacts.Select(contact => contact.Fields.CompanyName).Order(StringComparer.Ordinal).Should().Equal(expected.Order(StringComparer.Ordinal));
        (await store.Books.FindAsync(customer, book.Uid))!.ContactCount.Should().Be(contacts.Count);
        foreach (var upload in new[] { 0, uploads / 2, uploads - 1, uploads }.Where(upload => upload >= 0).Distinct())
        {
            var found = await store.Contacts.SearchAsync(
                customer, book.Id, Uploads.Query($"upload {upload}."), new Slice<ContactCursor>(0, 1000, null), Cancellation);
            found.Items.Should().HaveCount(upload < uploads ? RowsOfUpload : 0);
            (await store.Keys.FindAsync(customer, new KeyedRequest("POST", $"{upload}", new byte[] { 1 }), Now)).State
                .Should().Be(upload < uploads ? KeyState.Answered : KeyState.Unknown);
        }

        return uploads;
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
