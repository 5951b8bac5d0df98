using ContactBooks.Specs.Files;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>A workbook as people send them: notes on its first sheet, and leads on the second.</summary>
internal static class MessyWorkbook
{
    /// <summary>Two that can go in, one whose digits a spreadsheet dropped, one without a phone. What they are interested in looks like a company.</summary>
    public static byte[] Bytes { get; } = WorkbookFile.Of(
    [
        ("Notes", null, WorkbookFile.Sheet(Row("Remember") + Row("to call them all"))),
        ("Leads", null, WorkbookFile.Sheet(
            Row("Full Name", "Mobile No.", "E-mail", "Company", "Joined") +
            Row("Asha Rao", "98765 43210", "asha@example.in", "Solar roof", "2024-01-05") +
            Row("فاطمة", "+971 50 123 4567", "fatima@example.ae", "Water heater", "soon") +
            Row("Ravi Kumar", "9.8E+09", "ravi@example.in", "Solar roof", "2024-02-11") +
            Row("Meera", "", "meera@example.in", "Water heater", "2024-03-01"))),
    ]).ToBytes();

    private static string Row(params string[] cells) =>
        $"<row>{string.Concat(cells.Select(cell => $"<c t=\"str\"><v>{cell}</v></c>"))}</row>";
}
