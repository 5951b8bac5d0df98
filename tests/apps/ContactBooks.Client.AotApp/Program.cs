using System.Text.Json;
using System.Text.Json.Nodes;
using ContactBooks.Client;
using Microsoft.Extensions.DependencyInjection;

// All of the client, compiled ahead of time, against the server at the first argument with the token in the second. What it writes is
// what the test expects.
var services = new ServiceCollection();
services.AddContactBooksClient(options => (options.BaseAddress, options.Token, options.RetryFor) = (new Uri(args[0]), args[1], TimeSpan.Zero));
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<ContactBooksClient>();

var made = await client.Books.CreateAsync(new NewContactBook("Leads") { Description = "Of a trial", Color = "#0f62fe" });
var renamed = await client.Books.RenameAsync(made.Uid, "Retail Leads");
Console.WriteLine($"{renamed.Name}, {renamed.Description}, {renamed.Status}");

using var json = JsonDocument.Parse("""{"phone":"7000782084","customFields":{"from":"json"}}""");
ContactRow[] rows =
[
    new("7000782082")
    {
        DisplayName = "Asha Rao",
        Email = FieldValue.Clear,
        CustomFields = new JsonObject { ["city"] = "Mumbai", ["tags"] = new JsonArray(1, "two") },
    },
    new("12345") { FirstName = "मीरा" },
    ContactRow.FromJson(json.RootElement),
];
var predicted = await client.Contacts.UploadAsync(made.Uid, rows, new UploadOptions { DefaultCountryCode = "91", DryRun = true });
Console.WriteLine($"{predicted.Summary.Created} of {predicted.Summary.Total} would go in: {predicted.IsDryRun}");

var progress = new Progress<UploadProgress>();
var options = new UploadManyOptions { DefaultCountryCode = "91", ChunkSize = 1, MaxConcurrency = 2, KeyPrefix = "aot" };
await foreach (var result in client.Contacts.UploadManyAsync(made.Uid, rows, options, progress))
{
    Console.WriteLine($"Row {result.Row}: {result.Status} {result.Reason ?? "-"} {result.Contact?.Phone ?? result.Phone}");
}

var books = await client.Books.ListAsync(BookStatus.Active, "retail").ToListAsync();
Console.WriteLine($"{books.Count} book of {(await client.Books.GetAsync(books[0].Uid)).ContactCount} contacts");
await foreach (var contact in client.Contacts.ListAsync(made.Uid, search: "700078", pageSize: 1).OrderBy(contact => contact.Phone))
{
    var fields = string.Join(' ', contact.CustomFields.Select(field => $"{field.Key}={field.Value}"));
    Console.WriteLine($"{contact.Phone}, {contact.DisplayName ?? "-"}, {contact.Groups[0].Name}, {fields}");
}

try
{
    await client.Contacts.UploadAsync("grp_nothing", rows);
}
catch (BookNotFoundException e)
{
    Console.WriteLine($"{(int)e.StatusCode} {e.Code}");
}

try
{
    await client.Books.CreateAsync(new NewContactBook(""));
}
catch (ValidationFailedException e)
{
    Console.WriteLine($"{(int)e.StatusCode} {e.Code} {e.Details[0].Path}");
}
