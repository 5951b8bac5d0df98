using System.Buffers.Binary;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;

namespace ContactBooks.Storage;

/// <summary>
/// The books that a contact is in, and since when, as they stand in its row: 16 bytes each, the book's number and the
/// milliseconds since 1970, in the order in which they were written. So whoever has the row has them all; looked up in a
/// table of their own they were half the price of reading an upload's contacts.
/// </summary>
internal readonly ref struct Memberships(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bytes of one.</summary>
    public const int ByteCount = sizeof(long) + sizeof(long);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many there are.</summary>
    public int Count => _bytes.Length / ByteCount;

    /// <summary>All of them, as bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>One of them.</summary>
    public (long Book, long LinkedAt) this[int index] =>
        (BinaryPrimitives.ReadInt64BigEndian(_bytes[(index * ByteCount)..]), BinaryPrimitives.ReadInt64BigEndian(_bytes[((index * ByteCount) + sizeof(long))..]));

    /// <summary>Writes one.</summary>
    public static void Write(Span<byte> to, long book, long linkedAt)
    {
        BinaryPrimitives.WriteInt64BigEndian(to, book);
        BinaryPrimitives.WriteInt64BigEndian(to[sizeof(long)..], linkedAt);
    }

    /// <summary>Since when the contact is in a book; null if it isn't.</summary>
    public long? LinkedAt(long book) => IndexOf(book) is { } index ? this[index].LinkedAt : null;

    /// <summary>Whether the contact is in any of the books of others.</summary>
    public bool HasAny(Memberships others)
    {
        for (var i = 0; i < others.Count; i++)
        {
            if (LinkedAt(others[i].Book) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Those that are not of some books.</summary>
    public Memberships Outside(IReadOnlySet<BookId> books) =>
        books.Count == 0 ? this : new Memberships(BytesOf([.. ToList().Where(membership => !books.Contains(membership.Book))]));

    /// <summary>Which of them is that of a book; null if the contact isn't in it.</summary>
    public int? IndexOf(long book)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Book == book)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>All of them but one, as bytes.</summary>
    public byte[] Without(int index) => [.. _bytes[..(index * ByteCount)], .. _bytes[((index + 1) * ByteCount)..]];

    /// <summary>Some, as bytes.</summary>
    public static byte[] BytesOf(IReadOnlyCollection<Membership> memberships)
    {
        var bytes = new byte[memberships.Count * ByteCount];
        foreach (var (i, (book, linkedAt)) in memberships.Index())
        {
            Write(bytes.AsSpan(i * ByteCount), book.Value, linkedAt);
        }

        return bytes;
    }

    /// <summary>All of them, as the core knows them.</summary>
    public List<Membership> ToList()
    {
        var all = new List<Membership>(Count);
        for (var i = 0; i < Count; i++)
        {
            all.Add(new Membership(new BookId(this[i].Book), this[i].LinkedAt));
        }

        return all;
    }

    /// <summary>All of them.</summary>
    public (long Book, long LinkedAt)[] ToArray()
    {
        var all = new (long Book, long LinkedAt)[Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = this[i];
        }

        return all;
    }

    /// <summary>When the contact last came into a book; 0 for never.</summary>
    public long Last()
    {
        var last = 0L;
        for (var i = 0; i < Count; i++)
        {
            last = Math.Max(last, this[i].LinkedAt);
        }

        return last;
    }
}
