using System.Globalization;
using System.Text;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>
/// Whether a line that a scan stopped at is one that its query finds: that looks for digits in the phone alone, where the scan finds
/// them anywhere.
/// </summary>
internal static class FoundText
{
    public static bool IsOf(SearchQuery? query, ReadOnlySpan<byte> line)
    {
        if (query?.Digits is null)
        {
            return true;
        }

        var text = Encoding.UTF8.GetString(line);
        var phone = long.Parse(text.AsSpan(0, text.IndexOf(SearchText.FieldEnd, StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        return query.Finds(new Phone(phone), text);
    }
}
