using System.Text.Json.Serialization;

namespace ContactBooks.Server.Docs.Phones;

/// <summary>What an upload would make of a phone: the number as it is kept, or the reason and its message.</summary>
public sealed record PhoneVerdict
{
    /// <summary>The full international number in digits.</summary>
    public string? Phone { get; init; }

    /// <summary>The country code that it begins with.</summary>
    public string? CountryCode { get; init; }

    /// <summary>The contract's word for what is wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>The same for a person, and what to do.</summary>
    public string? Message { get; init; }
}

/// <summary>How a verdict is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PhoneVerdict))]
internal sealed partial class PhoneVerdictJson : JsonSerializerContext;
