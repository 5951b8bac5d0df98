using System.Globalization;

namespace ContactBooks.Core.Files.VCard;

/// <summary>The columns of all cards: those of known properties in a fixed order, then the others as they first appear.</summary>
/// <param name="limits">How many there may be.</param>
internal sealed class VCardColumns(FileLimits limits)
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    public int Count => _seen.Count;

    /// <summary>Adds the columns of a card.</summary>
    /// <exception cref="FileFaultException">There are too many.</exception>
    public void Add(IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            if (_seen.TryAdd(column, _seen.Count) && _seen.Count > limits.MaxColumns)
                throw new FileFaultException(FileFaultCode.TooLarge, $"The cards have more than {limits.MaxColumns} different properties.");
        }
    }

    /// <summary>The columns' names in order.</summary>
    public IReadOnlyList<string> InOrder() =>
        [.. _seen.Keys.OrderBy(Place).ThenBy(Copy).ThenBy(column => _seen[column])];

    private static int Place(string column)
    {
        var place = Array.FindIndex(VCardFields.Columns, known => IsOf(known, column));
        return place < 0 ? VCardFields.Columns.Length : place;
    }

    private static bool IsOf(string known, string column) =>
        column == known || column.StartsWith(known + " ", StringComparison.Ordinal) && Copy(column) > 1;

    // The 2 of "Phone 2"; a column without a number is the first.
    private static int Copy(string column) =>
        int.TryParse(column.AsSpan(column.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var copy) ? copy : 1;
}
