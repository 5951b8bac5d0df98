using System.Globalization;

namespace ContactBooks.Core.Phones;

/// <summary>
/// A full international phone number (E.164: country calling code and national number), the identity of a contact.
/// At most 15 digits, no plus, no leading zero: <c>917000782082</c>.
/// </summary>
/// <remarks>
/// A <see cref="Phone"/> has the right shape; that it is an assigned number is what <see cref="PhoneReader"/> found out when it was read.
/// <c>default</c> is no phone: its <see cref="Number"/> is 0.
/// </remarks>
public readonly record struct Phone : IComparable<Phone>
{
    /// <summary>The most digits that a phone has, country calling code included (ITU-T E.164, 6.1).</summary>
    public const int MaxDigits = 15;

    private const long MaxNumber = 999_999_999_999_999;

    /// <summary>A phone from the number that a store keeps.</summary>
    /// <param name="number">1 to 999,999,999,999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero, negative or of more than 15 digits.</exception>
    public Phone(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        Number = number;
    }

    /// <summary>The digits as a number, 1 to 999,999,999,999,999. No digit is lost: a country calling code never begins with 0.</summary>
    public long Number { get; }

    /// <summary>
    /// Reads digits that are already normalised, as <see cref="ToString"/> gives them (a cursor, a stored text).
    /// What people write goes to <see cref="PhoneReader"/> instead.
    /// </summary>
    /// <param name="digits">1 to 15 ASCII digits, the first not 0; nothing else around or between them.</param>
    /// <param name="phone">The phone, or <c>default</c>.</param>
    /// <returns>Whether the text has that shape. Whether the number is assigned is not asked.</returns>
    public static bool TryParse(ReadOnlySpan<char> digits, out Phone phone)
    {
        phone = default;
        if (digits.Length is 0 or > MaxDigits || digits[0] == '0')
            return false;

        var number = 0L;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            number = number * 10 + (c - '0');
        }

        phone = new(number);
        return true;
    }

    /// <summary>Orders by <see cref="Number"/>, so shorter phones come first.</summary>
    public int CompareTo(Phone other) => Number.CompareTo(other.Number);

    /// <summary>The digits without a plus: <c>917000782082</c>.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether one phone's number is lower.</summary>
    public static bool operator <(Phone left, Phone right) => left.Number < right.Number;

    /// <summary>Whether one phone's number is lower or the same.</summary>
    public static bool operator <=(Phone left, Phone right) => left.Number <= right.Number;

    /// <summary>Whether one phone's number is higher.</summary>
    public static bool operator >(Phone left, Phone right) => left.Number > right.Number;

    /// <summary>Whether one phone's number is higher or the same.</summary>
    public static bool operator >=(Phone left, Phone right) => left.Number >= right.Number;
}
