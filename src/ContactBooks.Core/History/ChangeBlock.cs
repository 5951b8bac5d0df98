using System.Buffers;
using System.Buffers.Binary;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.History;

/// <summary>
/// The form of a block: when it was made and into which book (8 bytes each), then an entry a contact in order of the phones.
/// An entry is its effects, the contact's 16 bytes, and only what can't be told from these: nothing more of a contact that
/// was made, of any other how far its <c>updated_at</c> is from the block's time, and of one that got other values how much
/// older the former one is, which fields differ, and what they held; the memberships that one gave up; and all of one that is gone. Numbers take 7 bits a byte. So a new contact costs 17
/// bytes, and an old one little more than what it had to give up.
/// </summary>
public static class ChangeBlock
{
    /// <summary>Bytes before the first entry.</summary>
    public const int HeaderBytes = sizeof(long) + sizeof(long);

    /// <summary>Bytes of a membership that ended.</summary>
    internal const int MembershipBytes = sizeof(long) + sizeof(long);

    private const int MostBytesOfNumber = 10;

    /// <summary>Begins a block.</summary>
    /// <param name="to">Where it is written.</param>
    /// <param name="at">When the change is made, in milliseconds since 1970: new contacts and links bear this time.</param>
    /// <param name="book">The book.</param>
    public static void Begin(IBufferWriter<byte> to, long at, BookId book)
    {
        var header = to.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteInt64BigEndian(header, at);
        BinaryPrimitives.WriteInt64BigEndian(header[sizeof(long)..], book.Value);
        to.Advance(HeaderBytes);
    }

    /// <summary>The 8 bytes that a block begins with that is made at a time. Compared as bytes, those of later blocks are greater.</summary>
    /// <param name="at">The time, 1970 or later.</param>
    public static byte[] BeginningAt(DateTimeOffset at)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds());
        return bytes;
    }

    /// <summary>Adds a contact that is made.</summary>
    public static void AddCreated(IBufferWriter<byte> to, ContactUid uid) => AddUid(to, ChangeEffects.Created, uid);

    /// <summary>Adds a contact that comes into the book and else stays as it is.</summary>
    public static void AddLinked(IBufferWriter<byte> to, long at, ContactUid uid, long updatedAt)
    {
        AddUid(to, ChangeEffects.Linked, uid);
        AddNumber(to, ZigZag(updatedAt - at));
    }

    /// <summary>Adds a contact that gets other values.</summary>
    /// <param name="to">Where it is written.</param>
    /// <param name="at">When the change is made.</param>
    /// <param name="uid">The contact.</param>
    /// <param name="links">Whether it comes into the book too.</param>
    /// <param name="updatedAt">When it last changed, after this.</param>
    /// <param name="formerUpdatedAt">And before.</param>
    /// <param name="former">What it held.</param>
    /// <param name="fields">What it will hold.</param>
    public static void AddChanged(
        IBufferWriter<byte> to, long at, ContactUid uid, bool links, long updatedAt, long formerUpdatedAt, in FieldBytes former, in FieldBytes fields)
    {
        AddUid(to, ChangeEffects.Changed | (links ? ChangeEffects.Linked : 0), uid);
        AddNumber(to, ZigZag(updatedAt - at));
        AddNumber(to, ZigZag(updatedAt - formerUpdatedAt));
        var differing = Differing(former, fields);
        AddByte(to, (byte)differing);
        AddFormer(to, differing, FieldSet.DisplayName, former.DisplayName);
        AddFormer(to, differing, FieldSet.FirstName, former.FirstName);
        AddFormer(to, differing, FieldSet.LastName, former.LastName);
        AddFormer(to, differing, FieldSet.Email, former.Email);
        AddFormer(to, differing, FieldSet.CompanyName, former.CompanyName);
        AddFormer(to, differing, FieldSet.CustomFields, former.CustomFields);
    }

    /// <summary>Adds a contact that leaves books, and is in others still.</summary>
    /// <param name="to">Where it is written.</param>
    /// <param name="at">When the change is made.</param>
    /// <param name="uid">The contact.</param>
    /// <param name="updatedAt">When it last changed, which stays.</param>
    /// <param name="links">Whether it comes into the block's book.</param>
    /// <param name="ended">The memberships that end.</param>
    public static void AddUnlinked(
        IBufferWriter<byte> to, long at, ContactUid uid, long updatedAt, bool links, IReadOnlyList<Membership> ended)
    {
        AddUid(to, ChangeEffects.Unlinked | (links ? ChangeEffects.Linked : 0), uid);
        AddNumber(to, ZigZag(updatedAt - at));
        AddMemberships(to, ended);
    }

    /// <summary>Adds a contact that goes, with all that it was.</summary>
    /// <param name="to">Where it is written.</param>
    /// <param name="at">When the change is made.</param>
    /// <param name="uid">The contact.</param>
    /// <param name="phone">Its phone.</param>
    /// <param name="createdAt">When it was made.</param>
    /// <param name="updatedAt">When it last changed.</param>
    /// <param name="fields">What it held.</param>
    /// <param name="books">The books it was in.</param>
    public static void AddDeleted(
        IBufferWriter<byte> to,
        long at,
        ContactUid uid,
        Phone phone,
        long createdAt,
        long updatedAt,
        in FieldBytes fields,
        IReadOnlyList<Membership> books)
    {
        AddUid(to, ChangeEffects.Deleted, uid);
        AddNumber(to, ZigZag(updatedAt - at));
        AddNumber(to, (ulong)phone.Number);
        AddNumber(to, ZigZag(at - createdAt));
        AddFormer(to, FieldSet.All, FieldSet.DisplayName, fields.DisplayName);
        AddFormer(to, FieldSet.All, FieldSet.FirstName, fields.FirstName);
        AddFormer(to, FieldSet.All, FieldSet.LastName, fields.LastName);
        AddFormer(to, FieldSet.All, FieldSet.Email, fields.Email);
        AddFormer(to, FieldSet.All, FieldSet.CompanyName, fields.CompanyName);
        AddFormer(to, FieldSet.All, FieldSet.CustomFields, fields.CustomFields);
        AddMemberships(to, books);
    }

    private static FieldSet Differing(in FieldBytes former, in FieldBytes fields) =>
        (former.DisplayName.SequenceEqual(fields.DisplayName) ? 0 : FieldSet.DisplayName) |
        (former.FirstName.SequenceEqual(fields.FirstName) ? 0 : FieldSet.FirstName) |
        (former.LastName.SequenceEqual(fields.LastName) ? 0 : FieldSet.LastName) |
        (former.Email.SequenceEqual(fields.Email) ? 0 : FieldSet.Email) |
        (former.CompanyName.SequenceEqual(fields.CompanyName) ? 0 : FieldSet.CompanyName) |
        (former.CustomFields.SequenceEqual(fields.CustomFields) ? 0 : FieldSet.CustomFields);

    private static ulong ZigZag(long number) => (ulong)(number << 1) ^ (ulong)(number >> 63);

    private static void AddUid(IBufferWriter<byte> to, ChangeEffects effects, ContactUid uid)
    {
        var bytes = to.GetSpan(1 + ContactUid.ByteCount);
        bytes[0] = (byte)effects;
        uid.WriteBytes(bytes[1..]);
        to.Advance(1 + ContactUid.ByteCount);
    }

    private static void AddNumber(IBufferWriter<byte> to, ulong number)
    {
        var bytes = to.GetSpan(MostBytesOfNumber);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            bytes[length++] = (byte)(number | 0x80);
        }

        bytes[length++] = (byte)number;
        to.Advance(length);
    }

    private static void AddFormer(IBufferWriter<byte> to, FieldSet differing, FieldSet field, ReadOnlySpan<byte> former)
    {
        if ((differing & field) != 0)
        {
            AddNumber(to, (ulong)former.Length);
            to.Write(former);
        }
    }

    private static void AddMemberships(IBufferWriter<byte> to, IReadOnlyList<Membership> memberships)
    {
        AddNumber(to, (ulong)memberships.Count);
        foreach (var (book, linkedAt) in memberships)
        {
            var bytes = to.GetSpan(MembershipBytes);
            BinaryPrimitives.WriteInt64BigEndian(bytes, book.Value);
            BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], linkedAt);
            to.Advance(MembershipBytes);
        }
    }

    private static void AddByte(IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
