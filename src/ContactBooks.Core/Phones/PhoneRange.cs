namespace ContactBooks.Core.Phones;

/// <summary>All phones of a calling code that have as many digits: they lie together in the order of phones.</summary>
/// <param name="Code">The code.</param>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
public readonly record struct PhoneRange(CallingCode Code, Phone First, Phone Last)
{
    /// <summary>The ranges that hold every phone there can be, each once.</summary>
    public static IReadOnlyList<PhoneRange> All { get; } =
    [
        .. from code in NumberingPlan.Codes
           from digits in Enumerable.Range(NumberingPlan.FewestDigits, Phone.MaxDigits - NumberingPlan.FewestDigits + 1)
           select Of(code, digits),
    ];

    private static PhoneRange Of(CallingCode code, int digits)
    {
        var size = 1L;
        for (var i = code.ToString().Length; i < digits; i++)
        {
            size *= 10;
        }

        return new PhoneRange(code, new Phone(code.Value * size), new Phone(((code.Value + 1) * size) - 1));
    }
}
