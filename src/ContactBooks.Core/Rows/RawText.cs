using System.Text;

namespace ContactBooks.Core.Rows;

/// <summary>
/// A text field of a row as it came: not there, an explicit null, or some text. A text that stands in the request's bytes
/// just so is left there, and nobody need make a string of it.
/// </summary>
public readonly struct RawText
{
    private static readonly object NullMark = new();

    // A string, the bytes that the text is a part of, or the mark.
    private readonly object? _source;
    private readonly int _start;
    private readonly int _length;

    private RawText(object source, int start, int length) => (_source, _start, _length) = (source, start, length);

    /// <summary>An explicit null, which clears what is stored.</summary>
    public static RawText Null { get; } = new(NullMark, 0, 0);

    /// <summary>Whether it is an explicit null.</summary>
    public bool IsNull => ReferenceEquals(_source, NullMark);

    /// <summary>The text as it was sent, a scalar's literal; null where there is none.</summary>
    public string? Text => _source switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes, _start, _length),
        _ => null,
    };

    /// <summary>Whether the text is bytes, well-formed UTF-8, which stay as they are until the request is answered.</summary>
    public bool IsUtf8 => _source is byte[];

    /// <summary>Those bytes; empty where it isn't.</summary>
    public ArraySegment<byte> Utf8 => _source is byte[] bytes ? new(bytes, _start, _length) : default;

    /// <summary>A field with a text.</summary>
    public static RawText Of(string text) => new(text, 0, text.Length);

    /// <summary>A field whose text is a part of some bytes.</summary>
    /// <param name="utf8">Well-formed UTF-8, with no escapes in it.</param>
    public static RawText Of(ArraySegment<byte> utf8) => new(utf8.Array!, utf8.Offset, utf8.Count);
}
