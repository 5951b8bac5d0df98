using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Suppressions;

/// <summary>An opt-out as it came, in a body or a file. Nothing in it has been judged.</summary>
/// <param name="Phone">The phone, as people write it.</param>
/// <param name="Reason">Why.</param>
public readonly record struct RawSuppression(RawText Phone, RawText Reason);

/// <summary>A list of phones to suppress, or to lift, its shape found right.</summary>
/// <param name="DefaultCountryCode">For phones without a country code; null where the request names none.</param>
/// <param name="Phones">1 to 1000, in request order.</param>
public sealed record SuppressionRequest(CallingCode? DefaultCountryCode, IReadOnlyList<RawSuppression> Phones);
