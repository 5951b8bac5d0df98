using System.Xml;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// The names in a part, each kept once, and not more of them than a workbook can have: an XML reader keeps every name that it meets as
/// long as it reads.
/// </summary>
internal sealed class BoundedNames : XmlNameTable
{
    /// <summary>SpreadsheetML has about a thousand names; extensions and namespaces add theirs.</summary>
    public const int MaxNames = 10_000;

    /// <summary>Characters of all of them.</summary>
    public const int MaxCharacters = 1024 * 1024;

    private readonly NameTable _names = new();
    private int _count;
    private int _characters;

    /// <inheritdoc/>
    public override string Add(char[] array, int offset, int length) =>
        _names.Get(array, offset, length) ?? Kept(_names.Add(array, offset, length));

    /// <inheritdoc/>
    public override string Add(string array) => _names.Get(array) ?? Kept(_names.Add(array));

    /// <inheritdoc/>
    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    /// <inheritdoc/>
    public override string? Get(string array) => _names.Get(array);

    private string Kept(string name)
    {
        _count++;
        _characters += name.Length;
        return _count <= MaxNames && _characters <= MaxCharacters
            ? name
            : throw WorkbookFaults.Damaged("it is written with more names than the format has");
    }
}
