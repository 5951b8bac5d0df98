using System.Text.Json;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Examples;

/// <summary>
/// 2,500 rows, three requests, among them what goes wrong in real files and what a language may spoil on the way. Beside them
/// stands what must come of each.
/// </summary>
internal sealed class ManyKindsOfRows
{
    private readonly string[] _rows = [.. Api.Rows(2500)];
    private readonly SortedDictionary<int, (string Status, string Reason, string? Phone)> _troubles = [];
    private readonly HashSet<int> _special = [];
    private readonly Dictionary<string, string> _contacts = [];

    public ManyKindsOfRows()
    {
        Refused(17, """{"phone":"12345"}""", "INVALID_PHONE", "12345");
        Refused(18, """{"displayName":"No phone"}""", "MISSING_PHONE", null);
        Skipped(19, """{"phone":"98 0000 0000"}""", "919800000000");
        Refused(501, """{"phone":"%s %d \\n $(id) `id`"}""", "INVALID_PHONE", @"%s %d \n $(id) `id`");
        Skipped(1000, """{"phone":"+91 98000 00998"}""", "919800000998");
        Refused(1001, """{"phone":"9800001000","email":"nobody"}""", "INVALID_EMAIL", "9800001000");
        Refused(1502, """{"phone":98000}""", "INVALID_PHONE", "98000");
        Good(1503, "9800001502", """{"phone":9800001502,"displayName":"A number"}""");
        Skipped(1504, """{"phone":9800001502}""", "919800001502");

        Good(300, "9800000299", """{"phone":"9800000299","displayName":"मीरा जोशी 👩‍👧 Ünïts Ωμέγα 李小龍 ليلى"}""");
        Good(301, "9800000300", """{"phone":"9800000300","displayName":"\"Asha\" 'Rao' \\n %s $(id) `id` </b> \u0905"}""");
        Good(302, "9800000301", """{"phone":"9800000301","displayName":"Custom","customFields":{}}""");
        Good(1600, "9800001599", """{"phone":"9800001599","displayName":"Custom","customFields":{"none":{},"list":[],"deep":[{"a":[[],{}]}],"no":false}}""");
        Good(2500, "9800002499", """{"phone":"9800002499","displayName":"Custom","customFields":{"whole":123456789012345,"part":0.1,"negative":-7,"शहर":"मुंबई"}}""");

        // The phone of row 1, two requests later: no duplicate of the request, but the same contact, whose company it adds.
        Set(2001, """{"phone":"9800000000","companyName":"Acme"}""");
        _contacts["919800000000"] = """{"displayName":"Contact 0","companyName":"Acme","customFields":{}}""";
    }

    /// <summary>The rows as JSON.</summary>
    public IReadOnlyList<string> Rows => _rows;

    /// <summary>All that a program writes about them.</summary>
    /// <param name="api">Tells what the server says of a row that it is given alone.</param>
    /// <param name="bookUid">The book that they went into.</param>
    public async Task<string> ExpectedOutputAsync(Api api, string bookUid)
    {
        var lines = new List<string> { $"Book {bookUid} \"Retail Leads\"" };
        foreach (var (number, (status, reason, phone)) in _troubles)
        {
            var line = $"Row {number}: {status} {reason} {phone ?? "-"}";
            lines.Add(status == "INVALID" ? $"{line}: {await MessageAsync(api, bookUid, _rows[number - 1])}" : line);
        }

        lines.Add("2500 rows: 2491 created, 1 updated, 3 skipped, 5 invalid");
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>What must be in the book: by phone, the fields that rows give.</summary>
    public IReadOnlyDictionary<string, JsonElement> ExpectedContacts()
    {
        var contacts = new Dictionary<string, string>(_contacts);
        foreach (var number in Enumerable.Range(1, _rows.Length).Except(_special).Except([1]))
        {
            contacts.Add($"9198{number - 1:D8}", $$$"""{"displayName":"Contact {{{number - 1}}}","companyName":null,"customFields":{}}""");
        }

        return contacts.ToDictionary(contact => contact.Key, contact => JsonSerializer.Deserialize<JsonElement>(contact.Value));
    }

    private static async Task<string> MessageAsync(Api api, string bookUid, string row) =>
        (await api.PostAsync(Api.Bulk(bookUid) + "?dryRun=true", Api.Upload(row))).Succeeds("Contacts uploaded").GetProperty("results")[0].Text("message")!;

    private void Set(int number, string row)
    {
        _special.Add(number);
        _rows[number - 1] = row;
    }

    private void Refused(int number, string row, string reason, string? phone)
    {
        Set(number, row);
        _troubles.Add(number, ("INVALID", reason, phone));
    }

    private void Skipped(int number, string row, string phone)
    {
        Set(number, row);
        _troubles.Add(number, ("SKIPPED", "DUPLICATE_IN_REQUEST", phone));
    }

    private void Good(int number, string phone, string row)
    {
        Set(number, row);
        var sent = JsonDocument.Parse(row).RootElement;
        var customFields = sent.TryGetProperty("customFields", out var fields) ? fields.GetRawText() : "{}";
        _contacts.Add("91" + phone, $$$"""{"displayName":{{{sent.GetProperty("displayName").GetRawText()}}},"companyName":null,"customFields":{{{customFields}}}}""");
    }
}
