using ContactBooks.Core.CustomFields;

namespace ContactBooks.Core.Mapping;

/// <summary>Finds the type of a custom field from its values.</summary>
internal sealed class FieldTypeTally
{
    // One in twenty may be a slip: it is kept as text, with a warning.
    private const double NearlyAll = 0.95;

    // A choice has few values, and each comes again and again.
    private const int FewestForChoice = 8;
    private const int MostChoices = 12;
    private const int UsesOfChoice = 4;
    private const int LongestChoice = 40;

    private readonly OrderedDictionary<string, bool> _values = new(StringComparer.Ordinal);
    private int _count;
    private int _numbers;
    private int _dates;
    private int _booleans;
    private int _longest;
    private bool _hasYes;
    private bool _hasNo;
    private bool _hasBooleanWord;

    /// <summary>The values that differ, in the order they were found.</summary>
    public IEnumerable<string> Values => _values.Keys;

    /// <summary>How many values differ.</summary>
    public int Distinct => _values.Count;

    /// <summary>The type; text where there is no value.</summary>
    public CustomFieldType Type =>
        _count == 0 ? CustomFieldType.Text :
        IsNearlyAll(_booleans) && (_hasBooleanWord || (_hasYes && _hasNo)) ? CustomFieldType.Boolean :
        IsNearlyAll(_dates) ? CustomFieldType.Date :
        IsNearlyAll(_numbers) ? CustomFieldType.Number :
        IsChoice ? CustomFieldType.Choice :
        CustomFieldType.Text;

    private bool IsChoice =>
        _count >= FewestForChoice && Distinct <= MostChoices && UsesOfChoice * Distinct <= _count && _longest <= LongestChoice;

    /// <summary>Looks at the next value, trimmed and not blank; true where none before was the same.</summary>
    public bool Add(string value)
    {
        _count++;
        _longest = Math.Max(_longest, value.Length);
        if (BooleanText.TryRead(value, out var isYes))
        {
            _booleans++;
            _hasYes |= isYes;
            _hasNo |= !isYes;

            // 1 alone is a number, and S alone a size.
            _hasBooleanWord |= value.Length > 1 || !char.IsAscii(value[0]);
        }

        _numbers += NumberText.Is(value) ? 1 : 0;
        _dates += DateText.Is(value) ? 1 : 0;
        return _values.TryAdd(value, true);
    }

    private bool IsNearlyAll(int part) => part >= NearlyAll * _count;
}
