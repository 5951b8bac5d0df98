using System.Text.Json.Serialization;

namespace ContactBooks.Client;

/// <summary>A contact book as it reads now.</summary>
public sealed record ContactBook
{
    /// <summary>Its identifier, <c>grp_…</c>.</summary>
    public required string Uid { get; init; }

    /// <summary>1 to 100 characters; two books may bear one name.</summary>
    public required string Name { get; init; }

    /// <summary>To 500 characters, or null.</summary>
    public string? Description { get; init; }

    /// <summary><c>#rgb</c> or <c>#rrggbb</c>, or null.</summary>
    public string? Color { get; init; }

    /// <summary>One of <see cref="BookStatus"/>, or one that a newer server added.</summary>
    public required string Status { get; init; }

    /// <summary>How many contacts are in it.</summary>
    public required long ContactCount { get; init; }

    /// <summary>When it was made, UTC, to the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the book itself last changed, UTC, to the millisecond.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What a book is made from.</summary>
/// <param name="Name">1 to 100 characters after trimming.</param>
public sealed record NewContactBook(string Name)
{
    /// <summary>To 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary><c>#rgb</c> or <c>#rrggbb</c>.</summary>
    public string? Color { get; init; }
}

/// <summary>What a book is known by where contacts are the subject.</summary>
/// <param name="Uid">Its identifier, <c>grp_…</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record ContactBookReference([property: JsonPropertyName("contactBookUid")] string Uid, string Name);

/// <summary>The statuses of books that this version knows of.</summary>
public static class BookStatus
{
    /// <summary>In use.</summary>
    public const string Active = "ACTIVE";

    /// <summary>Put aside; it can still be read and uploaded into.</summary>
    public const string Inactive = "INACTIVE";
}
