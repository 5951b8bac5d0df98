using System.Globalization;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Search;

/// <summary>
/// A search for a whole phone, or nearly so, without a scan. The phones that hold so many digits are a few ranges of the
/// customer's unique key; and whether any other text of the book could hold them, the blocks tell by their longest numbers.
/// Where none could and one contact is found at the most, that is the answer, in whatever order; else the blocks are scanned.
/// </summary>
internal static class NumberLookup
{
    /// <summary>Fewer digits are in too many phones. Schemas index the blocks whose texts have so many digits together.</summary>
    public const int FewestDigits = 9;

    /// <summary>Contacts to be read at the most before it is given up.</summary>
    public const int MostContacts = 100;

    // A number of 12 digits in phones of up to 15. A seek takes a microsecond or two; more of them would be no faster than a scan.
    private const int MostRanges = 1111;

    /// <summary>Whether a search is for so many digits, and from the beginning.</summary>
    public static bool IsFor(SearchQuery query, Slice<ContactCursor> slice) => query.Digits is { Length: >= FewestDigits } && slice.After is null;

    /// <summary>The ranges of phones, both ends included, that have a query's digits in them, or are the number it stands for; null if they are too many.</summary>
    /// <param name="query">The query; one of digits.</param>
    /// <param name="largest">The customer's largest phone: no longer ones need be looked for.</param>
    public static List<(long Low, long High)>? RangesOf(SearchQuery query, long largest)
    {
        if (RangesWith(query.Digits!, largest) is not { } ranges)
        {
            return null;
        }

        if (query.Phone is { } phone)
        {
            ranges.Add((phone.Number, phone.Number)); // May be in one of them; whoever is found twice is the same contact.
        }

        return ranges;
    }

    /// <summary>The ranges of numbers up to the length of the largest that have these digits in them; null if they are too many.</summary>
    internal static List<(long Low, long High)>? RangesWith(string digits, long largest)
    {
        var ranges = new List<(long Low, long High)>();
        var length = largest.ToString(CultureInfo.InvariantCulture).Length;
        if (digits.Length > Math.Min(length, Phone.MaxDigits))
        {
            return ranges;
        }

        var number = long.Parse(digits, CultureInfo.InvariantCulture);
        for (var others = 0; digits.Length + others <= length; others++)
        {
            for (var before = 0; before <= others; before++)
            {
                // So many digits before them, and any after them.
                var (unit, firstPrefix, prefixes) = (Power(others - before), before == 0 ? 0 : Power(before - 1), Power(before));
                if (before == 0 && digits[0] == '0')
                {
                    continue; // No phone begins so.
                }

                for (var prefix = firstPrefix; prefix < prefixes; prefix++)
                {
                    if (ranges.Count == MostRanges)
                    {
                        return null;
                    }

                    var low = ((prefix * Power(digits.Length)) + number) * unit;
                    ranges.Add((low, low + unit - 1));
                }
            }
        }

        return ranges;
    }

    private static long Power(int exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
