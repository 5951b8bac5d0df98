namespace ContactBooks.Core.Mapping;

/// <summary>What a column's name tells of it.</summary>
internal enum HeaderMeaning
{
    /// <summary>Nothing: there is none, or no word of it is known. The values may tell.</summary>
    Nothing,

    /// <summary>A field, and no doubt of it: <see cref="HeaderReading.Field"/>.</summary>
    Field,

    /// <summary>A phone or an email perhaps, among words that aren't known: the values must tell.</summary>
    Hint,

    /// <summary>Someone, whose phone, name or email it may be: the values must tell.</summary>
    Someone,

    /// <summary>Something that is no field of ours, whatever the values look like.</summary>
    SomethingElse,
}

/// <summary>How good a phone is to write to, by its column's name; the better ones first.</summary>
internal enum PhoneRank
{
    /// <summary>Mobile, WhatsApp.</summary>
    Mobile,

    /// <summary>A phone.</summary>
    Plain,

    /// <summary>At home, at work, another.</summary>
    Lesser,

    /// <summary>The company's: taken only where there is no other.</summary>
    Company,
}

/// <summary>A column's name, read.</summary>
/// <param name="Meaning">What it tells.</param>
/// <param name="Field">The field, where it tells one.</param>
/// <param name="Rank">Of phones and emails how good they are.</param>
/// <param name="Copy">The number in it, as in <c>Phone 2</c>; 1 without one.</param>
/// <param name="Word">Which kind of name it is, where it is one.</param>
internal readonly record struct HeaderReading(
    HeaderMeaning Meaning,
    ColumnField Field = ColumnField.Ignored,
    PhoneRank Rank = PhoneRank.Plain,
    int Copy = 1,
    HeaderWord Word = HeaderWord.Unknown);
