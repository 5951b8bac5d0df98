namespace ContactBooks.Server.Api.Wire;

/// <summary>What the reference says of a text beyond its length.</summary>
/// <param name="values">The values that it may have; none for any.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireTextAttribute(params string[] values) : Attribute
{
    /// <summary>The format of a time, RFC 3339.</summary>
    public const string Time = "date-time";

    /// <summary>The values that it may have; none for any.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>Its format, as OpenAPI names it.</summary>
    public string? Format { get; init; }

    /// <summary>A value to show.</summary>
    public string? Example { get; init; }
}
