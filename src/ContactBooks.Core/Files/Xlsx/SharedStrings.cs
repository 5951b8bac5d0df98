using System.Buffers.Binary;
using System.Text;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// The texts that a workbook's cells share (ECMA-376 part 1, 18.4.9), by number. They are read as far as they are asked for: programs
/// write them in the order in which cells name them first, so the first hundred rows of a large workbook need a few of them.
/// </summary>
/// <remarks>
/// A million strings as objects would be some 60 MB before their characters; here they are UTF-8 in <see cref="SpillingBytes"/>, eight to
/// a group, each after its length, and of a group are known its place and its length: 1.5 bytes a string.
/// </remarks>
internal sealed class SharedStrings : IDisposable
{
    private const int GroupSize = 8;
    private const int LengthBytes = 4;

    // A column of cities or of yes and no repeats itself; a string made for each of its cells would be most of a row's garbage.
    private const int RememberedStrings = 4096;
    private const int LongestRemembered = 64;

    private readonly PartXml _xml;
    private readonly CellTextReader _text;
    private readonly string _item;
    private readonly int _table;
    private readonly SpillingBytes _bytes = new();
    private readonly List<(long Position, int Length)> _groups = [];
    private readonly (int Number, string Text)[] _remembered = new (int, string)[RememberedStrings];
    private byte[] _group = new byte[1024];
    private int _groupLength;
    private bool _isRead;

    /// <summary>Begins to read them.</summary>
    /// <param name="xml">Their part; closed with them.</param>
    /// <param name="maxLength">Characters of the longest.</param>
    public SharedStrings(PartXml xml, int maxLength)
    {
        _xml = xml;
        _text = new CellTextReader(xml, maxLength);
        _item = xml.Name("si");
        _table = xml.Enter();
    }

    /// <summary>How many were read so far.</summary>
    public int Count { get; private set; }

    /// <summary>The text by its number.</summary>
    /// <exception cref="FileFaultException">There are fewer.</exception>
    public string this[int number]
    {
        get
        {
            ref var remembered = ref _remembered[number % RememberedStrings];
            if (remembered.Number == number && remembered.Text is not null)
                return remembered.Text;

            while (Count <= number)
            {
                if (!ReadNext())
                    throw WorkbookFaults.Damaged($"a cell names the text {number} of {Count}");
            }

            var text = Find(number);
            if (text.Length <= LongestRemembered)
                remembered = (number, text);
            return text;
        }
    }

    /// <summary>Reads what nobody asked for, so that the part is known to be whole.</summary>
    public void Finish()
    {
        if (_isRead)
            return;
        while (_xml.NextChild(_table))
        {
        }

        _xml.Finish();
        _isRead = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.Dispose();
        _bytes.Dispose();
    }

    private bool ReadNext()
    {
        while (!_isRead && _xml.NextChild(_table))
        {
            if (!_xml.Is(_item))
                continue;
            Add(_text.Rich());
            return true;
        }

        Finish();
        return false;
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var needed = _groupLength + LengthBytes + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_group.Length < needed)
            Array.Resize(ref _group, Math.Max(needed, 2 * _group.Length));

        var length = Encoding.UTF8.GetBytes(text, _group.AsSpan(_groupLength + LengthBytes));
        BinaryPrimitives.WriteInt32LittleEndian(_group.AsSpan(_groupLength), length);
        _groupLength += LengthBytes + length;
        if (++Count % GroupSize != 0)
            return;

        _groups.Add((_bytes.Append(_group.AsSpan(0, _groupLength)), _groupLength));
        _groupLength = 0;
    }

    private string Find(int number)
    {
        var group = number / GroupSize;
        var bytes = group == _groups.Count ? _group : _bytes.Read(_groups[group].Position, _groups[group].Length);
        for (var before = number % GroupSize; before > 0; before--)
            bytes = bytes[(LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes))..];
        return Encoding.UTF8.GetString(bytes.Slice(LengthBytes, BinaryPrimitives.ReadInt32LittleEndian(bytes)));
    }
}
