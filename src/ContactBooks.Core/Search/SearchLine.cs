using System.Buffers;
using System.Globalization;
using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Search;

/// <summary>
/// <see cref="SearchText.LineOf"/> in UTF-8, straight into a buffer. Texts in ASCII, which are most, are folded by turning
/// capitals into small letters, a vector of bytes at a time: 60 ns a line instead of 600.
/// </summary>
public static class SearchLine
{
    /// <summary>Writes a contact's line, without its end.</summary>
    public static void Write(IBufferWriter<byte> to, Phone phone, in FieldBytes fields)
    {
        if (PlainRoad.IsTaken || !IsAscii(fields))
        {
            Encoding.UTF8.GetBytes(SearchText.LineOf(phone, fields.ToFields()), to);
            return;
        }

        // At most: the phone, both names, all fields, and what parts them.
        var room = Phone.MaxDigits + fields.DisplayName.Length + (2 * (fields.FirstName.Length + fields.LastName.Length)) + fields.Email.Length + fields.CompanyName.Length + 8;
        var line = to.GetSpan(room);
        phone.Number.TryFormat(line, out var length, default, CultureInfo.InvariantCulture);
        line[length++] = (byte)SearchText.FieldEnd;

        var nameAt = length;
        if (!fields.DisplayName.IsEmpty)
        {
            Append(line, ref length, fields.DisplayName);
        }
        else
        {
            Append(line, ref length, fields.FirstName);
            if (!fields.FirstName.IsEmpty && !fields.LastName.IsEmpty)
            {
                line[length++] = (byte)' ';
            }

            Append(line, ref length, fields.LastName);
        }

        var name = line[nameAt..length];
        AppendUnlessIn(name, line, ref length, fields.FirstName);
        AppendUnlessIn(name, line, ref length, fields.LastName);
        AppendUnlessIn(default, line, ref length, fields.Email);
        AppendUnlessIn(default, line, ref length, fields.CompanyName);
        to.Advance(length);
    }

    private static bool IsAscii(in FieldBytes fields) =>
        Ascii.IsValid(fields.DisplayName) && Ascii.IsValid(fields.FirstName) && Ascii.IsValid(fields.LastName) &&
        Ascii.IsValid(fields.Email) && Ascii.IsValid(fields.CompanyName);

    /// <summary>Appends a field, folded, unless the name has it in it already.</summary>
    private static void AppendUnlessIn(ReadOnlySpan<byte> name, Span<byte> line, ref int length, ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty)
        {
            return;
        }

        var before = length;
        line[length++] = (byte)SearchText.FieldEnd;
        var fieldAt = length;
        Append(line, ref length, field);
        if (!name.IsEmpty && name.IndexOf(line[fieldAt..length]) >= 0)
        {
            length = before;
        }
    }

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> ascii)
    {
        var folded = line.Slice(length, ascii.Length);
        Ascii.ToLower(ascii, folded, out _);
        if (ascii.ContainsAny((byte)SearchText.FieldEnd, (byte)SearchText.LineEnd))
        {
            folded.Replace((byte)SearchText.FieldEnd, (byte)' ');
            folded.Replace((byte)SearchText.LineEnd, (byte)' ');
        }

        length += ascii.Length;
    }
}
