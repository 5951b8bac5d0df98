using System.Buffers;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Tidying;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Does a request to tidy: each contact leaves books, comes into another or goes, as <see cref="TidyingRule"/> decides. Contacts
/// are locked in order of their phones, as uploads take them, and the books' rows after them, with COMMIT: so the two never
/// deadlock. An upload that has read a contact before finds its <c>revision</c> gone up, or the contact gone, and reads it anew.
/// What it was is recorded, the contacts that go in a block of their own: so an undo takes either kind in one pass.
/// </summary>
internal sealed class ContactTidying(
    PostgresTransaction transaction, long customer, TidyingRequest request, IReadOnlySet<BookId> deleted, long now) : IDisposable
{
    private const string BooksOf =
        """
        select c.*
        from unnest($2) as p (contact_uid)
        cross join lateral (select contact_uid, phone, books from contacts where customer_id = $1 and contact_uid = p.contact_uid offset 0) c
        """;

    // As StoredRow reads it, and when the contact was made.
    private const string Lock =
        """
        select c.*
        from unnest($2) as p (contact_uid)
        cross join lateral (
          select phone, contact_uid, updated_at, revision, display_name, first_name, last_name, email, company_name, custom_fields, books, restored_at,
            created_at
          from contacts where customer_id = $1 and contact_uid = p.contact_uid offset 0 for update) c
        """;

    private readonly BookBlocks _books = new(transaction, customer);
    private readonly ContactsToDelete _gone = new();
    private readonly BooksToSet _set = new();
    private readonly MembershipRows _begun = new();
    private readonly MembershipRows _ended = new();
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly ChangeRecording? _moved = Recording(request, now);
    private readonly ChangeRecording? _deleted = Recording(request, now);
    private readonly Dictionary<ContactUid, TidiedAs> _became = [];

    /// <summary>What would be done with each contact now, in the order in which they were named.</summary>
    public static async ValueTask<TidyingOutcome> PredictAsync(NpgsqlConnection connection, long customer, TidyingRequest request)
    {
        var deleted = await DeletedBooks.WithContactsOfAsync(connection, customer);
        var found = (await FindAsync(connection, customer, request)).ToDictionary(one => one.Uid, one => one.Books);
        return new TidyingOutcome(
            [.. request.Contacts.Select(uid => new TidiedContact(uid, TidyingRule.Decide(request, found.GetValueOrDefault(uid), deleted).As))]);
    }

    /// <summary>Does it. What it does to books comes at the transaction's end.</summary>
    public async ValueTask<TidyingOutcome> RunAsync()
    {
        var connection = await transaction.BeginAsync();
        var found = await FindAsync(connection, customer, request);
        await DecideAsync(connection, found.OrderBy(one => one.Phone).Select(one => one.Uid));
        await using var batch = new NpgsqlBatch(connection);
        _gone.AddTo(batch, customer);
        _set.AddTo(batch, customer);
        _ended.AddTo(batch, MembershipRows.Unlink, customer);
        _begun.AddTo(batch, MembershipRows.Link, customer);
        await batch.RunAsync();
        _books.WriteAtEnd();
        var book = BookOf(request);
        var deletion = ChangeRecords.AddAtEnd(transaction, customer, book, _deleted, now);
        var movement = ChangeRecords.AddAtEnd(transaction, customer, book, _moved, now);
        return new TidyingOutcome([.. request.Contacts.Select(uid => new TidiedContact(uid, _became.GetValueOrDefault(uid)))])
        {
            ChangeUid = deletion ?? movement,
        };
    }

    public void Dispose()
    {
        _books.Dispose();
        _gone.Dispose();
        _set.Dispose();
        _begun.Dispose();
        _ended.Dispose();
        _moved?.Dispose();
        _deleted?.Dispose();
    }

    /// <summary>The book that a change is recorded for: the one that contacts come into, or else leave.</summary>
    private static long BookOf(TidyingRequest request) => (request.Kind == TidyingKind.Move ? request.To : request.From).Value;

    private static ChangeRecording? Recording(TidyingRequest request, long now) =>
        request.Change is { } change ? new ChangeRecording(change, BookOf(request), now, request.Contacts.Count) : null;

    private static async ValueTask<List<(ContactUid Uid, long Phone, List<Membership> Books)>> FindAsync(
        NpgsqlConnection connection, long customer, TidyingRequest request)
    {
        await using var command = new NpgsqlCommand(BooksOf, connection);
        command.Parameters.Bind(customer).Bind(request.Contacts.Select(uid => uid.ToGuid()).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        var found = new List<(ContactUid, long, List<Membership>)>();
        while (await row.ReadAsync())
        {
            found.Add((row.Uid(0), row.GetInt64(1), StoredRow.ReadMemberships(row, 2, memberships).ToList()));
        }

        return found;
    }

    /// <summary>Locks the contacts, and decides of each as it is then.</summary>
    private async ValueTask DecideAsync(NpgsqlConnection connection, IEnumerable<ContactUid> inOrderOfPhones)
    {
        await using var command = new NpgsqlCommand(Lock, connection);
        command.Parameters.Bind(customer).Bind(inOrderOfPhones.Select(uid => uid.ToGuid()).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        while (await row.ReadAsync())
        {
            Decide(StoredRow.Read(row, memberships), new Phone(row.GetInt64(0)), row.GetInt64(12));
        }
    }

    private void Decide(in StoredRow stored, Phone phone, long createdAt)
    {
        var before = stored.Memberships.ToList();
        var step = TidyingRule.Decide(request, before, deleted);
        _became[stored.Uid] = step.As;
        foreach (var membership in step.Ended)
        {
            _ended.Add(stored.Uid, membership);
            _books.Count(membership.Book.Value, -1);
        }

        if (step.As == TidiedAs.Deleted)
        {
            _gone.Add(stored.Uid);
            _deleted?.AddDeleted(stored.Uid, phone, createdAt, stored.UpdatedAt, stored.Fields, before);
        }
        else if (step.As is TidiedAs.Removed or TidiedAs.Moved)
        {
            Relink(stored, phone, before, step);
        }
    }

    private void Relink(in StoredRow stored, Phone phone, List<Membership> before, TidyingStep step)
    {
        List<Membership> books = [.. before.Except(step.Ended)];
        if (step.Links)
        {
            books.Add(new Membership(request.To, now));
            _begun.Add(stored.Uid, books[^1]);
            _books.Count(request.To.Value, 1);
        }

        // Later than all that happened to it before: no line that a book has of it already is taken for live should it ever
        // come back.
        var stamp = Math.Max(now, Math.Max(stored.ChangedAt, stored.Memberships.Last()) + 1);
        _set.Add(stored.Uid, books, stamp);
        _moved?.AddUnlinked(stored.Uid, stored.UpdatedAt, step.Links, step.Ended);
        _line.ResetWrittenCount();
        SearchLine.Write(_line, phone, stored.Fields);
        foreach (var (book, _) in books)
        {
            _books.LinesOf(book.Value, request.Contacts.Count).Add(_line.WrittenSpan, stamp);
        }
    }
}
