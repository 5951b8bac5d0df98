using ContactBooks.Core.Exports;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Text;
using ContactBooks.Core.Files.Unpacking;
using ContactBooks.Specs.Files;
using ContactBooks.Specs.Http.Exports;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Exports;

/// <summary>What a real spreadsheet makes of the files: LibreOffice opens them and says what it sees.</summary>
public sealed class LibreOfficeSpecs
{
    // As shown, in UTF-8, and formulas as what they come to (LibreOffice, CSV filter parameters, tokens 1 to 9).
    private const string AsShown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    private const string CommaInUtf8 = "CSV:44,34,76,1";

    // What a spreadsheet makes of numbers in CSV, none of which it takes for text; a workbook says what is text.
    private static readonly Dictionary<string, string> Numbers = new() { ["1e5"] = "100000", ["007"] = "7", ["1.50"] = "1.5" };

    [Fact]
    public async Task No_formula_runs_phones_are_whole_and_names_are_right()
    {
        var contacts = ExportedFile.Contacts(ExportSpecs.Nasty.Select(row => row.Replace("\"98", "\"+9198", StringComparison.Ordinal)));
        var (csv, xlsx) = (ExportedFile.Write(ExportFormat.Csv, contacts), ExportedFile.Write(ExportFormat.Xlsx, contacts));
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.At("contacts.csv"), csv, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.At("workbook.xlsx"), xlsx, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("unguarded.csv"), "phone,name\n+917000782082,=1+1\n", TestContext.Current.CancellationToken);

        await Task.WhenAll(
            ConvertAsync(folder, "one", ["--infilter=" + CommaInUtf8], "contacts.csv", "unguarded.csv"),
            ConvertAsync(folder, "other", [], "workbook.xlsx"));

        Shown(folder, "unguarded.csv").Should().BeEquivalentTo([(string[])["917000782082", "2"]], "this is what is guarded against");
        Shown(folder, "contacts.csv").Should().BeEquivalentTo(Cells(csv).Select(Rewritten), cells => cells.WithStrictOrdering());
        Shown(folder, "workbook.csv").Should().BeEquivalentTo(ReadTable.Of(xlsx).Cells.Select(WithoutEmptyEnd), cells => cells.WithStrictOrdering());
        Shown(folder, "contacts.csv").Select(row => row[0]).Should().Equal(contacts.Select(contact => SpacedPhone.Of(contact.Phone)));
        Shown(folder, "workbook.csv").Select(row => row[0]).Should().Equal(contacts.Select(contact => $"+{contact.Phone}"));
    }

    private static async Task ConvertAsync(TemporaryFolder folder, string profile, string[] options, params string[] files)
    {
        var run = await ForeignProgram.RunAsync(
            "soffice",
            [
                $"-env:UserInstallation={new Uri(folder.At(profile)).AbsoluteUri}", "--headless", "--norestore", .. options,
                "--convert-to", AsShown, "--outdir", folder.At("shown"), .. files.Select(file => folder.At(file)),
            ]);
        run.ShouldBeDone();
    }

    /// <summary>The rows of a table that LibreOffice wrote, below its header.</summary>
    private static string[][] Shown(TemporaryFolder folder, string file) => Cells(File.ReadAllBytes(folder.At("shown", file)));

    /// <summary>The cells of CSV below its header, as they stand there: with the marks that a table takes off.</summary>
    private static string[][] Cells(byte[] csv)
    {
        var content = new FileContent(() => new MemoryStream(csv));
        using var reader = new DelimitedReader(TextContent.Read(content, content.Head(), new FileChoices()).Open(), ',', new FileLimits());
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. reader.Cells]);
        }

        return [.. rows.Skip(1)];
    }

    private static string[] Rewritten(string[] row) => [.. row.Select(cell => Numbers.GetValueOrDefault(cell, cell))];

    private static string[] WithoutEmptyEnd(string[] row) => row[..(Array.FindLastIndex(row, cell => cell.Length > 0) + 1)];
}
