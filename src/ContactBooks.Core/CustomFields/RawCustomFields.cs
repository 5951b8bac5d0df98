using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.CustomFields;

/// <summary>The custom fields of a row as they came: not there, an explicit null, or an object.</summary>
public readonly record struct RawCustomFields
{
    /// <summary>An explicit null, which clears all that is stored.</summary>
    public static RawCustomFields Null { get; } = new() { IsNull = true };

    /// <summary>Whether it is an explicit null.</summary>
    public bool IsNull { get; init; }

    /// <summary>The object as compact JSON (UTF-8, escapes only where JSON demands them); empty where there is none.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Whether a value at the top is null, which removes a key.</summary>
    public bool RemovesKeys { get; init; }

    /// <summary>What is wrong with the content, which makes the row invalid; null where nothing is.</summary>
    public RowFault? Fault { get; init; }
}
