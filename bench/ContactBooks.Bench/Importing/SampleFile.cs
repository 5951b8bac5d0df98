namespace ContactBooks.Bench;

/// <summary>Contacts as a file, as a program for customer relations gives it out.</summary>
/// <param name="Format">What the command line calls its format.</param>
/// <param name="MediaType">What it is sent as.</param>
/// <param name="Rows">How many contacts are imported where nothing else is said.</param>
/// <param name="Make">Makes one: contacts from one on, and how many.</param>
internal sealed record SampleFile(string Format, string MediaType, long Rows, Func<long, long, byte[]> Make)
{
    /// <summary>The names of the columns, the phone first.</summary>
    public static readonly string[] Columns = ["Mobile", "Full Name", "First Name", "Last Name", "Email", "Company", "City"];

    /// <summary>One of each format.</summary>
    public static readonly IReadOnlyList<SampleFile> All =
    [
        new("csv", "text/csv", 1_000_000, SampleCsv.Make),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 300_000, SampleWorkbook.Make),
    ];

    /// <summary>What stands in a contact's columns after the phone.</summary>
    public static string[] TextsOf(long n) =>
    [
        SampleContacts.DisplayName(n, 0), SampleContacts.FirstName(n), SampleContacts.LastName(n, 0), SampleContacts.Email(n), "Acme",
        SampleContacts.City(n),
    ];
}
