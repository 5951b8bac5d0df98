using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Search;

/// <summary>
/// What a person looks for: a fragment of any text, and where it may be a phone, its digits and the number it stands for.
/// </summary>
public sealed class SearchQuery
{
    private SearchQuery(string text, string? digits, Phone? phone) => (Text, Digits, Phone) = (text, digits, phone);

    /// <summary>The fragment, folded, never empty.</summary>
    public string Text { get; }

    /// <summary>The digits, where the fragment is only digits with spaces, dashes, dots, brackets or a plus; else null.</summary>
    public string? Digits { get; }

    /// <summary>The whole number it stands for by the one rule for phones; else null. Finds <c>07000 782082</c>.</summary>
    public Phone? Phone { get; }

    /// <summary>Reads what was asked; null for a blank text, which asks for nothing.</summary>
    /// <param name="text">As the person wrote it.</param>
    /// <param name="phones">The one rule for phones.</param>
    /// <param name="defaultCode">The customer's default code.</param>
    public static SearchQuery? Parse(string? text, PhoneReader phones, CallingCode? defaultCode)
    {
        var trimmed = text is null || Normalisation.TextRule.HasForbidden(text) ? WithoutForbidden(text) : text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        var folded = SearchText.Fold(trimmed);
        if (WrittenDigits.Of(trimmed) is not { Length: > 0 } digits)
        {
            return new SearchQuery(folded, null, null);
        }

        var reading = digits.Length >= 7 ? phones.Read(trimmed, defaultCode) : default;
        return new SearchQuery(folded, digits, reading.IsPhone ? reading.Phone : null);
    }

    /// <summary>Whether a contact is found.</summary>
    /// <param name="phone">The contact's phone.</param>
    /// <param name="line">Its line, see <see cref="SearchText.LineOf"/>.</param>
    public bool Finds(Phone phone, string line) =>
        line.Contains(Text, StringComparison.Ordinal) ||
        (Digits is not null && phone.ToString().Contains(Digits, StringComparison.Ordinal)) ||
        phone == Phone;

    /// <summary>No stored text has such characters, so the fragment with them finds nothing: it is kept, unfindable, as U+FFFD.</summary>
    private static string WithoutForbidden(string? text) =>
        new string([.. (text ?? "").Select(c => (char.IsControl(c) && c is not '\t' and not '\n') || char.IsSurrogate(c) ? '\uFFFD' : c)]).Trim();
}
