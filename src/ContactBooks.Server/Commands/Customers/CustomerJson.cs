using ContactBooks.Core.Customers;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Customers;

/// <summary>A customer for machines.</summary>
internal sealed record CustomerJson(
    string CustomerUid, string Name, string? CountryCode, IReadOnlyList<string> Features, string Status, string CreatedAt)
{
    /// <summary>That of a customer.</summary>
    public static CustomerJson Of(Customer customer) => new(
        customer.Uid,
        customer.Name,
        customer.CountryCode?.ToString(),
        FeatureList.Names(customer.Features),
        JsonResult.Status(customer.IsActive),
        JsonResult.Time(customer.CreatedAt));
}
