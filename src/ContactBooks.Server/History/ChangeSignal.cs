using ContactBooks.Server.Upkeep;

namespace ContactBooks.Server.History;

/// <summary>Something was begun here that takes longer than a request: an undo, or the deletion of a book.</summary>
internal sealed class ChangeSignal : WorkSignal;
