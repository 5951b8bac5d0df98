namespace ContactBooks.Core.History;

/// <summary>As what a write is recorded, so that it can be taken back. A write without one isn't recorded.</summary>
/// <param name="Uid">The identifier that the change has or will have: the batches of an import share one.</param>
/// <param name="Kind">What makes it.</param>
/// <param name="By">Who makes it.</param>
/// <param name="FileName">The name of the file it comes from, or null.</param>
/// <param name="UndoUntil">Until when it can be taken back, UTC.</param>
public sealed record NewChange(string Uid, ChangeKind Kind, Actor By, string? FileName, DateTimeOffset UndoUntil);
