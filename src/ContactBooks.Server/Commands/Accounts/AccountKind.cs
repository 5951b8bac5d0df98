using ContactBooks.Core.Identity;

namespace ContactBooks.Server.Commands.Accounts;

/// <summary>Which of those who sign in to the dashboard a command is about, and how it speaks of them.</summary>
/// <param name="Name">One of them.</param>
/// <param name="UidPrefix">How their identifiers begin.</param>
/// <param name="List">What shows who there is.</param>
internal sealed record AccountKind(string Name, string UidPrefix, string List)
{
    /// <summary>The people of customers.</summary>
    public static AccountKind User { get; } = new("user", PublicUid.User, "`contactbooks users list --customer CUSTOMER_UID` shows a customer's.")
    {
        Called = "The person.",
        SwitchesOn = "Switches a person on again.",
        SwitchesOff = "Switches a person off: their tokens are invalid within a second, and they are signed out. Nothing is deleted.",
    };

    /// <summary>The server's operators.</summary>
    public static AccountKind Operator { get; } = new("operator", PublicUid.Operator, "`contactbooks operators list` shows all.")
    {
        Called = "The operator.",
        SwitchesOn = "Switches an operator on again.",
        SwitchesOff = "Switches an operator off, who is signed out at once. Nothing is deleted. The last who can sign in stays.",
    };

    /// <summary>What the argument with the identifier is said to be.</summary>
    public required string Called { get; init; }

    /// <summary>What <c>activate</c> is said to do.</summary>
    public required string SwitchesOn { get; init; }

    /// <summary>What <c>deactivate</c> is said to do.</summary>
    public required string SwitchesOff { get; init; }

    /// <summary>The noun of their commands.</summary>
    public string Noun => Name + "s";

    /// <summary>The identifier as an argument.</summary>
    public string UidArgument => Name.ToUpperInvariant() + "_UID";

    /// <summary>An identifier for examples.</summary>
    public string UidExample => UidPrefix + "01j…";

    /// <summary>Whether this may be the identifier of one.</summary>
    public bool MayBe(string uid) => PublicUid.IsWellFormed(UidPrefix, uid);

    /// <summary>The failure where there is none of that identifier.</summary>
    public CommandException NoSuch(string uid) => CommandException.Failure($"There is no {Name} {uid}. {List}");
}
