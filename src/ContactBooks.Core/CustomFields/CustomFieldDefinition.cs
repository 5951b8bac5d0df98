namespace ContactBooks.Core.CustomFields;

/// <summary>What a customer's custom field is: how people call it, and what its values are.</summary>
public sealed record CustomFieldDefinition
{
    /// <summary>Its identifier, <c>fld_…</c>.</summary>
    public required string Uid { get; init; }

    /// <summary>The key that uploads send. It never changes.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it; the key until it is renamed.</summary>
    public required string Label { get; init; }

    /// <summary>What its values are.</summary>
    public required CustomFieldType Type { get; init; }

    /// <summary>Of a choice, the texts to choose from; empty for any text, and of any other type.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>How it came to be.</summary>
    public required CustomFieldOrigin Origin { get; init; }

    /// <summary>When it was first seen or made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its label, type or choices last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>By which way a custom field came to be.</summary>
public enum CustomFieldSource
{
    /// <summary>First seen in an upload.</summary>
    Upload,

    /// <summary>First seen in a file.</summary>
    Import,

    /// <summary>Made by the API.</summary>
    Api,
}

/// <summary>How a custom field came to be.</summary>
/// <param name="Source">By which way.</param>
/// <param name="AddedBy">By whom: the uid of the token, or of the import.</param>
public sealed record CustomFieldOrigin(CustomFieldSource Source, string AddedBy);

/// <summary>A custom field that is to be defined, if its key isn't yet.</summary>
/// <param name="Uid">The identifier it gets.</param>
/// <param name="Key">Its key.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Choices">Of a choice, the texts to choose from.</param>
public sealed record NewCustomField(string Uid, string Key, string Label, CustomFieldType Type, IReadOnlyList<string> Choices)
{
    /// <summary>The definition that it becomes.</summary>
    public CustomFieldDefinition ToDefinition(CustomFieldOrigin origin, DateTimeOffset now) =>
        new() { Uid = Uid, Key = Key, Label = Label, Type = Type, Choices = Choices, Origin = origin, CreatedAt = now, UpdatedAt = now };
}

/// <summary>What is to change of a definition.</summary>
/// <param name="Label">The new label; null to leave it.</param>
/// <param name="Type">The new type; null to leave it. Choices go where it becomes another than choice.</param>
/// <param name="Choices">The new choices, only together with that type; null to leave them.</param>
public sealed record CustomFieldChange(string? Label, CustomFieldType? Type, IReadOnlyList<string>? Choices)
{
    /// <summary>The choices that it leaves; null for those that are there.</summary>
    public IReadOnlyList<string>? ChoicesAfter => Type is null or CustomFieldType.Choice ? Choices : [];
}
