namespace ContactBooks.Core.Mapping;

/// <summary>The columns of a table by their names; each can be taken once.</summary>
internal sealed class ColumnNameIndex(IReadOnlyList<string> columns)
{
    private readonly HashSet<string> _names = new(columns, StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Whether a column has just that name.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>Takes the column of just that name, if there is one.</summary>
    public void TryTake(string name)
    {
        if (Has(name))
        {
            _taken.Add(name);
        }
    }

    /// <summary>Takes the first free column whose name folds to the same, and says its name; null if there is none.</summary>
    public string? TakeAlike(string name)
    {
        var folded = HeaderText.Fold(name);
        foreach (var column in columns)
        {
            if (!_taken.Contains(column) && HeaderText.Fold(column) == folded)
            {
                _taken.Add(column);
                return column;
            }
        }

        return null;
    }
}
