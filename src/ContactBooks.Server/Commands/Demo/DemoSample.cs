using System.Text.Json.Nodes;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Demo;

/// <summary>A row of the demo and what must become of it.</summary>
/// <param name="Contact">The row, as a client sends it.</param>
/// <param name="Status">CREATED, UPDATED, SKIPPED or INVALID.</param>
/// <param name="Reason">Why it is skipped or invalid; null otherwise.</param>
internal sealed record DemoRow(JsonObject Contact, string Status, string? Reason = null)
{
    /// <summary>A field of it as text.</summary>
    public string Text(string field) => Contact[field]?.GetValue<string>() ?? "";
}

/// <summary>
/// What the demo uploads: phones as people, spreadsheets and phones' own address books write them. No number of it is
/// known to be anybody's; they are made up within ranges that are assigned.
/// </summary>
internal static class DemoSample
{
    /// <summary>The country code of the demo's customer, India.</summary>
    public const int CountryCode = 91;

    /// <summary>Uploaded first, so that the sample meets a contact that is there already.</summary>
    public static IReadOnlyList<DemoRow> Before { get; } = [Row("7000782082", "Asha", "CREATED")];

    /// <summary>The sample.</summary>
    public static IReadOnlyList<DemoRow> Rows { get; } =
    [
        Row("+91 70007 82082", "Asha Rao", "UPDATED", email: "asha@example.com", company: "Acme", city: "Mumbai"),
        Row("098765 43210", "Ravi Kumar", "CREATED", company: "Kumar Traders", city: "Pune"),
        Row("९८२०० १२३४५", "मीरा जोशी", "CREATED", city: "Nagpur"),
        Row("+91-98765-43210", "Ravi K.", "SKIPPED", "DUPLICATE_IN_REQUEST"),
        Row("+44 7400 123456", "Emma Clarke", "CREATED", email: "emma@example.co.uk"),
        Row("00971 50 123 4567", "فاطمة", "CREATED", city: "Dubai"),
        Row("+1 (212) 555-0123", "Noah Williams", "CREATED", company: "Hudson Supply"),
        Row("tel:+55 11 96123-4567", "João Souza", "CREATED", city: "São Paulo"),
        Row("9.19877E+11", "Lost digits", "INVALID", "INVALID_PHONE"),
        Row("8877665544", "Typing error", "INVALID", "INVALID_EMAIL", email: "asha@example"),
    ];

    /// <summary>The body of the upload of some rows.</summary>
    public static string Body(IEnumerable<DemoRow> rows) =>
        new JsonObject { ["contacts"] = new JsonArray([.. rows.Select(row => row.Contact.DeepClone())]) }.ToJsonString(JsonResult.Options);

    private static DemoRow Row(
        string phone, string name, string status, string? reason = null, string? email = null, string? company = null, string? city = null)
    {
        var contact = new JsonObject { ["phone"] = phone, ["displayName"] = name };
        Add(contact, "email", email);
        Add(contact, "companyName", company);
        if (city is not null)
        {
            contact["customFields"] = new JsonObject { ["city"] = city };
        }

        return new DemoRow(contact, status, reason);
    }

    private static void Add(JsonObject contact, string field, string? value)
    {
        if (value is not null)
        {
            contact[field] = value;
        }
    }
}
