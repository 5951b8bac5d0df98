using ContactBooks.Core.History;

namespace ContactBooks.Storage.History;

/// <summary>As what the further blocks of a change are recorded that goes on in the background.</summary>
internal static class FurtherBlocks
{
    /// <summary>As the change was when it began, whatever is set by now; null for one that can't be undone.</summary>
    public static NewChange? Of(Change change) =>
        change.CanBeUndone ? new NewChange(change.Uid, change.Kind, default, change.FileName, change.UndoUntil) : null;
}
