using ContactBooks.Core.History;
using ContactBooks.Core.Imports;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>What came into a book, or left it.</summary>
/// <param name="Change">The change; null where none is recorded.</param>
/// <param name="Import">The import; null where it was none, or is forgotten.</param>
public sealed record HistoryEntry(Change? Change, Import? Import)
{
    /// <summary>What it was made by: at least one of the two is there.</summary>
    public ChangeKind Kind => Change?.Kind ?? ChangeKind.Import;

    /// <summary>Whether a person edited a contact here: an upload like any other, but with no token.</summary>
    public bool IsByHand => Change is { Kind: ChangeKind.Upload, By.TokenUid: null };

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At => Change?.CreatedAt ?? Import!.CreatedAt;

    /// <summary>The name of its file, or null.</summary>
    public string? FileName => Import?.FileName ?? Change?.FileName;

    /// <summary>Whether the book that it went into is there: that of a deletion is, once the deletion is taken back.</summary>
    public bool IsBookThere => Change is not { Kind: ChangeKind.BookDeletion, State: ChangeState.Running or ChangeState.Done };

    /// <summary>Whether it can be taken back now. A deleted book can as long as it is on its way out, and if it was empty.</summary>
    public bool CanBeUndone => Change switch
    {
        { Kind: ChangeKind.BookDeletion } deletion => deletion.State is ChangeState.Running or ChangeState.Done,
        { State: ChangeState.Done, Counts: not { Created: 0, Changed: 0, Linked: 0, Unlinked: 0, Deleted: 0 } } => Import is null or { HasEnded: true },
        _ => false,
    };
}
