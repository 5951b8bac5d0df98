using System.Buffers;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Storage.History;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The store's step of the road: one upload, inside the writer's transaction. For each contact
/// <list type="number">
/// <item>look it up by phone;</item>
/// <item>insert it and its membership if it isn't there;</item>
/// <item>else update it if a value differs that the rules let in, and link it if it isn't linked;</item>
/// <item>and last, append what a search must find to the blocks of the books concerned, count, and record what was done.</item>
/// </list>
/// Looking first and writing only what differs was measured at 15.5 ms for 1000 new rows and 5.0 ms for identical ones,
/// against 17 to 23 ms for <c>on conflict … returning</c> row by row.
/// </summary>
internal sealed class UploadWriter(SqliteSession session, long customer, long book, UploadLines upload, long now) : IDisposable
{
    private const string Find =
        """
        select contact_uid, display_name, first_name, last_name, email, company_name, custom_fields, updated_at, books, restored_at
        from contacts where customer_id = ? and phone = ?
        """;

    private const string Insert =
        """
        insert into contacts (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, books)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string Update =
        """
        update contacts set display_name = ?, first_name = ?, last_name = ?, email = ?, company_name = ?, custom_fields = ?, updated_at = ?, books = ?
        where customer_id = ? and contact_uid = ?
        """;

    private const string Link = "insert into memberships (customer_id, contact_uid, book_id, linked_at) values (?, ?, ?, ?)";

    private readonly Statement _find = session.Prepare(Find).Bind(0, customer);
    private readonly Statement _insert = session.Prepare(Insert).Bind(0, customer).Bind(9, now).Bind(10, now);
    private readonly Statement _update = session.Prepare(Update).Bind(8, customer);
    private readonly Statement _link = session.Prepare(Link).Bind(0, customer).Bind(3, now);

    private readonly UpdateRules _rules = upload.Plan.Rules;
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly BookBlocks _books = new(session, customer);
    private readonly ChangeRecording? _recording =
        upload.Plan.Change is { } change ? new ChangeRecording(change, book, now, upload.Plan.Contacts.Count) : null;

    public UploadOutcome Run()
    {
        var contacts = new StoredContact[upload.Plan.Contacts.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = One(i);
        }

        _books.Write();
        return new UploadOutcome(contacts) { ChangeUid = ChangeRecords.Add(session, customer, book, _recording, now) };
    }

    public void Dispose()
    {
        _books.Dispose();
        _recording?.Dispose();
    }

    private StoredContact One(int index)
    {
        var planned = upload.Plan.Contacts[index];
        var isThere = _find.Bind(1, planned.Patch.Phone.Number).Step();
        if (_rules.SkipOf(isThere) is { } skip)
        {
            return Skip(isThere, skip);
        }

        if (!isThere)
        {
            Create(planned.Patch, planned.UidIfNew, upload[index]);
            return new StoredContact(true, planned.UidIfNew);
        }

        var uid = ContactUid.FromBytes(_find.Bytes(0));
        Change(planned.Patch, uid, upload[index]);
        return new StoredContact(false, uid);
    }

    private StoredContact Skip(bool isThere, SkipReason reason)
    {
        var skipped = new StoredContact(false, isThere ? ContactUid.FromBytes(_find.Bytes(0)) : null, reason);
        _find.Reset();
        return skipped;
    }

    private void Create(ContactPatch patch, ContactUid uid, ReadOnlySpan<byte> line)
    {
        Span<byte> key = stackalloc byte[ContactUid.ByteCount];
        uid.WriteBytes(key);
        var fields = default(FieldBytes).With(patch);
        _insert.BindBlob(1, key).Bind(2, patch.Phone.Number);
        Span<byte> books = stackalloc byte[Memberships.ByteCount];
        Memberships.Write(books, book, now);
        _insert.BindFields(3, fields).BindBlob(11, books).Run();
        LinkTo(key);
        LinesOf(book).Add(line, now);
        _recording?.AddCreated(uid);
    }

    /// <summary>The lookup stands on the contact's row, and its columns are read where they lie, until it is reset.</summary>
    private void Change(ContactPatch row, ContactUid uid, ReadOnlySpan<byte> lineIfNew)
    {
        var stored = _find.Fields(1);
        var patch = _rules.PatchFor(row, stored);
        var fields = stored.With(patch);
        var memberships = new Memberships(_find.Bytes(8));
        var (changes, links) = (!fields.SameAs(stored), memberships.LinkedAt(book) is null);
        if (changes || links)
        {
            // Later than all that happened to it before, its links and restorings included, whatever the clock says: it is how a
            // search tells the newest line of a contact in each of its books.
            var last = Math.Max(_find.Integer(7), _find.Integer(9));
            var updatedAt = changes ? Math.Max(now, Math.Max(last, memberships.Last()) + 1) : _find.Integer(7);
            var line = ReferenceEquals(patch, row) && LeavesNothing(patch, stored) ? lineIfNew : LineOf(patch, fields);
            AddLines(line, memberships, changes, links, Math.Max(updatedAt, last));
            Record(uid, changes, links, updatedAt, stored, fields);
            Span<byte> key = stackalloc byte[ContactUid.ByteCount];
            uid.WriteBytes(key);
            _update.BindFields(0, fields).Bind(6, updatedAt).BindBlob(7, links ? WithThisBook(_find.Bytes(8)) : _find.Bytes(8)).BindBlob(9, key).Run();
            if (links)
            {
                LinkTo(key);
            }
        }

        _find.Reset();
    }

    private void Record(ContactUid uid, bool changes, bool links, long updatedAt, in FieldBytes stored, in FieldBytes fields)
    {
        if (changes)
        {
            _recording?.AddChanged(uid, links, updatedAt, _find.Integer(7), stored, fields);
        }
        else
        {
            _recording?.AddLinked(uid, updatedAt);
        }
    }

    private byte[] WithThisBook(ReadOnlySpan<byte> books)
    {
        var more = new byte[books.Length + Memberships.ByteCount];
        books.CopyTo(more);
        Memberships.Write(more.AsSpan(books.Length), book, now);
        return more;
    }

    /// <summary>Whether of all that a search looks at nothing stored stays.</summary>
    private static bool LeavesNothing(ContactPatch patch, in FieldBytes stored)
    {
        return !Stays(patch.DisplayName, stored.DisplayName) && !Stays(patch.FirstName, stored.FirstName) && !Stays(patch.LastName, stored.LastName) &&
            !Stays(patch.Email, stored.Email) && !Stays(patch.CompanyName, stored.CompanyName);

        static bool Stays(TextPatch patch, ReadOnlySpan<byte> stored) => patch.IsAbsent && !stored.IsEmpty;
    }

    private ReadOnlySpan<byte> LineOf(ContactPatch patch, in FieldBytes fields)
    {
        _line.ResetWrittenCount();
        SearchLine.Write(_line, patch.Phone, fields);
        return _line.WrittenSpan;
    }

    /// <summary>A contact that changes is searched for in all its books, not only in the one uploaded into.</summary>
    private void AddLines(ReadOnlySpan<byte> line, Memberships memberships, bool changes, bool links, long stamp)
    {
        if (links)
        {
            LinesOf(book).Add(line, Math.Max(stamp, now));
        }

        for (var i = 0; changes && i < memberships.Count; i++)
        {
            var (of, linkedAt) = memberships[i];
            LinesOf(of).Add(line, Math.Max(stamp, linkedAt));
        }
    }

    private SearchLines LinesOf(long of) => _books.LinesOf(of, of == book ? upload.Plan.Contacts.Count : 16);

    private void LinkTo(ReadOnlySpan<byte> key)
    {
        _link.BindBlob(1, key).Bind(2, book).Run();
        _books.Count(book, 1);
    }
}
