using ContactBooks.Core.Customers;

namespace ContactBooks.Core.History;

/// <summary>
/// The task of taking a change on until it is made or undone. It keeps nodes from doing the same work at once, and no more: two that do
/// harm nothing, since each block is made and taken back once.
/// </summary>
/// <param name="Customer">Whose change it is.</param>
/// <param name="ChangeUid">Which.</param>
public sealed record ChangeLease(CustomerId Customer, string ChangeUid);
