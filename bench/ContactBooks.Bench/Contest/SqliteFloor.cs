using System.Diagnostics;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Planning;
using ContactBooks.Storage;
using ContactBooks.Storage.Search;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>
/// The engine's floor: a loop over SQLite in this process that writes the same rows by the same statements into the same
/// tables, one upload a transaction, with no HTTP, no JSON, no phones, no search and no results. What a server adds to it
/// is what a server costs.
/// </summary>
internal sealed class SqliteFloor(SampleDatabase database, bool keepsSearch = false) : IContestant
{
    /// <summary>What the tables call it.</summary>
    public const string Title = "floor: SQLite in process";

    private readonly SqliteSession _session = new(new SqliteFile(Path.Combine(database.Folder, SqliteStore.FileName)).OpenWriter());

    public string Name => keepsSearch ? "floor with the search kept up" : Title;

    /// <summary>An engine in process has one writer: more clients would only wait for each other.</summary>
    public bool Does(string kind, int clients) => clients == 1;

    public async Task<Measured> RunAsync(IReadOnlyList<SampleUpload> uploads, int clients)
    {
        // Each upload at a time of its own, as on a server: identifiers begin with it, and uploads of one moment would not go
        // to the table's end one after the other.
        var now = DateTimeOffset.UtcNow;
        List<UploadPlan> plans = [.. uploads.Select((upload, i) => SampleContacts.Plan(upload.Rows, now.AddMilliseconds(i)))];
        List<byte[][]?> lines = [.. plans.Select(plan => keepsSearch ? SampleContacts.SearchLines(plan) : null)];
        GC.Collect(); // The bench's own garbage is not the floor's.
        var measured = await Measured.OfAsync(Environment.ProcessId, null, () =>
        {
            var (start, times, written) = (Stopwatch.GetTimestamp(), new List<double>(), 0);
            foreach (var (plan, line) in plans.Zip(lines))
            {
                var begun = Stopwatch.GetTimestamp();
                written += Upload(plan, now, line);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            var whole = Stopwatch.GetElapsedTime(start);
            var expected = uploads.Sum(upload => upload.New.Count + upload.Changed.Count);
            return written == expected ? Task.FromResult((whole, times)) : throw new InvalidOperationException($"The floor wrote {written} rows where it had to write {expected}.");
        });
        return measured with { PeakMemory = 0 };
    }

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) => Task.FromResult(Count(_session, rows));

    /// <summary>How many of the rows are in a database as they were sent.</summary>
    public static int Count(SqliteSession session, IReadOnlyList<(long Contact, int Version)> rows)
    {
        var stored = session.Prepare("select last_name, email from contacts where customer_id = 1 and phone = ?");
        return rows.Count(row =>
        {
            var isThere = stored.Bind(0, SampleContacts.FullPhone(row.Contact)).Step() &&
                stored.Text(0) == SampleContacts.LastName(row.Contact, row.Version) && stored.Text(1) == SampleContacts.Email(row.Contact);
            stored.Reset();
            return isThere;
        });
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _session.Connection.Dispose();
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One upload; if it is given lines it also keeps up the search, which is what the search's price is measured by.</summary>
    private int Upload(UploadPlan plan, DateTimeOffset now, byte[][]? searchLines)
    {
        const long Customer = 1;
        const long Book = 1;
        var (written, linked) = (0, 0);
        using var lines = new SearchLines(searchLines?.Length ?? 0);
        Span<byte> key = stackalloc byte[ContactUid.ByteCount];
        Span<byte> books = stackalloc byte[Memberships.ByteCount];
        Memberships.Write(books, Book, now.ToUnixTimeMilliseconds());

        _session.Execute("begin immediate");
        var find = _session.Prepare("select contact_uid, display_name, first_name, last_name, email, company_name, custom_fields, books from contacts where customer_id = ? and phone = ?").Bind(0, Customer);
        var insert = _session.Prepare("insert into contacts (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, books) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").Bind(0, Customer).Bind(9, now).Bind(10, now).BindBlob(11, books);
        var update = _session.Prepare("update contacts set display_name = ?, first_name = ?, last_name = ?, email = ?, company_name = ?, custom_fields = ?, updated_at = ? where customer_id = ? and contact_uid = ?").Bind(6, now).Bind(7, Customer);
        var link = _session.Prepare("insert into memberships (customer_id, contact_uid, book_id, linked_at) values (?, ?, ?, ?)").Bind(0, Customer).Bind(2, Book).Bind(3, now);
        for (var i = 0; i < plan.Contacts.Count; i++)
        {
            var (patch, uidIfNew) = plan.Contacts[i];
            var displayName = patch.DisplayName.Utf8;
            var firstName = patch.FirstName.Utf8;
            var lastName = patch.LastName.Utf8;
            var email = patch.Email.Utf8;
            var companyName = patch.CompanyName.Utf8;
            var changed = true;
            if (!find.Bind(1, patch.Phone.Number).Step())
            {
                uidIfNew.WriteBytes(key);
                insert.BindBlob(1, key).Bind(2, patch.Phone.Number).BindText(3, displayName).BindText(4, firstName).BindText(5, lastName)
                    .BindText(6, email).BindText(7, companyName).BindText(8, patch.CustomFields.Json.Span).Run();
                link.BindBlob(1, key).Run();
                linked++;
            }
            else
            {
                find.Bytes(0).CopyTo(key);
                changed = !find.Bytes(1).SequenceEqual(displayName) || !find.Bytes(2).SequenceEqual(firstName) || !find.Bytes(3).SequenceEqual(lastName) ||
                    !find.Bytes(4).SequenceEqual(email) || !find.Bytes(5).SequenceEqual(companyName) || !find.Bytes(6).SequenceEqual(patch.CustomFields.Json.Span);
                if (changed)
                {
                    update.BindText(0, displayName).BindText(1, firstName).BindText(2, lastName).BindText(3, email)
                        .BindText(4, companyName).BindText(5, patch.CustomFields.Json.Span).BindBlob(8, key).Run();
                }

                if (new Memberships(find.Bytes(7)).LinkedAt(Book) is null)
                {
                    throw new InvalidOperationException("A contact of the sample is not in its book.");
                }

                find.Reset();
            }

            written += changed ? 1 : 0;
            if (searchLines is not null && changed)
            {
                lines.Add(searchLines[i], now.ToUnixTimeMilliseconds());
            }
        }

        if (linked > 0)
        {
            _session.Prepare("update books set contact_count = contact_count + ? where customer_id = ? and book_id = ?").Bind(0, linked).Bind(1, Customer).Bind(2, Book).Run();
        }

        SearchBlocks.Append(_session, Customer, Book, lines);
        _session.Execute("commit");
        return written;
    }
}
