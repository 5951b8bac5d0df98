using System.Text;
using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files;

/// <summary>Tells by its first bytes what kind a file is.</summary>
internal static class FormatGuess
{
    // Beyond this share of control characters it is no text, whatever else it may be.
    private const double MostControls = 0.02;

    /// <summary>Tells the format; text that is nothing else is a table with a delimiter, be it of one column.</summary>
    /// <param name="head">The first bytes, after unpacking.</param>
    /// <exception cref="FileFaultException">It is empty, another program's file, or no text.</exception>
    public static FileFormat Find(ReadOnlySpan<byte> head)
    {
        if (FileSignature.IsZip(head))
            return FileFormat.Xlsx;
        if (FileSignature.IsGzip(head))
            throw Unknown("This file is packed twice. Unpack it once and send that.");
        FileSignature.Refuse(head);

        var text = Decode(head);
        var start = text.AsSpan().TrimStart("\uFEFF\0 \t\r\n");
        if (start.IsEmpty)
            throw new FileFaultException(FileFaultCode.Empty, "There is nothing in this file.");
        if (start.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase))
            return FileFormat.VCard;
        if (start[0] == '{')
            return FileFormat.Ndjson;
        RefuseMarkup(start);
        RefuseControls(text);
        return FileFormat.Delimited;
    }

    // What is looked for is ASCII: of other letters it doesn't matter which they are.
    private static string Decode(ReadOnlySpan<byte> head) => (Utf16Guess.Find(head) ?? Encoding.UTF8).GetString(head);

    private static void RefuseMarkup(ReadOnlySpan<char> start)
    {
        if (start[0] == '[' && start[1..].TrimStart() is ['{' or ']', ..])
            throw Unknown("This is a JSON array. Send NDJSON: each object on a line of its own, without brackets or commas around them.");

        foreach (var tag in (ReadOnlySpan<string>)["<!doctype html", "<html", "<table", "<meta"])
        {
            if (start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                throw Unknown(
                    "This is a web page, as some programs export under the name .xls. Open it in Excel, save it as .xlsx or CSV UTF-8, and send that.");
            }
        }

        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            throw Unknown("This is XML. If Excel opens it, save it there as .xlsx or CSV UTF-8, and send that.");
    }

    // NULs are passed over when reading; some programs fill up with them.
    private static void RefuseControls(ReadOnlySpan<char> text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            if (c is < ' ' and not ('\0' or '\t' or '\r' or '\n') or '\x7F')
                controls++;
        }

        if (controls > 1 + MostControls * text.Length || text.Count('\0') > text.Length / 2)
            throw Unknown("This is no text that could be read as a table. Send CSV, Excel (.xlsx), NDJSON or vCard.");
    }

    private static FileFaultException Unknown(string message) => new(FileFaultCode.UnknownFormat, message);
}
