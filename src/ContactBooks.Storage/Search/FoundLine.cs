namespace ContactBooks.Storage.Search;

/// <summary>A line of a search block, told by what stands beside its text.</summary>
/// <param name="Phone">Whose it is.</param>
/// <param name="Stamp">It is live while this is the later of its contact's last change and its membership's beginning.</param>
/// <param name="Block">The number of the block that it was written in.</param>
internal readonly record struct FoundLine(long Phone, long Stamp, long Block);
