using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ContactBooks.Core.Identity;

namespace ContactBooks.Core.Store;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Offset">How many entries to pass over; 0 where there is a cursor.</param>
/// <param name="Limit">How many entries at the most, 1 to 1000.</param>
/// <param name="After">The place to go on after, at a cost that doesn't grow with depth; null to go by offset.</param>
public readonly record struct Slice<TCursor>(long Offset, int Limit, TCursor? After)
    where TCursor : struct;

/// <summary>A part of a list.</summary>
/// <param name="Items">Its entries.</param>
/// <param name="Next">The place to go on after; null at the list's end.</param>
public sealed record Page<T, TCursor>(IReadOnlyList<T> Items, TCursor? Next)
    where TCursor : struct;

/// <summary>Of which list of contacts a cursor is a place.</summary>
public enum ContactOrder
{
    /// <summary>Newest membership first, then identifier.</summary>
    Membership,

    /// <summary>The order of a search.</summary>
    Search,

    /// <summary>The order of the identifiers.</summary>
    Uid,

    /// <summary>Oldest membership first, then identifier backwards.</summary>
    Oldest,

    /// <summary>What a search finds, as <see cref="ContactSort.Oldest"/> has it.</summary>
    OldestFound,

    /// <summary>As <see cref="ContactSort.Name"/> has it.</summary>
    Name,

    /// <summary>As <see cref="ContactSort.NameDescending"/> has it.</summary>
    NameDescending,

    /// <summary>As <see cref="ContactSort.Phone"/> has it.</summary>
    Phone,

    /// <summary>As <see cref="ContactSort.PhoneDescending"/> has it.</summary>
    PhoneDescending,
}

/// <summary>A place in a list of books, opaque to clients.</summary>
/// <param name="Uid">The book at that place.</param>
public readonly record struct BookCursor(string Uid)
{
    /// <summary>The text that clients get and send back.</summary>
    public override string ToString() => UidCursor.Write(Uid);

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out BookCursor cursor)
    {
        var isOne = UidCursor.TryRead(text, PublicUid.Book, out var uid);
        cursor = new BookCursor(uid);
        return isOne;
    }
}

/// <summary>A place in a list of imports, opaque to clients.</summary>
/// <param name="Uid">The import at that place.</param>
public readonly record struct ImportCursor(string Uid)
{
    /// <summary>The text that clients get and send back.</summary>
    public override string ToString() => UidCursor.Write(Uid);

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out ImportCursor cursor)
    {
        var isOne = UidCursor.TryRead(text, PublicUid.Import, out var uid);
        cursor = new ImportCursor(uid);
        return isOne;
    }
}

/// <summary>A cursor that is a public identifier.</summary>
internal static class UidCursor
{
    public static string Write(string uid) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(uid));

    public static bool TryRead(string text, string prefix, out string uid)
    {
        Span<byte> bytes = stackalloc byte[96];
        uid = "";
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done)
        {
            return false;
        }

        uid = Encoding.ASCII.GetString(bytes[..length]);
        return PublicUid.IsWellFormed(prefix, uid);
    }
}
