using ContactBooks.Core.Customers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContactBooks.Server.Accounts;

/// <summary>Passwords of people who sign in.</summary>
internal static class Passwords
{
    /// <summary>Characters at the least.</summary>
    public const int MinLength = 8;

    /// <summary>Characters at the most, so that nobody has the server hash a book.</summary>
    public const int MaxLength = 256;

    // OWASP's figure for PBKDF2 with SHA-512; the hash says its own, so that it can rise later.
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<User> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Of no password that anybody has.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => Hash(Guid.NewGuid().ToString()));

    /// <summary>Whether it may be one.</summary>
    public static bool IsAcceptable(string password) => password.Length is >= MinLength and <= MaxLength;

    /// <summary>The hash to keep: salted PBKDF2, in the form of ASP.NET Core Identity.</summary>
    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Whether it is the password of that hash. Without a hash it isn't, and takes as long to say so: else the time would tell which addresses have accounts.</summary>
    public static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(null!, hash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed && hash is not null;
}
