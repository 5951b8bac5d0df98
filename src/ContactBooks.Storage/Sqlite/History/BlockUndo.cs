using System.Buffers;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Takes back one block of a change, inside the writer's transaction: each contact that is still as the change left it
/// (<see cref="UndoRule"/>) goes, gets its former values and its former <c>updated_at</c>, or leaves the book.
/// </summary>
internal sealed class BlockUndo(SqliteSession session, long customer, long now) : IDisposable
{
    private const string Find =
        """
        select phone, display_name, first_name, last_name, email, company_name, custom_fields, updated_at, restored_at, books
        from contacts where customer_id = ? and contact_uid = ?
        """;

    private const string Delete = "delete from contacts where customer_id = ? and contact_uid = ?";

    private const string Restore =
        """
        update contacts set display_name = ?, first_name = ?, last_name = ?, email = ?, company_name = ?, custom_fields = ?,
          updated_at = ?, restored_at = ?, books = ?
        where customer_id = ? and contact_uid = ?
        """;

    private const string SetBooks = "update contacts set books = ? where customer_id = ? and contact_uid = ?";

    private const string IsTaken = "select 1 from contacts where customer_id = ? and phone = ?";

    private const string Insert =
        """
        insert into contacts (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields,
          created_at, updated_at, restored_at, books)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const int ExpectedLines = 64;

    private readonly ContactBooksRow _rows = new(session, customer);
    private readonly Statement _find = session.Prepare(Find).Bind(0, customer);
    private readonly BookBlocks _books = new(session, customer);
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly ArrayBufferWriter<byte> _kept = new();
    private IReadOnlySet<BookId> _deleted = new HashSet<BookId>();
    private UndoCounts _counts;

    /// <summary>The contacts that stayed as they are, see <see cref="KeptList"/>.</summary>
    public ReadOnlySpan<byte> Kept => _kept.WrittenSpan;

    /// <summary>Does it.</summary>
    public UndoCounts Run(ReadOnlySpan<byte> block)
    {
        _deleted = DeletedBooks.Of(session, customer, block);
        var entries = new ChangeBlockReader(block);
        while (entries.MoveNext(out var entry))
        {
            if (WhyKept(entry, entries) is { } reason)
            {
                KeptList.Add(_kept, entry.Uid, reason);
                _counts = _counts with { Kept = _counts.Kept + 1 };
            }
            else if (entry.Has(ChangeEffects.Deleted))
            {
                Revive(entry);
            }
            else if (entry.Has(ChangeEffects.Unlinked))
            {
                Relink(entry, entries);
            }
            else
            {
                TakeBack(entry, entries);
            }

            _find.Reset();
        }

        _books.Write();
        return _counts;
    }

    public void Dispose() => _books.Dispose();

    /// <summary>Leaves the lookup on the contact's row, if there is one.</summary>
    private KeptReason? WhyKept(in ChangeEntry entry, in ChangeBlockReader entries)
    {
        var isThere = _find.BindUid(1, entry.Uid).Step();
        var left = new Memberships(entry.Ended).Outside(_deleted);
        if (!isThere && left.Count > 0 && entry.Has(ChangeEffects.Deleted) && IsPhoneTaken(entry.Phone))
        {
            return KeptReason.Replaced;
        }

        var memberships = (isThere ? new Memberships(_find.Bytes(9)) : default).Outside(_deleted);
        var found = new FoundContact(
            isThere ? _find.Integer(7) : 0, memberships.Count, memberships.LinkedAt(entries.Book.Value), memberships.HasAny(left));
        return UndoRule.WhyKept(entry, entries.At, isThere ? found : null, hasBooks: left.Count > 0);
    }

    private bool IsPhoneTaken(Phone phone)
    {
        var row = session.Prepare(IsTaken).Bind(0, customer).Bind(1, phone.Number);
        var isTaken = row.Step();
        row.Reset();
        return isTaken;
    }

    /// <summary>Makes a contact anew that was deleted, as it was and in the books it was in.</summary>
    private void Revive(in ChangeEntry entry)
    {
        var memberships = new Memberships(entry.Ended).Outside(_deleted);
        var fields = entry.Former;
        var restoredAt = Math.Max(now, Math.Max(entry.UpdatedAt, new Memberships(entry.Ended).Last()) + 1);
        session.Prepare(Insert).Bind(0, customer).BindUid(1, entry.Uid).Bind(2, entry.Phone.Number)
            .BindFields(3, fields).Bind(9, entry.CreatedAt).Bind(10, entry.UpdatedAt).Bind(11, restoredAt).BindBlob(12, memberships.Bytes).Run();
        foreach (var membership in memberships.ToList())
        {
            _rows.Link(entry.Uid, membership);
            _books.Count(membership.Book.Value, 1);
        }

        AddLines(entry.Phone, fields, memberships, restoredAt);
        _counts = _counts with { Restored = _counts.Restored + 1 };
    }

    /// <summary>Puts a contact back into the books that it had left, and out of the one that it had come into.</summary>
    private void Relink(in ChangeEntry entry, in ChangeBlockReader entries)
    {
        var memberships = new Memberships(_find.Bytes(9));
        var restoredAt = Math.Max(now, Math.Max(Math.Max(_find.Integer(7), _find.Integer(8)), memberships.Last()) + 1);
        var books = memberships.ToList();
        if (entry.Has(ChangeEffects.Linked) && memberships.IndexOf(entries.Book.Value) is { } left)
        {
            End(entry.Uid, books[left]);
            books.RemoveAt(left);
            _counts = _counts with { Unlinked = _counts.Unlinked + 1 };
        }

        foreach (var membership in new Memberships(entry.Ended).Outside(_deleted).ToList())
        {
            _rows.Link(entry.Uid, membership);
            _books.Count(membership.Book.Value, 1);
            books.Add(membership);
        }

        books.Sort(static (a, b) => a.LinkedAt.CompareTo(b.LinkedAt));
        AddLines(new Phone(_find.Integer(0)), _find.Fields(1), new Memberships(Memberships.BytesOf(books)), restoredAt);
        _find.Reset();
        _rows.SetBooks(entry.Uid, books, restoredAt);
        _counts = _counts with { Restored = _counts.Restored + 1 };
    }

    private void TakeBack(in ChangeEntry entry, in ChangeBlockReader entries)
    {
        var memberships = new Memberships(_find.Bytes(9));
        if (entry.Has(ChangeEffects.Created))
        {
            var books = memberships.ToList();
            _find.Reset();
            session.Prepare(Delete).Bind(0, customer).BindUid(1, entry.Uid).Run();
            foreach (var membership in books)
            {
                End(entry.Uid, membership);
            }

            _counts = _counts with { Removed = _counts.Removed + 1 };
        }
        else
        {
            var left = entry.Has(ChangeEffects.Linked) && memberships.IndexOf(entries.Book.Value) is { } ended ? memberships.Without(ended) : _find.Bytes(9).ToArray();
            if (entry.Has(ChangeEffects.Changed))
            {
                GiveBack(entry, memberships, left);
            }
            else
            {
                session.Prepare(SetBooks).BindBlob(0, left).Bind(1, customer).BindUid(2, entry.Uid).Run();
            }

            _counts = _counts with
            {
                Restored = _counts.Restored + (entry.Has(ChangeEffects.Changed) ? 1 : 0),
                Unlinked = _counts.Unlinked + (entry.Has(ChangeEffects.Linked) ? 1 : 0),
            };
        }

        if (entry.Has(ChangeEffects.Linked))
        {
            End(entry.Uid, new Membership(entries.Book, entries.At));
        }
    }

    private void End(ContactUid uid, Membership membership)
    {
        _rows.Unlink(uid, membership);
        _books.Count(membership.Book.Value, -1);
    }

    private void GiveBack(in ChangeEntry entry, Memberships memberships, byte[] left)
    {
        var before = entry.Before(_find.Fields(1));

        // Later than all that happened to it before: no line that is there already passes for the one that is added now.
        var restoredAt = Math.Max(now, Math.Max(Math.Max(_find.Integer(7), _find.Integer(8)), memberships.Last()) + 1);
        AddLines(new Phone(_find.Integer(0)), before, new Memberships(left), restoredAt);
        session.Prepare(Restore).BindFields(0, before)
            .Bind(6, entry.FormerUpdatedAt).Bind(7, restoredAt).BindBlob(8, left).Bind(9, customer).BindUid(10, entry.Uid).Run();
    }

    private void AddLines(Phone phone, in FieldBytes fields, Memberships memberships, long stamp)
    {
        _line.ResetWrittenCount();
        SearchLine.Write(_line, phone, fields);
        for (var i = 0; i < memberships.Count; i++)
        {
            _books.LinesOf(memberships[i].Book, ExpectedLines).Add(_line.WrittenSpan, stamp);
        }
    }
}
