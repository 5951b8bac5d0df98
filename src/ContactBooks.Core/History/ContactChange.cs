using ContactBooks.Core.Contacts;

namespace ContactBooks.Core.History;

/// <summary>What a change did to one contact, in one transaction.</summary>
public sealed record ContactChange
{
    /// <summary>The change.</summary>
    public required Change Change { get; init; }

    /// <summary>When it did this, UTC: of an import, which takes its time, later than <see cref="Change.CreatedAt"/>.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it did. The book that it means is that of the change.</summary>
    public required ChangeEffects Effects { get; init; }

    /// <summary>The fields that differ since; all of them of a contact that it deleted.</summary>
    public FieldSet Differing { get; init; }

    /// <summary>What those fields held before; null, or empty, where one held nothing and of those that don't differ.</summary>
    public ContactFields Former { get; init; }

    /// <summary>The books that the contact left.</summary>
    public IReadOnlyList<LeftBook> Left { get; init; } = [];

    /// <summary>Whether an undo has come by: it was taken back, unless <see cref="Kept"/> says why not.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Why the contact stayed as it was when the change was undone; null where it didn't.</summary>
    public KeptReason? Kept { get; init; }
}

/// <summary>A book that a contact left.</summary>
/// <param name="Uid">Its identifier; null if it is no longer there.</param>
/// <param name="Name">Its name as it is now; null if it is no longer there.</param>
public readonly record struct LeftBook(string? Uid, string? Name);
