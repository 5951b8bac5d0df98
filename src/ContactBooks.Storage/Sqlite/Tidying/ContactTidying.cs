using System.Buffers;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Tidying;
using ContactBooks.Storage.History;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Does a request to tidy, inside the writer's transaction: each contact leaves books, comes into another or goes, as
/// <see cref="TidyingRule"/> decides. What it was is recorded, the contacts that go in a block of their own: so an undo takes
/// either kind in one pass.
/// </summary>
internal sealed class ContactTidying(
    SqliteSession session, long customer, TidyingRequest request, IReadOnlySet<BookId> deleted, long now) : IDisposable
{
    private const string BooksOf = "select phone, books from contacts where customer_id = ? and contact_uid = ?";

    private const string Find =
        """
        select display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, restored_at, books
        from contacts where customer_id = ? and contact_uid = ?
        """;

    private const string Delete = "delete from contacts where customer_id = ? and contact_uid = ?";

    private readonly ContactBooksRow _rows = new(session, customer);
    private readonly BookBlocks _books = new(session, customer);
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly ChangeRecording? _moved = Recording(request, now);
    private readonly ChangeRecording? _deleted = Recording(request, now);

    /// <summary>What would be done with each contact now, in the order in which they were named.</summary>
    public static TidyingOutcome Predict(SqliteSession session, long customer, TidyingRequest request) =>
        new([
            .. Decide(session, customer, request, DeletedBooks.WithContactsOf(session, customer)).Select(one => new TidiedContact(one.Uid, one.Step.As)),
        ]);

    /// <summary>Does it.</summary>
    public TidyingOutcome Run()
    {
        var decided = Decide(session, customer, request, deleted);
        foreach (var (uid, phone, step) in decided.OrderBy(one => one.Phone.Number))
        {
            if (step.As == TidiedAs.Deleted)
            {
                Remove(uid, phone, step);
            }
            else if (step.As is TidiedAs.Removed or TidiedAs.Moved)
            {
                Relink(uid, phone, step);
            }
        }

        _books.Write();
        var book = BookOf(request);
        var changes = new[] { ChangeRecords.Add(session, customer, book, _deleted, now), ChangeRecords.Add(session, customer, book, _moved, now) };
        return new TidyingOutcome([.. decided.Select(one => new TidiedContact(one.Uid, one.Step.As))]) { ChangeUid = changes[0] ?? changes[1] };
    }

    public void Dispose()
    {
        _books.Dispose();
        _moved?.Dispose();
        _deleted?.Dispose();
    }

    /// <summary>The book that a change is recorded for: the one that contacts come into, or else leave.</summary>
    private static long BookOf(TidyingRequest request) => (request.Kind == TidyingKind.Move ? request.To : request.From).Value;

    private static ChangeRecording? Recording(TidyingRequest request, long now) =>
        request.Change is { } change ? new ChangeRecording(change, BookOf(request), now, request.Contacts.Count) : null;

    private static List<(ContactUid Uid, Phone Phone, TidyingStep Step)> Decide(
        SqliteSession session, long customer, TidyingRequest request, IReadOnlySet<BookId> deleted)
    {
        var find = session.Prepare(BooksOf).Bind(0, customer);
        var decided = new List<(ContactUid, Phone, TidyingStep)>();
        foreach (var uid in request.Contacts)
        {
            var isThere = find.BindUid(1, uid).Step();
            var step = TidyingRule.Decide(request, isThere ? new Memberships(find.Bytes(1)).ToList() : null, deleted);
            decided.Add((uid, isThere ? new Phone(find.Integer(0)) : default, step));
            find.Reset();
        }

        return decided;
    }

    private void Remove(ContactUid uid, Phone phone, TidyingStep step)
    {
        var row = Row(uid);
        _deleted?.AddDeleted(uid, phone, row.Integer(6), row.Integer(7), row.Fields(0), step.Ended);
        row.Reset();
        session.Prepare(Delete).Bind(0, customer).BindUid(1, uid).Run();
        End(uid, step);
    }

    private void Relink(ContactUid uid, Phone phone, TidyingStep step)
    {
        var row = Row(uid);
        var before = new Memberships(row.Bytes(9));
        List<Membership> books = [.. before.ToList().Except(step.Ended)];
        if (step.Links)
        {
            books.Add(new Membership(request.To, now));
            _rows.Link(uid, books[^1]);
            _books.Count(request.To.Value, 1);
        }

        // Later than all that happened to it before: no line that a book has of it already is taken for live should it ever
        // come back.
        var stamp = Math.Max(now, Math.Max(Math.Max(row.Integer(7), row.Integer(8)), before.Last()) + 1);
        _line.ResetWrittenCount();
        SearchLine.Write(_line, phone, row.Fields(0));
        _moved?.AddUnlinked(uid, row.Integer(7), step.Links, step.Ended);
        row.Reset();
        _rows.SetBooks(uid, books, stamp);
        End(uid, step);
        foreach (var (book, _) in books)
        {
            _books.LinesOf(book.Value, request.Contacts.Count).Add(_line.WrittenSpan, stamp);
        }
    }

    private void End(ContactUid uid, TidyingStep step)
    {
        foreach (var membership in step.Ended)
        {
            _rows.Unlink(uid, membership);
            _books.Count(membership.Book.Value, -1);
        }
    }

    private Statement Row(ContactUid uid)
    {
        var row = session.Prepare(Find).Bind(0, customer).BindUid(1, uid);
        row.Step();
        return row;
    }
}
