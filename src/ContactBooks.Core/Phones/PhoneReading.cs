namespace ContactBooks.Core.Phones;

/// <summary>What <see cref="PhoneReader"/> made of a text: a phone, or a fault that can be told to the one who sent it.</summary>
public readonly record struct PhoneReading
{
    private PhoneReading(Phone phone) => Phone = phone;

    private PhoneReading(PhoneFault fault, CallingCode? code, string? quote)
    {
        Fault = fault;
        Code = code;
        Quote = quote;
    }

    /// <summary>Whether the text is a phone. A <c>default</c> reading is neither a phone nor a fault.</summary>
    public bool IsPhone => Phone != default;

    /// <summary>The phone; <c>default</c> where there is a fault.</summary>
    public Phone Phone { get; }

    /// <summary>The fault; <see cref="PhoneFault.None"/> where there is a phone.</summary>
    public PhoneFault Fault { get; }

    /// <summary>The country code whose number a faulty text was taken for; null where it can't be told.</summary>
    public CallingCode? Code { get; }

    /// <summary>A few characters of a faulty text, for who is told of it; null where they wouldn't help.</summary>
    public string? Quote { get; }

    /// <summary>
    /// What is wrong and what to do, as a full English sentence for the one who sent the text; empty where there is a phone.
    /// It doesn't repeat the number, so it may be logged; it is made anew at each call.
    /// </summary>
    public string Message => PhoneMessages.Of(Fault, Code, Quote);

    internal static PhoneReading Of(Phone phone) => new(phone);

    /// <param name="fault">What is wrong.</param>
    /// <param name="code">See <see cref="Code"/>.</param>
    /// <param name="quote">See <see cref="Quote"/>.</param>
    internal static PhoneReading Of(PhoneFault fault, CallingCode? code = null, string? quote = null) => new(fault, code, quote);
}
