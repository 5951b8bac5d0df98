using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Rows;

/// <summary>A bulk upload's body, its shape found right.</summary>
/// <param name="DefaultCountryCode">For phones without a country code; null where the request names none.</param>
/// <param name="Rows">1 to 1000 rows, in request order.</param>
public sealed record BulkRequest(CallingCode? DefaultCountryCode, IReadOnlyList<RawRow> Rows);

/// <summary>What reading a body came to: a request, or the faults that keep it from being one.</summary>
/// <param name="Request">The request; null where there are faults.</param>
/// <param name="Faults">The faults; empty where there is a request.</param>
public readonly record struct BulkRequestReading(BulkRequest? Request, IReadOnlyList<RequestFault> Faults);
