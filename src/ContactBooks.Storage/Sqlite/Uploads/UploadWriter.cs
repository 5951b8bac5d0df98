using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The store's step of the road: one upload, inside the writer's transaction. For each contact
/// <list type="number">
/// <item>look it up by phone;</item>
/// <item>insert it and its membership if it isn't there;</item>
/// <item>else update it if a value differs, and link it if it isn't linked;</item>
/// <item>and last, append what a search must find to the blocks of the books concerned, and count.</item>
/// </list>
/// Looking first and writing only what differs was measured at 15.5 ms for 1000 new rows and 5.0 ms for identical ones,
/// against 17 to 23 ms for <c>on conflict … returning</c> row by row.
/// </summary>
internal sealed class UploadWriter(SqliteSession session, long customer, long book, EncodedUpload upload, long now)
{
    private const string Find =
        """
        select contact_uid, display_name, first_name, last_name, email, company_name, custom_fields, updated_at
        from contacts where customer_id = ? and phone = ?
        """;

    private const string Insert =
        """
        insert into contacts (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string Update =
        """
        update contacts set display_name = ?, first_name = ?, last_name = ?, email = ?, company_name = ?, custom_fields = ?, updated_at = ?
        where customer_id = ? and contact_uid = ?
        """;

    private const string BooksOf = "select book_id, linked_at from memberships where customer_id = ? and contact_uid = ?";

    private const string IsIn = "select 1 from memberships where customer_id = ? and contact_uid = ? and book_id = ?";

    private const string Link = "insert into memberships (customer_id, contact_uid, book_id, linked_at) values (?, ?, ?, ?)";

    private const string Count = "update books set contact_count = contact_count + ? where customer_id = ? and book_id = ?";

    private readonly Statement _find = session.Prepare(Find).Bind(0, customer);
    private readonly Statement _insert = session.Prepare(Insert).Bind(0, customer).Bind(9, now).Bind(10, now);
    private readonly Statement _update = session.Prepare(Update).Bind(7, customer);
    private readonly Statement _booksOf = session.Prepare(BooksOf).Bind(0, customer);
    private readonly Statement _isLinked = session.Prepare(IsIn).Bind(0, customer).Bind(2, book);
    private readonly Statement _link = session.Prepare(Link).Bind(0, customer).Bind(3, now);

    private readonly SearchLines _lines = new(upload.Count);
    private readonly List<(long Book, long LinkedAt)> _books = [];
    private Dictionary<long, SearchLines>? _linesOfOtherBooks;
    private int _linked;

    public UploadOutcome Run()
    {
        var contacts = new StoredContact[upload.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = One(i);
        }

        if (_linked > 0)
        {
            session.Prepare(Count).Bind(0, _linked).Bind(1, customer).Bind(2, book).Run();
        }

        SearchBlocks.Append(session, customer, book, _lines);
        foreach (var (other, lines) in _linesOfOtherBooks ?? [])
        {
            SearchBlocks.Append(session, customer, other, lines);
        }

        return new UploadOutcome(contacts);
    }

    private StoredContact One(int index)
    {
        var planned = upload.Plan.Contacts[index];
        if (!_find.Bind(1, planned.Patch.Phone.Number).Step())
        {
            Create(planned.Patch, planned.UidIfNew, upload[index]);
            return new StoredContact(true, planned.UidIfNew);
        }

        var uid = ContactUid.FromBytes(_find.Bytes(0));
        Change(planned.Patch, uid, upload[index]);
        return new StoredContact(false, uid);
    }

    private void Create(ContactPatch patch, ContactUid uid, in EncodedContact contact)
    {
        Span<byte> key = stackalloc byte[ContactUid.ByteCount];
        uid.WriteBytes(key);
        _insert.BindBlob(1, key)
            .Bind(2, patch.Phone.Number)
            .BindText(3, upload.Bytes(contact.DisplayName))
            .BindText(4, upload.Bytes(contact.FirstName))
            .BindText(5, upload.Bytes(contact.LastName))
            .BindText(6, upload.Bytes(contact.Email))
            .BindText(7, upload.Bytes(contact.CompanyName))
            .BindText(8, contact.CustomFieldsIfNew.Span)
            .Run();
        LinkTo(key);
        _lines.Add(upload.Bytes(contact.Line), key, now);
    }

    /// <summary>The lookup stands on the contact's row, and its columns are read where they lie, until it is reset.</summary>
    private void Change(ContactPatch patch, ContactUid uid, in EncodedContact contact)
    {
        Span<byte> key = stackalloc byte[ContactUid.ByteCount];
        uid.WriteBytes(key);

        var customFields = CustomFieldsAfter(patch, out var customFieldsChange);
        var changes = customFieldsChange || Changes(contact.DisplayName, 1) || Changes(contact.FirstName, 2) ||
            Changes(contact.LastName, 3) || Changes(contact.Email, 4) || Changes(contact.CompanyName, 5);
        var updatedAt = _find.Integer(7);
        var isLinked = changes ? FindBooks(key) : IsLinked(key);
        if (changes)
        {
            // Later than all that happened to it before, its links included, whatever the clock says: it is how a search
            // tells the newest line of a contact in each of its books.
            updatedAt = Math.Max(now, Math.Max(updatedAt, LastLink()) + 1);
            _update
                .BindText(0, After(contact.DisplayName, 1))
                .BindText(1, After(contact.FirstName, 2))
                .BindText(2, After(contact.LastName, 3))
                .BindText(3, After(contact.Email, 4))
                .BindText(4, After(contact.CompanyName, 5))
                .BindText(5, customFieldsChange ? customFields.Span : _find.Bytes(6))
                .Bind(6, updatedAt)
                .BindBlob(8, key)
                .Run();
        }

        if (changes || !isLinked)
        {
            var line = LineAfter(patch, contact);
            AddLines(line, key, changes, isLinked, updatedAt);
        }

        _find.Reset();
        if (!isLinked)
        {
            LinkTo(key);
        }
    }

    private bool Changes(EncodedText text, int column) => !text.IsAbsent && !upload.Bytes(text).SequenceEqual(_find.Bytes(column));

    private ReadOnlySpan<byte> After(EncodedText text, int column) => text.IsAbsent ? _find.Bytes(column) : upload.Bytes(text);

    private ReadOnlyMemory<byte> CustomFieldsAfter(ContactPatch patch, out bool change)
    {
        var stored = _find.Bytes(6);
        if (patch.CustomFields.IsAbsent || patch.CustomFields.Json.Span.SequenceEqual(stored))
        {
            change = false;
            return default;
        }

        var after = patch.CustomFields.ApplyTo(stored.ToArray());
        change = !after.Span.SequenceEqual(stored);
        return after;
    }

    /// <summary>The line made beforehand holds for a new contact; it holds for this one if nothing stored stays.</summary>
    private ReadOnlySpan<byte> LineAfter(ContactPatch patch, in EncodedContact contact)
    {
        var nothingStays = !Stays(contact.DisplayName, 1) && !Stays(contact.FirstName, 2) && !Stays(contact.LastName, 3) &&
            !Stays(contact.Email, 4) && !Stays(contact.CompanyName, 5);
        if (nothingStays)
        {
            return upload.Bytes(contact.Line);
        }

        var stored = new ContactFields(_find.Text(1), _find.Text(2), _find.Text(3), _find.Text(4), _find.Text(5), default);
        var texts = patch with { CustomFields = default };
        return System.Text.Encoding.UTF8.GetBytes(SearchText.LineOf(patch.Phone, stored.With(texts)));
    }

    private bool Stays(EncodedText text, int column) => text.IsAbsent && !_find.IsNull(column);

    private bool IsLinked(ReadOnlySpan<byte> key)
    {
        var isLinked = _isLinked.BindBlob(1, key).Step();
        _isLinked.Reset();
        return isLinked;
    }

    private bool FindBooks(ReadOnlySpan<byte> key)
    {
        _books.Clear();
        _booksOf.BindBlob(1, key);
        var isLinked = false;
        while (_booksOf.Step())
        {
            var of = (Book: _booksOf.Integer(0), LinkedAt: _booksOf.Integer(1));
            isLinked |= of.Book == book;
            _books.Add(of);
        }

        return isLinked;
    }

    /// <summary>When the contact last came into a book, of those just found.</summary>
    private long LastLink()
    {
        var last = 0L;
        foreach (var (_, linkedAt) in _books)
        {
            last = Math.Max(last, linkedAt);
        }

        return last;
    }

    private void AddLines(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key, bool changed, bool isLinked, long updatedAt)
    {
        if (!isLinked)
        {
            _lines.Add(line, key, Math.Max(updatedAt, now));
        }

        if (changed)
        {
            foreach (var (of, linkedAt) in _books)
            {
                LinesOf(of).Add(line, key, Math.Max(updatedAt, linkedAt));
            }
        }
    }

    /// <summary>A contact that changes is searched for in all its books, not only in the one uploaded into.</summary>
    private SearchLines LinesOf(long of)
    {
        if (of == book)
        {
            return _lines;
        }

        _linesOfOtherBooks ??= [];
        if (!_linesOfOtherBooks.TryGetValue(of, out var lines))
        {
            _linesOfOtherBooks.Add(of, lines = new SearchLines(16));
        }

        return lines;
    }

    private void LinkTo(ReadOnlySpan<byte> key)
    {
        _link.BindBlob(1, key).Bind(2, book).Run();
        _linked++;
    }
}
