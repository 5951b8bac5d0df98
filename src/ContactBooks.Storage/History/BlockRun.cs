using ContactBooks.Core.History;

namespace ContactBooks.Storage.History;

/// <summary>A change that may have blocks to look at.</summary>
/// <param name="Place">Which, and when it was made.</param>
/// <param name="Blocks">How many blocks it has, numbered from 1.</param>
internal readonly record struct RecordedBlocks(ChangeCursor Place, long Blocks);

/// <summary>Blocks of one change that follow each other, to be looked at from the newest to the oldest.</summary>
/// <param name="Change">The change.</param>
/// <param name="Oldest">The last to be looked at.</param>
/// <param name="Newest">The first.</param>
internal readonly record struct BlockRun(ChangeCursor Change, long Oldest, long Newest)
{
    /// <summary>
    /// What a look goes through: the blocks of changes, the newest change first, after the place where the last look ended and no more of
    /// them than it may look at.
    /// </summary>
    /// <param name="changes">The changes, the newest first, beginning with that of the place.</param>
    /// <param name="look">How far to look.</param>
    public static List<BlockRun> Of(IReadOnlyList<RecordedBlocks> changes, LookBack look)
    {
        var runs = new List<BlockRun>();
        var left = (long)look.Blocks;
        foreach (var (place, blocks) in changes)
        {
            var newest = look.After is { } after && after.Change == place ? Math.Min(after.Block - 1, blocks) : blocks;
            var oldest = Math.Max(1, newest - left + 1);
            if (newest >= oldest)
            {
                runs.Add(new BlockRun(place, oldest, newest));
                left -= newest - oldest + 1;
            }
        }

        return runs;
    }
}
