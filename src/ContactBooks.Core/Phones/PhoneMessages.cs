namespace ContactBooks.Core.Phones;

/// <summary>The sentences that tell a person what is wrong with a phone, and what to do about it.</summary>
internal static class PhoneMessages
{
    public static string Of(PhoneFault fault, CallingCode? code, string? quote) => fault switch
    {
        PhoneFault.None => "",
        PhoneFault.Empty => "There is no phone number.",
        PhoneFault.TooShort => $"This number is too short{ForANumberOf(code)}: digits are missing.",
        PhoneFault.TooLong => $"This number is too long{ForANumberOf(code)}: it has digits too many, or two numbers run together.",
        PhoneFault.NoCountryCode => "This number has no country code: "
            + "write it as + and the country code before the number, or give defaultCountryCode.",
        PhoneFault.UnknownCountryCode => "This number begins with no known country code: after + or 00 comes the country code, as in +91 or 0091.",
        PhoneFault.Letters => "There are letters in this phone number: write it with digits only, and keep names and notes in fields of their own.",
        PhoneFault.NotAssigned => $"This is not an assigned number{(code is null ? "" : $" of +{code}")}: check its digits. "
            + "If it is of another country, write it as + and that country's code before the number.",
        PhoneFault.LostDigits => $"The spreadsheet dropped digits of this number ({quote}). Format the column as Text and paste the numbers again.",
        PhoneFault.Extension => "This number has an extension, and no message can be sent to one: give the number without it.",
        PhoneFault.TwoNumbers => "There are two numbers in this field: give each number a contact of its own, or keep one of them.",
        PhoneFault.NotANumber => "This is not a phone number: "
            + "write it with digits, and at most a plus before and spaces, dashes, dots or brackets between them.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a message."),
    };

    private static string ForANumberOf(CallingCode? code) => code is null ? " for a phone number" : $" for a number of +{code}";
}
