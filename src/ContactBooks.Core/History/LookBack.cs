namespace ContactBooks.Core.History;

/// <summary>
/// How far a question looks back through the blocks of a customer's changes, which have no index by contact: whichever bound is come to
/// first ends it, and a cursor goes on from there.
/// </summary>
/// <param name="After">The place to go on after; null to begin with the newest.</param>
/// <param name="Limit">How many changes are wanted at the most, 1 or more.</param>
/// <param name="Blocks">How many blocks it looks at, and how many changes it goes through for them, at the most: 1 or more.</param>
/// <param name="Bytes">How many bytes of blocks it looks at, but for the last block, which may go beyond: 1 or more.</param>
public readonly record struct LookBack(BlockCursor? After, int Limit, int Blocks, long Bytes);
