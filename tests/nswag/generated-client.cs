// Uses the server by a client that NSwag makes from the OpenAPI document, and writes what it saw as one line of JSON.

using System.Net.Http.Headers;
using System.Text.Json;
using Generated;

using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[1]);
var client = new GeneratedClient(http) { BaseUrl = args[0] };

var made = await client.CreateContactBookAsync(new NewBook { Name = "Retail Leads", Color = "#0f62fe" }, idempotency_Key: "made");
var book = made.Data.ContactBook.ContactBookUid;

var uploaded = await client.UploadContactsAsync(
    book,
    new UploadRequest
    {
        DefaultCountryCode = "91",
        Contacts =
        [
            new UploadRow { Phone = "7000782082", DisplayName = "Asha Rao", CustomFields = new Dictionary<string, object> { ["city"] = "Mumbai", ["orders"] = new[] { 1, 2 } } },
            new UploadRow { Phone = "07000 782082" },
            new UploadRow { Phone = "12345", Email = "asha@example.com" },
        ],
    },
    dryRun: false,
    idempotency_Key: "uploaded");

var renamed = await client.RenameContactBookAsync(book, new BookName { Name = "Leads 2026" });
var read = await client.ReadContactBookAsync(book);
var books = await client.ListContactBooksAsync(status: Status.ACTIVE, search: "leads", limit: 10);
var contacts = await client.ListContactsAsync(book, search: "asha");
var contact = contacts.Data.Contacts.Single();

Failure? failure = null;
try
{
    await client.ReadContactBookAsync("grp_abc");
}
catch (ApiException<Failure> e)
{
    failure = e.Result;
}

Console.WriteLine(JsonSerializer.Serialize(new
{
    statuses = uploaded.Data.Results.Select(row => row.Status.ToString()),
    reason = uploaded.Data.Results.Last().Reason,
    created = uploaded.Data.Summary.Created,
    name = renamed.Data.ContactBook.Name,
    count = read.Data.ContactBook.ContactCount,
    books = books.Data.ContactBooks.Count,
    contact = new { contact.ContactUid, contact.Phone, contact.DisplayName, contact.LastName, contact.CustomFields, groups = contact.Groups.Select(group => group.Uid) },
    failure = failure?.Error.Code,
}));
