using ContactBooks.Core.Accounts;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Customers;

/// <summary>A customer: a business whose contacts are kept apart from every other's.</summary>
/// <param name="Id">The store's own number.</param>
/// <param name="Uid">The public identifier, <c>cus_…</c>.</param>
/// <param name="Name">What the operator calls it.</param>
/// <param name="CountryCode">For phones without a country code, where the request names none.</param>
/// <param name="Features">What the subscription includes.</param>
/// <param name="IsActive">An inactive customer's tokens are all invalid, and its users signed out.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record Customer(
    CustomerId Id,
    string Uid,
    string Name,
    CallingCode? CountryCode,
    Features Features,
    bool IsActive,
    DateTimeOffset CreatedAt);

/// <summary>A person of a customer, to whom tokens belong and who signs in to the dashboard.</summary>
/// <param name="Uid">The public identifier, <c>usr_…</c>.</param>
/// <param name="CustomerUid">Whose person it is.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">What the person signs in with, or null.</param>
/// <param name="Role">Owner or member: what the person may do there.</param>
/// <param name="HasPassword">Whether the person can sign in.</param>
/// <param name="IsActive">An inactive user's tokens are invalid, and the user is signed out.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record User(
    string Uid,
    string CustomerUid,
    string Name,
    string? Email,
    AccountRole Role,
    bool HasPassword,
    bool IsActive,
    DateTimeOffset CreatedAt);
