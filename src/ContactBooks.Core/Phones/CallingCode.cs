using System.Globalization;

namespace ContactBooks.Core.Phones;

/// <summary>A country calling code: 91 for India, 1 for North America, 870 for Inmarsat.</summary>
/// <param name="Value">
/// The code, of 1 to 3 digits. <see cref="TryParse"/> gives assigned codes only; one made by hand that isn't assigned
/// is to <see cref="PhoneReader"/> as if none were given.
/// </param>
public readonly record struct CallingCode(int Value)
{
    /// <summary>Whether a country or a worldwide service has this code (the list is libphonenumber's, 800, 870, 881, … included).</summary>
    public bool IsAssigned => NumberingPlan.RegionOf(Value) is not null;

    /// <summary>Whether several countries or territories share this code, as 1 and 7.</summary>
    public bool IsShared => NumberingPlan.IsShared(Value);

    /// <summary>The country, the main one of those that share the code (libphonenumber's names).</summary>
    /// <param name="language">The language of its name, as in <c>hi</c>; English where there is none in it.</param>
    /// <returns>Null of a worldwide service, and of the few territories that have no name there, as Kosovo.</returns>
    public string? CountryIn(string language) => NumberingPlan.CountryOf(Value, language);

    /// <summary>Reads a code as people write it: <c>91</c>, <c>+91</c>, <c>0091</c>, with blanks around it.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="code">The code, or <c>default</c>.</param>
    /// <returns>
    /// Whether it is an assigned country calling code. Blank text is none: whether "absent" is allowed is the caller's to say.
    /// </returns>
    public static bool TryParse(string? text, out CallingCode code)
    {
        code = default;
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith('+'))
            digits = digits[1..];
        else if (digits.StartsWith("00"))
            digits = digits[2..];

        // No code begins with 0, and int.Parse would take a sign or other digits: only what is left as 1 to 3 ASCII digits counts.
        if (digits.Length is 0 or > 3 || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9'))
            return false;

        var parsed = new CallingCode(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        if (!parsed.IsAssigned)
            return false;

        code = parsed;
        return true;
    }

    /// <summary>The code's digits without a plus: <c>91</c>.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
