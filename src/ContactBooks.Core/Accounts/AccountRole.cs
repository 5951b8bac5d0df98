namespace ContactBooks.Core.Accounts;

/// <summary>What someone who signs in may do.</summary>
public enum AccountRole
{
    /// <summary>Works with a customer's books.</summary>
    Member,

    /// <summary>Answers for a customer: also its people and tokens.</summary>
    Owner,

    /// <summary>Runs the server, and is no customer's.</summary>
    Operator,
}

/// <summary>The command line's and the store's spelling of the roles that a customer's person may have.</summary>
public static class UserRoleName
{
    private const string Member = "member";
    private const string Owner = "owner";

    /// <summary>Reads <c>owner</c>, <c>member</c>.</summary>
    public static bool TryParse(string? name, out AccountRole role)
    {
        (role, var known) = name switch
        {
            Member => (AccountRole.Member, true),
            Owner => (AccountRole.Owner, true),
            _ => (AccountRole.Member, false),
        };
        return known;
    }

    /// <summary>The spelling of <paramref name="role"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no role of a customer's person: nobody becomes an operator so.</exception>
    public static string Format(AccountRole role) => role switch
    {
        AccountRole.Member => Member,
        AccountRole.Owner => Owner,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A customer's person is an owner or a member."),
    };
}
