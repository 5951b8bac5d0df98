using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Phones;

namespace ContactBooks.Storage.History;

/// <summary>What a transaction does to contacts, written down while it does it: a block of its change, and its counts.</summary>
internal sealed class ChangeRecording : IDisposable
{
    /// <summary>Of most contacts: they are new.</summary>
    private const int BytesOfEntry = 24;

    private readonly long _at;
    private readonly PooledBuffer _bytes;

    /// <summary>Begins a block.</summary>
    /// <param name="change">What it is of.</param>
    /// <param name="book">The book that it goes into.</param>
    /// <param name="at">When, in milliseconds since 1970.</param>
    /// <param name="expected">About how many contacts it will have.</param>
    public ChangeRecording(NewChange change, long book, long at, int expected)
    {
        Change = change;
        _at = at;
        _bytes = new PooledBuffer(ChangeBlock.HeaderBytes + (expected * BytesOfEntry));
        ChangeBlock.Begin(_bytes, at, new BookId(book));
    }

    /// <summary>What it is of.</summary>
    public NewChange Change { get; }

    /// <summary>What was done so far.</summary>
    public ChangeCounts Counts { get; private set; }

    /// <summary>Whether nothing was.</summary>
    public bool IsEmpty => _bytes.Length == ChangeBlock.HeaderBytes;

    /// <summary>The block, good until more is added.</summary>
    public ReadOnlyMemory<byte> Block => _bytes.WrittenMemory;

    /// <summary>Adds a contact that is made.</summary>
    public void AddCreated(ContactUid uid)
    {
        ChangeBlock.AddCreated(_bytes, uid);
        Count(ChangeEffects.Created);
    }

    /// <summary>Adds a contact that comes into the book and else stays as it is.</summary>
    public void AddLinked(ContactUid uid, long updatedAt)
    {
        ChangeBlock.AddLinked(_bytes, _at, uid, updatedAt);
        Count(ChangeEffects.Linked);
    }

    /// <summary>Adds a contact that gets other values, see <see cref="ChangeBlock.AddChanged"/>.</summary>
    public void AddChanged(ContactUid uid, bool links, long updatedAt, long formerUpdatedAt, in FieldBytes former, in FieldBytes fields)
    {
        ChangeBlock.AddChanged(_bytes, _at, uid, links, updatedAt, formerUpdatedAt, former, fields);
        Count(ChangeEffects.Changed | (links ? ChangeEffects.Linked : 0));
    }

    /// <summary>Adds a contact that leaves books, see <see cref="ChangeBlock.AddUnlinked"/>.</summary>
    public void AddUnlinked(ContactUid uid, long updatedAt, bool links, IReadOnlyList<Membership> ended)
    {
        ChangeBlock.AddUnlinked(_bytes, _at, uid, updatedAt, links, ended);
        Count(ChangeEffects.Unlinked | (links ? ChangeEffects.Linked : 0));
    }

    /// <summary>Adds a contact that goes, see <see cref="ChangeBlock.AddDeleted"/>.</summary>
    public void AddDeleted(
        ContactUid uid, Phone phone, long createdAt, long updatedAt, in FieldBytes fields, IReadOnlyList<Membership> books)
    {
        ChangeBlock.AddDeleted(_bytes, _at, uid, phone, createdAt, updatedAt, fields, books);
        Count(ChangeEffects.Deleted);
    }

    /// <summary>Adds an entry that was written by <see cref="ChangeBlock"/> before it was known whether it would hold.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        entry.CopyTo(_bytes.GetSpan(entry.Length));
        _bytes.Advance(entry.Length);
        Count((ChangeEffects)entry[0]);
    }

    public void Dispose() => _bytes.Dispose();

    private void Count(ChangeEffects effects) => Counts = new ChangeCounts(
        Counts.Created + (effects.HasFlag(ChangeEffects.Created) ? 1 : 0),
        Counts.Changed + (effects.HasFlag(ChangeEffects.Changed) ? 1 : 0),
        Counts.Linked + (effects.HasFlag(ChangeEffects.Linked) ? 1 : 0),
        Counts.Unlinked + (effects.HasFlag(ChangeEffects.Unlinked) ? 1 : 0),
        Counts.Deleted + (effects.HasFlag(ChangeEffects.Deleted) ? 1 : 0));
}
