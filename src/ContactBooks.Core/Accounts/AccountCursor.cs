using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using ContactBooks.Core.Identity;

namespace ContactBooks.Core.Accounts;

/// <summary>A place in a list of accounts, opaque to who has it.</summary>
/// <param name="IsOperator">Whether the account at that place is an operator: these come first.</param>
/// <param name="CreatedAt">When it was made, in milliseconds since 1970.</param>
/// <param name="Uid">That account.</param>
public readonly record struct AccountCursor(bool IsOperator, long CreatedAt, string Uid)
{
    private const int MaxBytes = 96;

    /// <summary>Before the first place of any list.</summary>
    public static AccountCursor Beginning { get; } = new(true, long.MinValue, "");

    /// <summary>The place of an account.</summary>
    public static AccountCursor Of(Account account) =>
        new(account.Role == AccountRole.Operator, account.CreatedAt.ToUnixTimeMilliseconds(), account.Uid);

    /// <summary>The text to come back with.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt);
        var length = sizeof(long) + Encoding.ASCII.GetBytes(Uid, bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes[..length]);
    }

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out AccountCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        cursor = default;
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length <= sizeof(long))
        {
            return false;
        }

        var uid = Encoding.ASCII.GetString(bytes[sizeof(long)..length]);
        var isOperator = PublicUid.IsWellFormed(PublicUid.Operator, uid);
        cursor = new AccountCursor(isOperator, BinaryPrimitives.ReadInt64BigEndian(bytes), uid);
        return isOperator || PublicUid.IsWellFormed(PublicUid.User, uid);
    }
}
