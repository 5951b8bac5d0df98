using Microsoft.EntityFrameworkCore;

namespace ContactBooks.Peers.EfCore;

// The tables of ours that an upload needs, and of each the columns that it needs.

[PrimaryKey(nameof(CustomerId))]
public class Customer
{
    public long CustomerId { get; set; }
    public int? CountryCode { get; set; }
    public bool IsActive { get; set; }
}

[PrimaryKey(nameof(CustomerId), nameof(UserUid))]
public class User
{
    public long CustomerId { get; set; }
    public required string UserUid { get; set; }
    public bool IsActive { get; set; }
    public Customer? Customer { get; set; }
}

[PrimaryKey(nameof(CustomerId), nameof(TokenUid))]
public class Token
{
    public long CustomerId { get; set; }
    public required string TokenUid { get; set; }
    public required string UserUid { get; set; }
    public required byte[] TokenHash { get; set; }
    public long? ExpiresAt { get; set; }
    public long? RevokedAt { get; set; }
    public User? User { get; set; }
}

[PrimaryKey(nameof(CustomerId), nameof(BookId))]
public class Book
{
    public long CustomerId { get; set; }
    public long BookId { get; set; }
    public required string BookUid { get; set; }
    public required string Name { get; set; }
    public long ContactCount { get; set; }
}

[PrimaryKey(nameof(CustomerId), nameof(ContactUid))]
public class Contact
{
    public long CustomerId { get; set; }
    public Guid ContactUid { get; set; }
    public long Phone { get; set; }
    public string? DisplayName { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Email { get; set; }
    public string? CompanyName { get; set; }
    public string? CustomFields { get; set; }
    public long CreatedAt { get; set; }
    public long UpdatedAt { get; set; }
    public int Revision { get; set; }
}

[PrimaryKey(nameof(CustomerId), nameof(ContactUid), nameof(BookId))]
public class Membership
{
    public long CustomerId { get; set; }
    public Guid ContactUid { get; set; }
    public long BookId { get; set; }
    public long LinkedAt { get; set; }
}
