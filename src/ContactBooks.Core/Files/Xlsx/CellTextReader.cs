namespace ContactBooks.Core.Files.Xlsx;

/// <summary>Reads the texts of cells and shared strings; each is good until the next one is read.</summary>
/// <param name="xml">The part that they are in.</param>
/// <param name="maxLength">Characters of the longest text.</param>
internal sealed class CellTextReader(PartXml xml, int maxLength)
{
    private readonly string _text = xml.Name("t");
    private readonly string _run = xml.Name("r");
    private char[] _characters = new char[256];
    private int _length;

    /// <summary>The text of the element at hand as it stands: a number, an error.</summary>
    public ReadOnlySpan<char> Plain() => xml.Text(maxLength);

    /// <summary>The text of the element at hand, which may have escapes in it: a formula's result.</summary>
    public ReadOnlySpan<char> Escaped()
    {
        _length = 0;
        Append();
        return _characters.AsSpan(0, _length);
    }

    /// <summary>
    /// The text of the item at hand (CT_Rst): of its one text or of all its runs. Phonetic runs, which say how Japanese is read, are no
    /// part of it.
    /// </summary>
    public ReadOnlySpan<char> Rich()
    {
        _length = 0;
        for (var item = xml.Enter(); xml.NextChild(item);)
        {
            if (xml.Is(_text))
                Append();
            else if (xml.Is(_run))
            {
                for (var run = xml.Enter(); xml.NextChild(run);)
                {
                    if (xml.Is(_text))
                        Append();
                }
            }
        }

        return _characters.AsSpan(0, _length);
    }

    private void Append()
    {
        var text = xml.Text(EscapedText.LongestEscape * maxLength);
        if (_characters.Length - _length < text.Length)
            Array.Resize(ref _characters, Math.Max(2 * _characters.Length, _length + text.Length));
        text.CopyTo(_characters.AsSpan(_length));
        _length += EscapedText.Unescape(_characters.AsSpan(_length, text.Length));
        if (_length > maxLength)
            throw WorkbookFaults.TooLarge($"one of its cells has more than {maxLength} characters");
    }
}
