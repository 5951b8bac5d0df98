using System.Text;
using ContactBooks.Core.Files.Unpacking;

namespace ContactBooks.Core.Files.Text;

/// <summary>A file of text, with its encoding found out.</summary>
/// <param name="content">Its bytes.</param>
/// <param name="encoding">How they are read.</param>
/// <param name="name">The encoding by its name in <see cref="FileLayout.Encoding"/>.</param>
internal sealed class TextContent(FileContent content, Encoding encoding, string name)
{
    /// <summary>Reads UTF-8, and what is not UTF-8 in it as <see cref="Windows1252"/>.</summary>
    public static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new StrayByteFallback());

    public static readonly UnicodeEncoding Utf16LittleEndian = new(bigEndian: false, byteOrderMark: true);
    public static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: true);
    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Dictionary<string, Encoding> Encodings = new()
    {
        ["utf-8"] = Utf8,
        ["utf-16le"] = Utf16LittleEndian,
        ["utf-16be"] = Utf16BigEndian,
        ["windows-1252"] = Windows1252,
    };

    /// <summary>The encoding by its name in <see cref="FileLayout.Encoding"/>.</summary>
    public string EncodingName => name;

    /// <summary>Refuses an encoding that is none of those that are read.</summary>
    /// <exception cref="FileFaultException">It is not.</exception>
    public static void Check(FileChoices choices)
    {
        if (choices.Encoding is { } name && !Encodings.ContainsKey(name))
        {
            throw new FileFaultException(FileFaultCode.WrongChoice,
                $"The encoding \"{name}\" isn't known. Choose one of {string.Join(", ", Encodings.Keys)}.");
        }
    }

    /// <summary>Finds the encoding of a file, or takes the one that was chosen.</summary>
    /// <exception cref="FileFaultException">It can't be unpacked.</exception>
    public static TextContent Read(FileContent content, ReadOnlySpan<byte> head, FileChoices choices)
    {
        // The whole file is read where only that tells the encoding, and where only that tells whether it can be unpacked.
        var utf16 = Utf16Guess.Find(head);
        var isKnown = choices.Encoding is not null || utf16 is not null;
        var looksUtf8 = isKnown && !content.IsPacked || Utf8Survey.LooksUtf8(content);
        var name = choices.Encoding ?? NameOf(utf16) ?? (looksUtf8 ? "utf-8" : "windows-1252");
        return new TextContent(content, Encodings[name], name);
    }

    /// <summary>The text from its first character, the byte order mark left out; for one pass.</summary>
    public TextSource Open() => new(new StreamReader(content.Open(), encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024));

    private static string? NameOf(UnicodeEncoding? utf16) =>
        utf16 is null ? null : utf16 == Utf16LittleEndian ? "utf-16le" : "utf-16be";
}
