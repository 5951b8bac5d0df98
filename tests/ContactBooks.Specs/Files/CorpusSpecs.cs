using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>
/// Files as people have them, each with its mess in its name, and beside it what a person who looks at the file would have read out of it.
/// </summary>
public class CorpusSpecs
{
    // Enough to see each mess; a file's last row is shown as well.
    private const int RowsShown = 12;

    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. Corpus.Files.Select(file => Path.GetFileName(file))];

    [Fact]
    public void There_are_at_least_40_files() => Corpus.Files.Should().HaveCountGreaterThanOrEqualTo(40);

    /// <summary>To accept a change, run this with CONTACTBOOKS_ACCEPT=1 in the environment, compare each result with its file and commit it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_messy_file_is_read_as_approved(string name)
    {
        var file = Path.Combine(Corpus.Folder, name);
        var approved = file + Corpus.Approved;
        var read = Read(file).ToJsonString(Shown).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("CONTACTBOOKS_ACCEPT") == "1")
            File.WriteAllText(approved, read);

        read.Should().Be(File.ReadAllText(approved), "{0} is what was approved; run this with CONTACTBOOKS_ACCEPT=1 to accept the change", approved);
    }

    private static JsonObject Read(string file)
    {
        try
        {
            using var table = ContactFile.Open(file, new FileChoices(), new FileLimits());
            var rows = new List<FileRow>();
            while (table.Read(out var row))
            {
                rows.Add(row);
            }

            return Show(table.Layout, rows);
        }
        catch (FileFaultException fault)
        {
            return new JsonObject { ["fault"] = fault.Code, ["message"] = fault.Message };
        }
    }

    private static JsonObject Show(FileLayout layout, List<FileRow> rows)
    {
        var shown = new JsonObject { ["format"] = layout.Format.ToString() };
        if (layout.Encoding is not null)
            shown["encoding"] = layout.Encoding;
        if (layout.Delimiter is not null)
            shown["delimiter"] = layout.Delimiter.ToString();
        if (layout.Sheets.Count > 0)
        {
            shown["sheets"] = new JsonArray([.. layout.Sheets.Select(sheet => (JsonNode)sheet)]);
            shown["sheet"] = layout.Sheet;
        }

        if (layout.Format is FileFormat.Delimited or FileFormat.Xlsx)
            shown["headerRow"] = layout.HeaderRow;
        shown["columns"] = new JsonArray([.. layout.Columns.Select(column => (JsonNode)column)]);
        shown["rowCount"] = rows.Count;
        shown["rows"] = new JsonObject(rows.Where((_, i) => i < RowsShown || i == rows.Count - 1)
            .Select(row => KeyValuePair.Create($"{row.Number}", (JsonNode?)new JsonArray([.. row.Cells.Select(cell => (JsonNode)cell)]))));
        return shown;
    }
}
