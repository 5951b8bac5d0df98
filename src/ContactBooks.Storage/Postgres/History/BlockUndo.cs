using System.Buffers;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Takes back one block of a change: each contact that is still as the change left it (<see cref="UndoRule"/>) goes, gets its
/// former values and its former <c>updated_at</c>, or leaves the book. Contacts are locked in order of their phones, as uploads
/// take them, and the books' rows after them, with COMMIT: so the two never deadlock. An upload that has read a contact before
/// finds its <c>revision</c> gone up, and reads it anew.
/// </summary>
internal sealed class BlockUndo(PostgresTransaction transaction, long customer, long now) : IDisposable
{
    // Entries stand in order of the phones, so that is the order in which rows are locked: a look-up per contact, see StoredRow.
    // A row for each entry, in their order.
    private const string Find =
        """
        select c.*
        from unnest($2) as p (contact_uid)
        left join lateral (
          select phone, contact_uid, updated_at, revision, display_name, first_name, last_name, email, company_name, custom_fields, books, restored_at
          from contacts where customer_id = $1 and contact_uid = p.contact_uid offset 0 for update) c on true
        """;

    private const int ExpectedLines = 64;

    private readonly BookBlocks _books = new(transaction, customer);
    private readonly ContactsToDelete _gone = new();
    private readonly RowsToRestore _restored = new();
    private readonly RowsToRevive _revived = new();
    private readonly BooksToSet _relinked = new();
    private readonly MembershipRows _begun = new();
    private readonly MembershipRows _ended = new();
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly ArrayBufferWriter<byte> _kept = new();
    private IReadOnlySet<BookId> _deleted = new HashSet<BookId>();
    private UndoCounts _counts;

    /// <summary>The contacts that stayed as they are, see <see cref="KeptList"/>.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.WrittenMemory;

    /// <summary>Does it; what it does to books comes at the transaction's end.</summary>
    public async ValueTask<UndoCounts> RunAsync(ReadOnlyMemory<byte> block)
    {
        _deleted = await DeletedBooks.OfAsync(await transaction.BeginAsync(), customer, block);
        await DecideAsync(block);
        if (_revived.Count > 0)
        {
            Welcome(block, await _revived.RunAsync(transaction.Connection, customer));
        }

        await using var batch = new NpgsqlBatch(transaction.Connection);
        _gone.AddTo(batch, customer);
        if (_restored.Count > 0)
        {
            batch.BatchCommands.Add(_restored.Command(customer));
        }

        _relinked.AddTo(batch, customer);
        _ended.AddTo(batch, MembershipRows.Unlink, customer);
        _begun.AddTo(batch, MembershipRows.Link, customer);

        await batch.RunAsync();
        _books.WriteAtEnd();
        return _counts;
    }

    public void Dispose()
    {
        _books.Dispose();
        _gone.Dispose();
        _restored.Dispose();
        _revived.Dispose();
        _relinked.Dispose();
        _begun.Dispose();
        _ended.Dispose();
    }

    /// <summary>Locks the contacts, and decides of each what becomes of it.</summary>
    private async ValueTask DecideAsync(ReadOnlyMemory<byte> block)
    {
        using var uids = UidsOf(block);
        await using var command = new NpgsqlCommand(Find, await transaction.BeginAsync());
        uids.Bind(command.Parameters.Bind(customer));
        await using var row = await command.ExecuteReaderAsync();
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        for (var position = ChangeBlock.HeaderBytes; await row.ReadAsync();)
        {
            position = Decide(block.Span, position, row, memberships);
        }
    }

    /// <summary>Decides of the contact that the reader stands on; where the next entry begins.</summary>
    private int Decide(ReadOnlySpan<byte> block, int position, NpgsqlDataReader row, PooledBuffer memberships)
    {
        var entries = new ChangeBlockReader(block, position);
        entries.MoveNext(out var entry);
        var left = new Memberships(entry.Ended).Outside(_deleted);
        if (row.IsDBNull(0))
        {
            if (UndoRule.WhyKept(entry, entries.At, null, hasBooks: left.Count > 0) is { } gone)
            {
                Keep(entry.Uid, gone);
            }
            else
            {
                _revived.Add(entry, left.ToList(), RevivedAt(entry));
            }

            return entries.Position;
        }

        var stored = StoredRow.Read(row, memberships);
        var books = stored.Memberships.Outside(_deleted);
        var found = new FoundContact(stored.UpdatedAt, books.Count, books.LinkedAt(entries.Book.Value), books.HasAny(left));
        if (UndoRule.WhyKept(entry, entries.At, found, hasBooks: left.Count > 0) is { } reason)
        {
            Keep(entry.Uid, reason);
        }
        else if (entry.Has(ChangeEffects.Created))
        {
            _gone.Add(entry.Uid);
            foreach (var membership in stored.Memberships.ToList())
            {
                End(entry.Uid, membership);
            }

            _counts = _counts with { Removed = _counts.Removed + 1 };
        }
        else if (entry.Has(ChangeEffects.Unlinked))
        {
            Relink(entry, entries.Book, new Phone(row.GetInt64(0)), stored);
        }
        else
        {
            GiveBack(entry, new Membership(entries.Book, entries.At), new Phone(row.GetInt64(0)), stored);
        }

        return entries.Position;
    }

    /// <summary>Since when the lines of a contact are good that is made anew: later than all that happened to it.</summary>
    private long RevivedAt(in ChangeEntry entry) => Math.Max(now, Math.Max(entry.UpdatedAt, new Memberships(entry.Ended).Last()) + 1);

    /// <summary>Puts contacts that are made anew back into their books; the others' phones are somebody else's now.</summary>
    private void Welcome(ReadOnlyMemory<byte> block, HashSet<ContactUid> made)
    {
        var entries = new ChangeBlockReader(block.Span);
        while (entries.MoveNext(out var entry))
        {
            var memberships = new Memberships(entry.Ended).Outside(_deleted);
            if (memberships.Count == 0)
            {
                continue; // kept already
            }

            if (!made.Contains(entry.Uid))
            {
                Keep(entry.Uid, KeptReason.Replaced);
                continue;
            }

            foreach (var membership in memberships.ToList())
            {
                _begun.Add(entry.Uid, membership);
                _books.Count(membership.Book.Value, 1);
            }

            AddLines(entry.Phone, entry.Former, memberships, null, RevivedAt(entry));
            _counts = _counts with { Restored = _counts.Restored + 1 };
        }
    }

    /// <summary>Puts a contact back into the books that it had left, and out of the one that it had come into.</summary>
    private void Relink(in ChangeEntry entry, BookId book, Phone phone, in StoredRow stored)
    {
        var books = stored.Memberships.ToList();
        if (entry.Has(ChangeEffects.Linked) && stored.Memberships.IndexOf(book.Value) is { } left)
        {
            End(entry.Uid, books[left]);
            books.RemoveAt(left);
            _counts = _counts with { Unlinked = _counts.Unlinked + 1 };
        }

        foreach (var membership in new Memberships(entry.Ended).Outside(_deleted).ToList())
        {
            _begun.Add(entry.Uid, membership);
            _books.Count(membership.Book.Value, 1);
            books.Add(membership);
        }

        books.Sort(static (a, b) => a.LinkedAt.CompareTo(b.LinkedAt));
        var restoredAt = Math.Max(now, Math.Max(stored.ChangedAt, stored.Memberships.Last()) + 1);
        _relinked.Add(entry.Uid, books, restoredAt);
        AddLines(phone, stored.Fields, new Memberships(Memberships.BytesOf(books)), null, restoredAt);
        _counts = _counts with { Restored = _counts.Restored + 1 };
    }

    private void GiveBack(in ChangeEntry entry, Membership link, Phone phone, in StoredRow stored)
    {
        int? left = entry.Has(ChangeEffects.Linked) ? stored.Memberships.IndexOf(link.Book.Value) : null;
        if (left is not null)
        {
            End(entry.Uid, link);
            _counts = _counts with { Unlinked = _counts.Unlinked + 1 };
        }

        if (!entry.Has(ChangeEffects.Changed))
        {
            _restored.Add(entry.Uid, stored.Fields, stored.UpdatedAt, null, left);
            return;
        }

        // Later than all that happened to it before: no line that is there already passes for the one that is added now.
        var before = entry.Before(stored.Fields);
        var restoredAt = Math.Max(now, Math.Max(stored.ChangedAt, stored.Memberships.Last()) + 1);
        _restored.Add(entry.Uid, before, entry.FormerUpdatedAt, restoredAt, left);
        _counts = _counts with { Restored = _counts.Restored + 1 };
        AddLines(phone, before, stored.Memberships, left, restoredAt);
    }

    private void End(ContactUid uid, Membership membership)
    {
        _ended.Add(uid, membership);
        _books.Count(membership.Book.Value, -1);
    }

    private void AddLines(Phone phone, in FieldBytes fields, Memberships memberships, int? left, long stamp)
    {
        _line.ResetWrittenCount();
        SearchLine.Write(_line, phone, fields);
        for (var i = 0; i < memberships.Count; i++)
        {
            if (i != left)
            {
                _books.LinesOf(memberships[i].Book, ExpectedLines).Add(_line.WrittenSpan, stamp);
            }
        }
    }

    private static ArrayColumn UidsOf(ReadOnlyMemory<byte> block)
    {
        var uids = new ArrayColumn(ElementType.Uuid, block.Length);
        var entries = new ChangeBlockReader(block.Span);
        while (entries.MoveNext(out var entry))
        {
            uids.Add(entry.Uid);
        }

        return uids;
    }

    private void Keep(ContactUid uid, KeptReason reason)
    {
        KeptList.Add(_kept, uid, reason);
        _counts = _counts with { Kept = _counts.Kept + 1 };
    }
}
