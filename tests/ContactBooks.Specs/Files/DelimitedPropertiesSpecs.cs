using System.Text;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Delimited;
using ContactBooks.Specs.Reliability;
using CsCheck;

namespace ContactBooks.Specs.Files;

/// <summary>What RFC 4180 says is written is read.</summary>
public class DelimitedPropertiesSpecs
{
    private static readonly Dictionary<string, Encoding> Encodings = new()
    {
        ["utf-8"] = new UTF8Encoding(false),
        ["utf-8 with BOM"] = new UTF8Encoding(true),
        ["utf-16le"] = new UnicodeEncoding(false, true),
        ["utf-16be"] = new UnicodeEncoding(true, true),
        ["windows-1252"] = CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
    };

    // All that cuts, quotes and ends, often; and letters that each of the encodings has.
    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.OneOf(",", ";", "\t", "|", "\"", "\"\"", "\r", "\n", "\r\n", " ", "é", "ß", "€", "a", "Rao", "+917000782082", "{", "'")
            .List[0, 5].Select(string.Concat),
        Gen.Int[0, 40].Select(length => new string('x', length)));

    private static readonly Gen<List<string[]>> Table = Gen.Int[1, 6].SelectMany(width => Cell.Array[width].List[1, 12]);

    [Fact]
    public void Any_table_reads_back_the_same() =>
        Gen.Select(Table, Gen.OneOf(',', ';', '\t', '|'), Gen.OneOf([.. Encodings.Keys]), Gen.OneOf("\r\n", "\n", "\r"), Gen.Bool).Sample(
            (rows, delimiter, encoding, lineEnd, endsWithLineEnd) =>
            {
                var text = string.Join(lineEnd, rows.Select(row => string.Join(delimiter, row.Select(cell => Quote(cell, delimiter))))) + (endsWithLineEnd ? lineEnd : "");
                byte[] bytes = [.. Encodings[encoding].Preamble, .. Encodings[encoding].GetBytes(text)];
                var expected = rows.Where(row => !row.All(string.IsNullOrWhiteSpace)).ToArray();
                if (expected.Length == 0)
                    return;

                var choices = new FileChoices { Delimiter = delimiter, HasHeader = false, Encoding = encoding.Split(' ')[0] };
                var read = ReadTable.Of(bytes, choices);

                // Columns that have nothing in any row are no columns.
                var width = expected.Max(row => Array.FindLastIndex(row, cell => !string.IsNullOrWhiteSpace(cell)) + 1);
                read.Cells.Should().BeEquivalentTo(expected.Select(row => row.Take(width).Select(InertText.Original).ToArray()), options => options.WithStrictOrdering());
                read.Layout.Delimiter.Should().Be(delimiter);
            },
            iter: Soak.Is ? 100_000 : 10_000);

    private static string Quote(string cell, char delimiter) =>
        cell.IndexOfAny([delimiter, '"', '\r', '\n']) >= 0 || cell.StartsWith(' ') ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
