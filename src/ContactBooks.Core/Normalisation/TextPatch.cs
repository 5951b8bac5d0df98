namespace ContactBooks.Core.Normalisation;

/// <summary>What a row does to a text of a contact (RFC 7396): nothing, clears it, or sets it.</summary>
public readonly record struct TextPatch
{
    private TextPatch(bool clears, string? value) => (Clears, Value) = (clears, value);

    /// <summary>Leaves what is stored. A blank text comes to the same: an empty cell never wipes a name.</summary>
    public static TextPatch Absent { get; }

    /// <summary>Clears what is stored.</summary>
    public static TextPatch Clear { get; } = new(true, null);

    /// <summary>Whether what is stored goes.</summary>
    public bool Clears { get; }

    /// <summary>The new text, NFC and trimmed; null where there is none.</summary>
    public string? Value { get; }

    /// <summary>Whether nothing changes, whatever is stored.</summary>
    public bool IsAbsent => !Clears && Value is null;

    /// <summary>Sets a text.</summary>
    public static TextPatch Set(string value) => new(false, value);

    /// <summary>What is stored after the patch.</summary>
    public string? ApplyTo(string? stored) => IsAbsent ? stored : Value;
}
