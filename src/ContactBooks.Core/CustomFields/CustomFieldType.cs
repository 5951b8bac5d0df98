namespace ContactBooks.Core.CustomFields;

/// <summary>What the values of a custom field are. A value that doesn't fit is kept as text, with a warning.</summary>
public enum CustomFieldType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A number, stored as a JSON number with its digits as they were written.</summary>
    Number,

    /// <summary>A date, with or without a time of day, stored as the text that it was written as.</summary>
    Date,

    /// <summary>Yes or no, stored as <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of a few texts.</summary>
    Choice,
}
