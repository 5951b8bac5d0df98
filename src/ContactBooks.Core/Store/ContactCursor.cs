using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;

namespace ContactBooks.Core.Store;

/// <summary>A place in a list of contacts, opaque to clients.</summary>
/// <param name="Order">Of which list.</param>
/// <param name="Major">
/// For a membership its time in milliseconds since 1970; for what a search finds a number of the engine's; for a name and a phone
/// the phone; else 0.
/// </param>
/// <param name="Uid">The contact at that place.</param>
/// <param name="Name">
/// In an order by name its <see cref="NameKey"/>, so that the place stays should the contact get another; else empty.
/// </param>
public readonly record struct ContactCursor(ContactOrder Order, long Major, ContactUid Uid, string Name = "")
{
    private const int MajorAt = 1;
    private const int UidAt = MajorAt + sizeof(long);
    private const int NameAt = UidAt + ContactUid.ByteCount;

    /// <summary>Bytes of a name at the most: two names of 200 code points with a space.</summary>
    private const int MaxNameBytes = 1604;

    /// <summary>Of which list it is a place.</summary>
    /// <param name="sort">How it is sorted; null for the order that it has by itself.</param>
    /// <param name="query">What is searched for; null for all of a book.</param>
    public static ContactOrder OrderOf(ContactSort? sort, SearchQuery? query) => sort switch
    {
        ContactSort.Oldest => query is null ? ContactOrder.Oldest : ContactOrder.OldestFound,
        ContactSort.Name => ContactOrder.Name,
        ContactSort.NameDescending => ContactOrder.NameDescending,
        ContactSort.Phone => ContactOrder.Phone,
        ContactSort.PhoneDescending => ContactOrder.PhoneDescending,
        _ => query is null ? ContactOrder.Membership : ContactOrder.Search,
    };

    /// <summary>The text that clients get and send back.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[NameAt + MaxNameBytes];
        bytes[0] = (byte)Order;
        BinaryPrimitives.WriteInt64BigEndian(bytes[MajorAt..], Major);
        Uid.WriteBytes(bytes[UidAt..]);
        return Base64Url.EncodeToString(bytes[..(NameAt + Encoding.UTF8.GetBytes(Name, bytes[NameAt..]))]);
    }

    /// <summary>Reads a cursor of the given order; false for any other text.</summary>
    public static bool TryParse(string text, ContactOrder order, out ContactCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[NameAt + MaxNameBytes];
        cursor = default;
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done ||
            length < NameAt || bytes[0] != (byte)order)
        {
            return false;
        }

        var name = bytes[NameAt..length];
        if (!Utf8.IsValid(name) || (!name.IsEmpty && order is not (ContactOrder.Name or ContactOrder.NameDescending)))
        {
            return false;
        }

        cursor = new ContactCursor(
            order,
            BinaryPrimitives.ReadInt64BigEndian(bytes[MajorAt..]),
            ContactUid.FromBytes(bytes[UidAt..NameAt]),
            Encoding.UTF8.GetString(name));
        return true;
    }
}
