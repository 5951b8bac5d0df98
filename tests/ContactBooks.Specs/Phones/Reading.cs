using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Short words for the specs: what a text is read as.</summary>
internal static class Reading
{
    public static readonly PhoneReader Reader = new();

    /// <param name="text">The text.</param>
    /// <param name="code">The default code; 0 is none.</param>
    public static PhoneReading Of(string text, int code = 0) => Reader.Read(text, code == 0 ? null : new CallingCode(code));

    /// <summary>The digits, or the name of the fault: one word to compare.</summary>
    public static string Read(string text, int code = 0)
    {
        var reading = Of(text, code);
        return reading.IsPhone ? reading.Phone.ToString() : reading.Fault.ToString();
    }
}
