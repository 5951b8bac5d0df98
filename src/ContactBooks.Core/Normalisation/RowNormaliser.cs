using System.Text;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Normalisation;

/// <summary>
/// The second step of the road: judges a row's content and brings it into its one form. A fault rejects the row alone;
/// all its faults are told.
/// </summary>
/// <param name="phones">The one rule for phones.</param>
public sealed class RowNormaliser(PhoneReader phones)
{
    /// <summary>Code points of the names and the company.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Code points of an email address.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>Code points of a phone as it is sent, and of its echo.</summary>
    public const int MaxPhoneLength = 64;

    /// <summary>Normalises one row.</summary>
    /// <param name="row">The row as it came.</param>
    /// <param name="defaultCode">For a phone without a country code; null for none.</param>
    public NormalisedRow Normalise(RawRow row, CallingCode? defaultCode)
    {
        List<RowFault>? faults = null;

        var phone = ReadPhone(row.Phone, defaultCode, ref faults);
        var displayName = Text(row.DisplayName, "displayName", MaxNameLength, ref faults);
        var firstName = Text(row.FirstName, "firstName", MaxNameLength, ref faults);
        var lastName = Text(row.LastName, "lastName", MaxNameLength, ref faults);
        var email = ReadEmail(row.Email, ref faults);
        var companyName = Text(row.CompanyName, "companyName", MaxNameLength, ref faults);
        if (row.CustomFields.Fault is { } customFieldsFault)
        {
            (faults ??= []).Add(customFieldsFault);
        }

        if (faults is not null)
        {
            return new NormalisedRow(null, new RejectedRow(Echo(row.Phone.Text), faults));
        }

        return new NormalisedRow(
            new ContactPatch(phone)
            {
                DisplayName = displayName,
                FirstName = firstName,
                LastName = lastName,
                Email = email,
                CompanyName = companyName,
                CustomFields = CustomFieldsPatch.Of(row.CustomFields),
            },
            null);
    }

    private Phone ReadPhone(RawText raw, CallingCode? defaultCode, ref List<RowFault>? faults)
    {
        if (TextRule.Apply(raw, "phone", MaxPhoneLength, out var text) is { } fault)
        {
            (faults ??= []).Add(fault);
            return default;
        }

        var reading = text.Utf8.IsEmpty ? default : phones.Read(text.Utf8, defaultCode);
        if (text.Utf8.IsEmpty || reading is { IsPhone: false, Fault: PhoneFault.Empty })
        {
            (faults ??= []).Add(new RowFault(InvalidReason.MissingPhone, "phone", "This row has no phone number. Every contact needs one."));
            return default;
        }

        if (!reading.IsPhone)
        {
            (faults ??= []).Add(new RowFault(InvalidReason.InvalidPhone, "phone", reading.Message) { Phone = reading });
            return default;
        }

        return reading.Phone;
    }

    private static TextPatch ReadEmail(RawText raw, ref List<RowFault>? faults)
    {
        var email = Text(raw, "email", MaxEmailLength, ref faults);
        Span<char> text = stackalloc char[2 * MaxEmailLength];
        if (!email.Utf8.IsEmpty && !EmailRule.Allows(text[..Encoding.UTF8.GetChars(email.Utf8, text)]))
        {
            (faults ??= []).Add(new RowFault(
                InvalidReason.InvalidEmail, "email", "This is no email address: it needs one @ and a domain with a dot, as in asha@example.com, and no spaces."));
        }

        return email;
    }

    private static TextPatch Text(RawText raw, string field, int maxLength, ref List<RowFault>? faults)
    {
        if (TextRule.Apply(raw, field, maxLength, out var patch) is { } fault)
        {
            (faults ??= []).Add(fault);
        }

        return patch;
    }

    private static string? Echo(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        // Cut by code points; what is half a character counts and shows as one.
        var echo = new StringBuilder(Math.Min(phone.Length, MaxPhoneLength * 2));
        var count = 0;
        foreach (var rune in phone.EnumerateRunes())
        {
            if (count++ == MaxPhoneLength)
            {
                break;
            }

            echo.Append(rune.ToString());
        }

        return echo.ToString();
    }
}
