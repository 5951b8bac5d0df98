using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>Which sheet of a workbook is read.</summary>
public sealed class XlsxSheetSpecs
{
    private static readonly FileChoices NoHeader = new() { HasHeader = false };

    [Fact]
    public void The_first_visible_sheet_that_has_rows_is_read_and_all_are_named()
    {
        var read = ReadWorkbook.Of(WorkbookFile.Of([
            ("Hidden", "hidden", Sheet("hidden")), ("Secret", "veryHidden", Sheet("secret")),
            ("Blank", null, WorkbookFile.Sheet("<row><c s=\"1\"/></row>")),
            ("Contacts", null, Sheet("contacts")), ("More", null, Sheet("more"))]), NoHeader);

        read.Layout.Sheets.Should().Equal("Hidden", "Secret", "Blank", "Contacts", "More");
        read.Layout.Sheet.Should().Be("Contacts");
        read.Rows.Single().Cells.Should().Equal("contacts");
    }

    [Fact]
    public void A_hidden_sheet_is_read_where_no_visible_one_has_rows() =>
        ReadWorkbook.Of(WorkbookFile.Of([("Blank", null, WorkbookFile.Sheet("")), ("Hidden", "hidden", Sheet("hidden"))]), NoHeader)
            .Layout.Sheet.Should().Be("Hidden");

    [Theory]
    [InlineData("Second")]
    [InlineData("SECOND")]
    public void A_sheet_is_chosen_by_its_name(string name) =>
        ReadWorkbook.Of(WorkbookFile.Of([("First", null, Sheet("1")), ("Second", "hidden", Sheet("2"))]), NoHeader with { Sheet = name })
            .Rows.Single().Cells.Should().Equal("2");

    [Fact]
    public void A_sheet_that_is_not_there_is_a_wrong_choice()
    {
        var file = WorkbookFile.Of([("First", null, Sheet("1")), ("Second", null, Sheet("2"))]);
        var fault = ReadWorkbook.FaultOf(file, new() { Sheet = "Third" });

        fault.Code.Should().Be(FileFaultCode.WrongChoice);
        fault.Message.Should().Be("There is no sheet \"Third\" in this workbook. It has: \"First\", \"Second\".");
    }

    [Fact]
    public void A_chosen_sheet_without_anything_in_it_is_empty_though_others_are_not() =>
        ReadWorkbook
            .FaultOf(WorkbookFile.Of([("First", null, Sheet("1")), ("Blank", null, WorkbookFile.Sheet(""))]), new() { Sheet = "Blank" })
            .Code.Should().Be(FileFaultCode.Empty);

    [Fact]
    public void A_workbook_without_anything_in_it_is_empty() =>
        ReadWorkbook
            .FaultOf(WorkbookFile.Of([
                ("Sheet1", null, WorkbookFile.Sheet("")), ("Sheet2", null, $"<worksheet xmlns=\"{WorkbookFile.Main}\"><sheetData/></worksheet>")]))
            .Code.Should().Be(FileFaultCode.Empty);

    [Fact]
    public void Sheets_of_charts_are_none()
    {
        var file = WorkbookFile.Of([("Chart1", null, "<chartsheet/>"), ("Contacts", null, Sheet("1"))])
            .Pointing(("rId1", "chartsheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"));

        var read = ReadWorkbook.Of(file, NoHeader);

        read.Layout.Sheets.Should().Equal("Contacts");
        read.Rows.Single().Cells.Should().Equal("1");
    }

    private static string Sheet(string text) => WorkbookFile.Sheet($"<row><c t=\"str\"><v>{text}</v></c></row>");
}
