using System.Text.Json.Nodes;
using ContactBooks.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ContactBooks.Specs.Clients;

/// <summary>The samples of the package's README, word for word; a spec compares them and runs them.</summary>
internal static class ReadmeSamples
{
    public static async Task RunAsync(Uri address, string token, IEnumerable<ContactRow> rows, StringWriter Console)
    {
        using var client = new ContactBooksClient(address, token);
        var book = await client.Books.CreateAsync(new NewContactBook("Retail Leads"));

        var asha = new ContactRow("070007 82082") { DisplayName = "Asha Rao", CustomFields = new JsonObject { ["city"] = "Mumbai" } };
        var ravi = new ContactRow("98765 43210") { CompanyName = FieldValue.Clear };
        var answer = await client.Contacts.UploadAsync(book.Uid, [asha, ravi], new UploadOptions { DefaultCountryCode = "91" });
        Console.WriteLine($"{answer.Summary.Created} created, {answer.Summary.Invalid} invalid");

        var options = new UploadManyOptions { DefaultCountryCode = "91", KeyPrefix = "leads-2026-11-26" };
        await foreach (var result in client.Contacts.UploadManyAsync(book.Uid, rows, options))
        {
            if (result.Status == RowStatus.Invalid)
            {
                Console.WriteLine($"Row {result.Row}: {result.Reason} {result.Phone}: {result.Message}");
            }
        }

        await foreach (var contact in client.Contacts.ListAsync(book.Uid, search: "rao"))
        {
            Console.WriteLine($"{contact.Phone} {contact.DisplayName}");
        }

        try
        {
            await client.Books.RenameAsync("grp_nothing", "New name");
        }
        catch (BookNotFoundException)
        {
            Console.WriteLine("There is no such book.");
        }
        catch (ContactBooksApiException e)
        {
            Console.WriteLine($"{e.Code}: {e.ServerMessage} (request {e.RequestId})");
        }
    }

    public static void Register(IServiceCollection services, Uri address, string token)
    {
        services.AddContactBooksClient(options =>
        {
            options.BaseAddress = address;
            options.Token = token;
        });
    }
}
