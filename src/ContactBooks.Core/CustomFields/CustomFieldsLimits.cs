namespace ContactBooks.Core.CustomFields;

/// <summary>What the custom fields of a row may be. Beyond that the row is <c>INVALID_CUSTOM_FIELDS</c>.</summary>
public static class CustomFieldsLimits
{
    /// <summary>Characters (code points) of a key.</summary>
    public const int MaxKeyLength = 64;

    /// <summary>Levels of objects and arrays, the custom fields themselves being the first.</summary>
    public const int MaxDepth = 8;

    /// <summary>Bytes of a row's custom fields as compact JSON.</summary>
    public const int MaxBytes = 16 * 1024;
}
