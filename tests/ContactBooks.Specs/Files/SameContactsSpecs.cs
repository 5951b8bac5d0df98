using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactBooks.Core.Files.Xlsx;

namespace ContactBooks.Specs.Files;

/// <summary>The same contacts are the same table, whatever they are written in.</summary>
public class SameContactsSpecs
{
    private static readonly string[] Columns = ["Name", "First name", "Last name", "Phone", "Email", "Company", "Note"];

    private static readonly string[][] Contacts = [.. Enumerable.Range(0, 10_000).Select(Contact)];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Formats => ["csv", "csv for Excel", "tsv", "xlsx", "xlsx of ours", "ndjson", "vcard 3", "vcard 4"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Ten_thousand_contacts_are_one_and_the_same_table(string format)
    {
        var read = ReadTable.Of(Write(format));

        read.Layout.Columns.Should().Contain(Columns);
        var same = read.Select(Columns).Zip(Contacts).Count(pair => pair.First.SequenceEqual(pair.Second));
        same.Should().Be(Contacts.Length);
        read.Rows.Should().HaveCount(Contacts.Length);
    }

    private static byte[] Write(string format) => format switch
    {
        "csv" => Encoding.UTF8.GetBytes(Delimited(',')),
        "csv for Excel" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Delimited(';'))],
        "tsv" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Delimited('\t'))],
        "xlsx" => WorkbookFile.OfRows(string.Concat(Contacts.Prepend(Columns).Select(row =>
            $"<row>{string.Concat(row.Select(cell => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>"))).ToBytes(),
        "xlsx of ours" => Workbook(),
        "ndjson" => Encoding.UTF8.GetBytes(string.Concat(Contacts.Select(contact => JsonSerializer.Serialize(
            Columns.Zip(contact).Where(field => field.Second.Length > 0).ToDictionary(field => field.First, field => field.Second), Plain) + "\n"))),
        "vcard 3" => Encoding.UTF8.GetBytes(string.Concat(Contacts.Select(contact => Card(contact, "3.0", $"TEL;TYPE=CELL:{contact[3]}")))),
        _ => Encoding.UTF8.GetBytes(string.Concat(Contacts.Select(contact => Card(contact, "4.0", $"item1.TEL;VALUE=uri;TYPE=\"voice,cell\":tel:{contact[3]}")))),
    };

    private static string[] Contact(int i)
    {
        string[] firsts = ["Asha", "Zoë", "मीरा", "明", "Ravi \"RK\"", "José; María", "O’Neil"];
        string[] lasts = ["Rao", "Müller", "जोशी", "王", "Kumar, Jr.", "", "D'Souza"];
        var (first, last) = (firsts[i % firsts.Length], lasts[i / 7 % lasts.Length]);
        return
        [
            $"{first} {last}".Trim(),
            first,
            last,
            string.Create(CultureInfo.InvariantCulture, $"+9198{i * 7919 % 100_000_000:00000000}"),
            i % 3 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"contact{i}@example.com"),
            i % 5 == 0 ? "" : "Rao, Söhne & Co; Mumbai",
            i % 4 == 0 ? "line one\nline \\two, which is long enough to be folded where the format folds its lines" : "",
        ];
    }

    private static byte[] Workbook()
    {
        using var file = new MemoryStream();
        using (var writer = new WorkbookWriter(file, "Contacts"))
        {
            writer.Begin(Columns);
            foreach (var contact in Contacts)
            {
                writer.Write(contact);
            }

            writer.End();
        }

        return file.ToArray();
    }

    private static string Delimited(char delimiter) =>
        string.Concat(Contacts.Prepend(Columns).Select(row => string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter))) + "\r\n"));

    private static string Quoted(string cell, char delimiter) =>
        cell.IndexOfAny([delimiter, '"', '\n']) >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private static string Card(string[] contact, string version, string phone)
    {
        var escaped = contact.Select(text => text.Replace("\\", "\\\\").Replace("\n", "\\n").Replace(",", "\\,").Replace(";", "\\;")).ToArray();
        string[] lines =
        [
            "BEGIN:VCARD", $"VERSION:{version}", $"FN:{escaped[0]}", $"N:{escaped[2]};{escaped[1]};;;", phone,
            $"EMAIL:{escaped[4]}", $"ORG:{escaped[5]}", $"NOTE:{escaped[6]}", "END:VCARD",
        ];
        return string.Concat(lines.Select(line => Folded(line) + "\r\n"));
    }

    private static string Folded(string line) => line.Length <= 60 ? line : line[..60] + "\r\n " + Folded(line[60..]);
}
