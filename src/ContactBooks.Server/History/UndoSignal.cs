using ContactBooks.Server.Upkeep;

namespace ContactBooks.Server.History;

/// <summary>Undoing was asked for here that takes longer than a request.</summary>
internal sealed class UndoSignal : WorkSignal;
