using System.Globalization;

namespace ContactBooks.Core.History;

/// <summary>A place among the blocks of a customer's changes, opaque to clients.</summary>
/// <param name="Change">The change that the block is of.</param>
/// <param name="Block">Which of its blocks, from 1, the oldest.</param>
public readonly record struct BlockCursor(ChangeCursor Change, long Block)
{
    private const char Separator = '.';

    /// <summary>The text that clients get and send back.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Change}{Separator}{Block}");

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out BlockCursor cursor)
    {
        cursor = default;
        if (text.Split(Separator) is not [var first, var second] ||
            !ChangeCursor.TryParse(first, out var change) ||
            !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var block))
        {
            return false;
        }

        cursor = new BlockCursor(change, block);
        return true;
    }
}
