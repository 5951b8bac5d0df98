using System.Text;
using System.Xml;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// The XML of a part, read forward within bounds: no document type and so no entities, no markup beyond <see cref="MarkupBound"/>, no
/// names beyond <see cref="BoundedNames"/>, no nesting beyond <see cref="MaxDepth"/>.
/// </summary>
/// <remarks>
/// Elements are those of the namespace of the part's root, whose transitional and strict forms (ISO/IEC 29500) have the same names; what
/// extensions add in other namespaces is passed over.
/// </remarks>
internal sealed class PartXml : IDisposable
{
    /// <summary>Elements inside each other; SpreadsheetML itself stays below twenty.</summary>
    public const int MaxDepth = 64;

    private const int BufferedBytes = 32 * 1024;

    // By ECMA-376 part 2, 8.1.2 a part is UTF-8 or UTF-16; the latter has a byte order mark, which the reader of text finds.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        // A reference to a control character is no XML, but some write it; a text that has one is judged where its row is.
        CheckCharacters = false,
    };

    private readonly XmlReader _reader;
    private readonly string _namespace;
    private char[] _text = new char[256];

    /// <summary>Begins with the part's root.</summary>
    /// <param name="part">Its bytes.</param>
    public PartXml(Stream part)
    {
        var settings = Settings.Clone();
        settings.NameTable = new BoundedNames();
        var text = new StreamReader(part, Utf8, detectEncodingFromByteOrderMarks: true, BufferedBytes);
        _reader = XmlReader.Create(new MarkupBound(text), settings);
        _reader.MoveToContent();
        _namespace = _reader.NamespaceURI;
        Root = _reader.LocalName;
    }

    /// <summary>The root's name.</summary>
    public string Root { get; }

    /// <summary>The root's namespace.</summary>
    public string Namespace => _namespace;

    /// <summary>The name as this part's reader keeps it, for <see cref="Is"/>.</summary>
    public string Name(string name) => _reader.NameTable.Add(name);

    /// <summary>Whether the element at hand has a name that <see cref="Name"/> gave.</summary>
    public bool Is(string name) => ReferenceEquals(_reader.LocalName, name) && ReferenceEquals(_reader.NamespaceURI, _namespace);

    /// <summary>Goes into the element at hand.</summary>
    /// <returns>What <see cref="NextChild"/> asks for.</returns>
    public int Enter() => _reader.IsEmptyElement ? -1 : _reader.Depth;

    /// <summary>Goes to the next element right inside one that was entered, over whatever is left of the former.</summary>
    /// <param name="entered">What <see cref="Enter"/> gave.</param>
    /// <returns>False at the entered one's end.</returns>
    public bool NextChild(int entered)
    {
        if (entered < 0)
            return false;

        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element when _reader.Depth == entered + 1:
                    return true;
                case XmlNodeType.Element when _reader.Depth > MaxDepth:
                    throw WorkbookFaults.Damaged("its parts lie inside each other deeper than the format has it");
                case XmlNodeType.EndElement when _reader.Depth == entered:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Reads on to the part's end, so that it is known to be whole.</summary>
    public void Finish()
    {
        while (_reader.Read())
        {
            if (_reader.Depth > MaxDepth)
                throw WorkbookFaults.Damaged("its parts lie inside each other deeper than the format has it");
        }
    }

    /// <summary>The attribute of the element at hand that has no namespace, or null.</summary>
    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>The attribute of the element at hand that is in a namespace which ends so, or null.</summary>
    public string? Attribute(string name, string namespaceEnd)
    {
        string? value = null;
        while (value is null && _reader.MoveToNextAttribute())
        {
            if (_reader.LocalName == name && _reader.NamespaceURI.EndsWith(namespaceEnd, StringComparison.Ordinal))
                value = _reader.Value;
        }

        _reader.MoveToElement();
        return value;
    }

    /// <summary>
    /// Goes to the next attribute of the element at hand. After the last one it is back at the element, and
    /// <see cref="Enter"/> and the rest hold again.
    /// </summary>
    /// <param name="name">The attribute's name, as <see cref="Name"/> gives it.</param>
    public bool NextAttribute(out string name)
    {
        if (_reader.MoveToNextAttribute())
        {
            name = _reader.Name;
            return true;
        }

        name = "";
        _reader.MoveToElement();
        return false;
    }

    /// <summary>The value of the attribute at hand; good until the next text is read.</summary>
    public ReadOnlySpan<char> AttributeValue() => _text.AsSpan(0, Append(0, int.MaxValue));

    /// <summary>The text right inside the element at hand, read to the element's end; good until the next one is read.</summary>
    /// <param name="maxLength">Characters.</param>
    /// <exception cref="FileFaultException">It is longer.</exception>
    public ReadOnlySpan<char> Text(int maxLength)
    {
        var length = 0;
        if (_reader.IsEmptyElement)
            return [];

        var depth = _reader.Depth;
        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                    when _reader.Depth == depth + 1:
                    length = Append(length, maxLength);
                    break;
                case XmlNodeType.Element when _reader.Depth > MaxDepth:
                    throw WorkbookFaults.Damaged("its parts lie inside each other deeper than the format has it");
                case XmlNodeType.EndElement when _reader.Depth == depth:
                    return _text.AsSpan(0, length);
            }
        }

        return _text.AsSpan(0, length);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    // By chunks into one buffer, since XmlReader.Value makes a string of each number and each cell's place.
    private int Append(int length, int maxLength)
    {
        while (true)
        {
            if (length == _text.Length)
                Array.Resize(ref _text, 2 * length);
            var read = _reader.ReadValueChunk(_text, length, _text.Length - length);
            if (read == 0)
                return length;
            length += read;
            if (length > maxLength)
                throw WorkbookFaults.TooLarge($"one of its cells has more than {maxLength} characters");
        }
    }
}
