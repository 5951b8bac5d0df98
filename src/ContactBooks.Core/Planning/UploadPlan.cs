using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Planning;

/// <summary>One contact that the store is to create or update, and link to the book.</summary>
/// <param name="Patch">Whose, and what to do to it.</param>
/// <param name="UidIfNew">The identifier it gets if the customer has no contact with that phone.</param>
public readonly record struct PlannedContact(ContactPatch Patch, ContactUid UidIfNew);

/// <summary>What becomes of a row of the request: exactly one of three.</summary>
/// <param name="Contact">Index into <see cref="UploadPlan.Contacts"/>, or -1.</param>
/// <param name="DuplicateOf">The phone that an earlier valid row has, or null.</param>
/// <param name="Rejected">Why it may not go in, or null.</param>
public readonly record struct PlannedRow(int Contact, Phone? DuplicateOf, RejectedRow? Rejected);

/// <summary>An upload as the store is to do it.</summary>
/// <param name="Rows">What becomes of each row, in request order.</param>
/// <param name="Contacts">
/// The contacts, each phone once, sorted by phone: every upload takes its rows in one order, so that overlapping ones
/// can't deadlock, and neighbours share the index's pages.
/// </param>
public sealed record UploadPlan(IReadOnlyList<PlannedRow> Rows, IReadOnlyList<PlannedContact> Contacts)
{
    /// <summary>What it may do to contacts that are there.</summary>
    public UpdateRules Rules { get; init; } = UpdateRules.None;

    /// <summary>The contacts' phones, made of them at each call.</summary>
    public Phone[] Phones() => [.. Contacts.Select(contact => contact.Patch.Phone)];

    /// <summary>As what it is recorded, so that it can be undone; null for not at all.</summary>
    public NewChange? Change { get; init; }
}
