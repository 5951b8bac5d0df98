namespace ContactBooks.Core.Mapping;

/// <summary>What a word of a header tells: a section of <c>HeaderWords.txt</c>, where each is explained.</summary>
internal enum HeaderWord
{
    /// <summary>Nothing that we know.</summary>
    Unknown,

    /// <summary>A phone that messages reach.</summary>
    Mobile,

    /// <summary>A phone.</summary>
    Phone,

    /// <summary>The whole name.</summary>
    Name,

    /// <summary>The first name.</summary>
    FirstName,

    /// <summary>The last name.</summary>
    LastName,

    /// <summary>The whole name, or the last where there is a first.</summary>
    NameOrLastName,

    /// <summary>The whole name, or the first where there is a last.</summary>
    NameOrFirstName,

    /// <summary>An email address.</summary>
    Email,

    /// <summary>A company.</summary>
    Company,

    /// <summary>Someone, whose name or phone it may be.</summary>
    Person,

    /// <summary>Nothing beside what stands with it.</summary>
    Neutral,

    /// <summary>One of the less good phones or addresses.</summary>
    Lesser,

    /// <summary>Something that goes with an email, and else tells of something other.</summary>
    WithEmail,

    /// <summary>Something that is no field of ours.</summary>
    Other,
}
