using ContactBooks.Core.Contacts;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.Planning;

/// <summary>Why a valid row is left out whole, with nothing done to its contact.</summary>
public enum SkipReason
{
    /// <summary>Its contact is there, and only new ones are to be created.</summary>
    AlreadyExists,

    /// <summary>Its contact is not there, and only those that are there are to be updated.</summary>
    NotFound,
}

/// <summary>
/// What an upload may do to contacts that are there. The store applies it inside its transaction, to each contact as it is then.
/// </summary>
public sealed record UpdateRules
{
    /// <summary>Every row goes in, with all its values.</summary>
    public static UpdateRules None { get; } = new();

    /// <summary>Which rows go in.</summary>
    public UpdatePolicy Policy { get; init; }

    /// <summary>Which of their values; null for all.</summary>
    public FieldRules? Fields { get; init; }

    /// <summary>Why a row is left out; null where it goes in.</summary>
    /// <param name="isThere">Whether the customer has its contact.</param>
    public SkipReason? SkipOf(bool isThere) => (Policy, isThere) switch
    {
        (UpdatePolicy.CreateOnly, true) => SkipReason.AlreadyExists,
        (UpdatePolicy.UpdateOnly, false) => SkipReason.NotFound,
        _ => null,
    };

    /// <summary>What of a row's patch is done to a contact that is there; the patch itself where there are no rules for fields.</summary>
    public ContactPatch PatchFor(ContactPatch patch, in FieldBytes stored) => Fields is null ? patch : Fields.Narrow(patch, stored);
}
