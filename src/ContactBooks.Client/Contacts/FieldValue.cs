namespace ContactBooks.Client;

/// <summary>
/// A text field of a row to upload: absent leaves what is stored (the default, and what a null string becomes), a value replaces
/// it, <see cref="Clear"/> clears it. A blank value is as absent: an empty cell never wipes a name.
/// </summary>
public readonly record struct FieldValue
{
    private FieldValue(string? value, bool isPresent) => (Value, IsPresent) = (value, isPresent);

    /// <summary>Clears what is stored.</summary>
    public static FieldValue Clear { get; } = new(null, isPresent: true);

    /// <summary>The value; null where the field is absent or to be cleared.</summary>
    public string? Value { get; }

    /// <summary>Whether the field is sent.</summary>
    public bool IsPresent { get; }

    /// <summary>The value, or absent for null.</summary>
    public static implicit operator FieldValue(string? value) => FromString(value);

    /// <summary>The value, or absent for null.</summary>
    public static FieldValue FromString(string? value) => new(value, value is not null);
}
