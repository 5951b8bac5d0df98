using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Files.VCard;

namespace ContactBooks.Core.Exports;

/// <summary>
/// Contacts as vCard 3. A card must have a name: where none is stored, it is what a person would read, and marked as derived (RFC 9554,
/// 4.3), so that importing it doesn't store it. Custom fields stand in a property of our own, which other programs pass over.
/// </summary>
/// <param name="output">Gets the bytes; it is left open.</param>
public sealed class VCardExport(Stream output) : IContactWriter
{
    private const int LineBytes = 75;
    private const string MailScheme = "mailto:";

    private readonly StreamWriter _text = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true);

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(Contact contact)
    {
        var fields = contact.Fields;
        WriteLine("BEGIN:VCARD");
        WriteLine("VERSION:3.0");
        WriteLine(fields.DisplayName is { } name
            ? $"FN:{VCardText.Escape(name)}"
            : $"FN;DERIVED=TRUE:{VCardText.Escape(fields.ReadableName ?? $"+{contact.Phone}")}");
        WriteLine($"N:{VCardText.Escape(fields.LastName ?? "")};{VCardText.Escape(fields.FirstName ?? "")};;;");
        WriteLine($"TEL;TYPE=CELL:+{contact.Phone}");
        if (fields.Email is { } email)
        {
            // Readers take a scheme off; an address that begins like one keeps it by having it twice.
            var scheme = email.StartsWith(MailScheme, StringComparison.OrdinalIgnoreCase) ? MailScheme : "";
            WriteLine($"EMAIL:{scheme}{VCardText.Escape(email)}");
        }

        if (fields.CompanyName is { } company)
        {
            WriteLine($"ORG:{VCardText.Escape(company)}");
        }

        if (!fields.CustomFields.IsEmpty)
        {
            WriteLine($"{VCardFields.CustomFields}:{VCardText.Escape(Encoding.UTF8.GetString(fields.CustomFields.Span))}");
        }

        WriteLine("END:VCARD");
    }

    /// <inheritdoc/>
    public void End() => _text.Flush();

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    /// <summary>Writes a line, folded where it is too long (RFC 2426, 2.6): never within a character.</summary>
    private void WriteLine(string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LineBytes)
            {
                _text.Write("\r\n ");
                bytes = 1;
            }

            bytes += rune.Utf8SequenceLength;
            if (rune.IsBmp)
            {
                _text.Write((char)rune.Value);
            }
            else
            {
                _text.Write(rune.ToString());
            }
        }

        _text.Write("\r\n");
    }
}
