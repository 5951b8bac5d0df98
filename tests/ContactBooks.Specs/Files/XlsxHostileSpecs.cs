using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>Files that are made to do harm, or have come to it: each gets a clear fault, for little time and memory.</summary>
public sealed class XlsxHostileSpecs
{
    private const int MiB = 1024 * 1024;
    private const int RowsOfASheet = 1_048_576;

    [Fact]
    public void A_bomb_is_known_before_it_is_unpacked()
    {
        var bomb = WorkbookFile.OfRows(new string(' ', 100 * MiB)).ToBytes();
        bomb.Length.Should().BeLessThan(MiB);

        Refused(bomb, FileFaultCode.TooLarge, "far more than its size lets expect", allocatedMiB: 2);
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_unpacked_to_what_it_says()
    {
        var bomb = WorkbookFile.OfRows(new string(' ', 100 * MiB)).ToBytes();
        var entry = EntryOf(bomb, "xl/worksheets/sheet1.xml");
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(entry + 24), 100_000);

        Refused(bomb, FileFaultCode.Damaged, "can't be read", allocatedMiB: 2);
    }

    [Fact]
    public void More_parts_than_any_workbook_has_are_refused()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var n = 0; n < 90_000; n++)
                zip.CreateEntry($"{n}");
        }

        Refused(bytes.ToArray(), FileFaultCode.NotOneFile, "thousands of files", allocatedMiB: 2);
    }

    [Fact]
    public void A_document_type_is_refused_and_no_entity_of_it_read()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "secret");
        var type = $"<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file://{secret}\">]>";

        Refused(Sheet($"{type}{WorkbookFile.Sheet("<row><c t=\"str\"><v>&e;</v></c></row>")}"), FileFaultCode.Damaged, "document type");
        File.Delete(secret);
    }

    [Fact]
    public void Entities_that_grow_are_refused()
    {
        var type = "<!DOCTYPE sst [<!ENTITY e0 \"ha\">"
            + string.Concat(Enumerable.Range(1, 29).Select(n => $"<!ENTITY e{n} \"&e{n - 1};&e{n - 1};\">"));
        var file = WorkbookFile.OfRows("<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "")
            .With("xl/sharedStrings.xml", $"{type}]><sst xmlns=\"{WorkbookFile.Main}\"><si><t>&e29;</t></si></sst>");

        Refused(file, FileFaultCode.Damaged, "document type");
    }

    [Theory]
    [InlineData(32_768, 2)]
    [InlineData(60 * MiB, 16)]
    public void A_text_longer_than_any_cell_is_refused(int length, int allocatedMiB)
    {
        var text = new string('a', length);

        Refused(WorkbookFile.OfRows("<row><c t=\"s\"><v>0</v></c></row>", $"<si><t>{text}</t></si>"), FileFaultCode.TooLarge, "cell", allocatedMiB);
        RefusedRows($"<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>", FileFaultCode.TooLarge, "cell", allocatedMiB);
        RefusedRows($"<row><c><v>{text}</v></c></row>", FileFaultCode.TooLarge, "cell", allocatedMiB);
    }

    [Fact]
    public void A_text_longer_than_any_cell_in_many_pieces_is_refused()
    {
        RefusedRows($"<row><c t=\"inlineStr\"><is>{Repeat("<r><t>piece</t></r>", MiB)}</is></c></row>",
            FileFaultCode.TooLarge, "32767 characters", allocatedMiB: 4);
        RefusedRows($"<row><c t=\"str\"><v>{Repeat("<![CDATA[piece]]>", MiB)}</v></c></row>", FileFaultCode.TooLarge, "characters", allocatedMiB: 4);
    }

    [Fact]
    public void A_tag_that_never_ends_is_refused()
    {
        RefusedRows($"<row><c r=\"{new string('A', 50 * MiB)}\"/></row>", FileFaultCode.TooLarge, "cell", allocatedMiB: 16);
        RefusedRows($"<row {new string('a', 50 * MiB)}=\"1\"/>", FileFaultCode.TooLarge, "cell", allocatedMiB: 16);
        RefusedRows($"<row {Attributes(MiB)}/>", FileFaultCode.TooLarge, "cell", allocatedMiB: 48);
    }

    [Fact]
    public void Names_without_end_are_refused() =>
        RefusedRows(string.Concat(Enumerable.Range(0, 2 * MiB).Select(n => $"<n{n}/>")), FileFaultCode.Damaged, "more names", allocatedMiB: 16);

    [Fact]
    public void Elements_inside_each_other_without_end_are_refused()
    {
        RefusedRows($"<row>{Repeat("<c>", 2 * MiB)}", FileFaultCode.Damaged, "deeper", allocatedMiB: 2);
        RefusedRows($"<row><c><v>{Repeat("<c>", 2 * MiB)}", FileFaultCode.Damaged, "deeper", allocatedMiB: 2);
        Refused(
            Sheet($"<worksheet xmlns=\"{WorkbookFile.Main}\"><sheetData><row><c><v>1</v></c></row></sheetData>{Repeat("<c>", 2 * MiB)}"),
            FileFaultCode.Damaged, "deeper", allocatedMiB: 2);
    }

    [Fact]
    public void A_million_columns_are_refused()
    {
        RefusedRows($"<row>{Repeat("<c/>", MiB)}</row>", FileFaultCode.Damaged, "row 1 has more cells than a sheet has columns");
        RefusedRows($"<row>{Repeat("<c><v>1</v></c>", MiB)}</row>", FileFaultCode.TooLarge, "row 1 has more than 1000 columns");
    }

    [Fact]
    public void More_rows_than_a_sheet_has_are_refused() =>
        RefusedRows(Repeat("<row/>", RowsOfASheet + 1), FileFaultCode.Damaged, "rows beyond 1048576");

    [Fact]
    public void Styles_and_sheets_without_end_are_refused()
    {
        Refused(WorkbookFile.OfRows("", styles: $"<cellXfs>{Repeat("<xf/>", MiB)}</cellXfs>"), FileFaultCode.TooLarge, "more styles");
        Refused(Plain().Pointing([.. Enumerable.Repeat(("a", "worksheet", "b"), 100_000)]), FileFaultCode.TooLarge, "more parts");
        Refused(
            Plain().With("xl/workbook.xml", $"""
                <workbook xmlns="{WorkbookFile.Main}" xmlns:r="a/relationships"><sheets>{Repeat("<sheet r:id=\"rId1\"/>", 100_000)}</sheets></workbook>
                """),
            FileFaultCode.TooLarge, "more than 10000 sheets");
    }

    [Fact]
    public void Parts_that_point_to_themselves_end_in_a_fault()
    {
        Refused(Plain().Pointing(("rId1", "worksheet", "workbook.xml")), FileFaultCode.Empty, "nothing in this workbook");
        Refused(Plain().PointingTo("_rels/.rels"), FileFaultCode.UnknownFormat, "not an Excel workbook");
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "its part sheet1.xml is missing")]
    [InlineData("xl/workbook.xml", "its part workbook.xml is missing")]
    public void A_missing_part_is_damage(string part, string message) => Refused(Plain().Without(part), FileFaultCode.Damaged, message);

    [Fact]
    public void A_name_that_climbs_out_of_the_package_leads_nowhere()
    {
        var file = Plain()
            .With("../../../../tmp/evil.xml", "evil")
            .Pointing(("rId1", "worksheet", "../../../../../../etc/passwd"));

        Refused(file, FileFaultCode.Damaged, "its part passwd is missing");
    }

    [Fact]
    public void A_file_that_is_cut_off_says_so()
    {
        var whole = Plain().ToBytes();

        foreach (var length in new[] { 100, whole.Length / 2, whole.Length - 30, whole.Length - 1 })
            ReadWorkbook.FaultOf(whole[..length]).Message.Should().Contain("cut off", $"of {length} bytes");
    }

    [Fact]
    public void A_flipped_bit_is_damage()
    {
        // Stored, not packed: nothing but the checksum can tell.
        var bytes = new MemoryStream();
        using (var packed = new ZipArchive(new MemoryStream(Plain().ToBytes())))
        using (var stored = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in packed.Entries)
            {
                using var part = stored.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                using var unpacked = entry.Open();
                unpacked.CopyTo(part);
            }
        }

        var file = bytes.ToArray();
        file[file.AsSpan().IndexOf("917000782082"u8)] = (byte)'8';

        Refused(file, FileFaultCode.Damaged, "can't be read");
    }

    [Fact]
    public void A_password_is_asked_away()
    {
        var file = new byte[100_000];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(file, 65_530);

        Refused(file, FileFaultCode.Encrypted, "needs a password. Save it without one");
    }

    [Fact]
    public void Other_workbooks_are_named()
    {
        Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]], FileFaultCode.UnknownFormat, ".xls)");
        Refused(Plain().PointingTo("xl/workbook.bin"), FileFaultCode.UnknownFormat, ".xlsb");
        Refused(Plain().With("xl/workbook.xml", "<document/>"), FileFaultCode.UnknownFormat, "not an Excel workbook");
        Refused(Plain().Without("_rels/.rels"), FileFaultCode.UnknownFormat, "not an Excel workbook");
    }

    [Fact]
    public void A_part_that_is_neither_UTF_8_nor_UTF_16_is_damage() =>
        Refused(
            Plain().With("xl/worksheets/sheet1.xml", Encoding.Latin1.GetBytes(WorkbookFile.Sheet("<row><c t=\"str\"><v>José</v></c></row>"))),
            FileFaultCode.Damaged, "can't be read");

    private static WorkbookFile Plain() => WorkbookFile.OfRows("<row><c><v>917000782082</v></c></row>");

    private static WorkbookFile Sheet(string xml) => WorkbookFile.OfRows("").With("xl/worksheets/sheet1.xml", xml);

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Attributes(int count) => string.Join(' ', Enumerable.Range(0, count).Select(n => $"a{n % 5000}=\"{n}\""));

    private static void RefusedRows(string rows, string code, string message, int allocatedMiB = 8) =>
        Refused(WorkbookFile.OfRows(rows), code, message, allocatedMiB);

    private static void Refused(WorkbookFile file, string code, string message, int allocatedMiB = 8) =>
        Refused(file.ToBytes(), code, message, allocatedMiB);

    private static void Refused(byte[] file, string code, string message, int allocatedMiB = 8)
    {
        FileFaultException? fault = null;
        var cost = ReadingCost.Of(() => fault = ReadWorkbook.FaultOf(file));

        fault!.Code.Should().Be(code, fault.Message);
        fault.Message.Should().Contain(message);
        cost.Processor.Should().BeLessThan(TimeSpan.FromSeconds(5));
        cost.AllocatedBytes.Should().BeLessThan(allocatedMiB * (long)MiB);
    }

    // The place of an entry in the directory (APPNOTE.TXT 4.3.12).
    private static int EntryOf(byte[] zip, string name) =>
        zip.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(name)) - 46;
}
