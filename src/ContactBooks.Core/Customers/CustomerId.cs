namespace ContactBooks.Core.Customers;

/// <summary>
/// The store's own number of a customer, first argument of everything that touches a customer's data, so that no query
/// can forget whose data it reads. Never in an answer.
/// </summary>
/// <param name="Value">The number.</param>
public readonly record struct CustomerId(long Value);
