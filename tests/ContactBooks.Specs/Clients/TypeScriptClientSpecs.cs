using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Clients;

/// <summary>A client that openapi-typescript and openapi-fetch make from the OpenAPI document.</summary>
public class TypeScriptClientSpecs(RunningServer server)
{
    [Fact]
    public async Task A_client_generated_in_TypeScript_compiles_strictly_and_works()
    {
        // In the folder of the packages, where Node.js finds them.
        var folder = Directory.CreateDirectory(Path.Combine(NpmPackages.Folder, "bin", Guid.NewGuid().ToString())).FullName;
        try
        {
            var program = Path.Combine(folder, "generated-client.ts");
            File.Copy(Path.Combine(NpmPackages.Folder, "generated-client.ts"), program);
            await File.WriteAllTextAsync(Path.Combine(folder, "tsconfig.json"), """{ "extends": "../../tsconfig.json" }""", TestContext.Current.CancellationToken);
            (await NpmPackages.RunAsync("openapi-typescript", Path.Combine(Repository.Root, "openapi", "v2.json"), "-o", Path.Combine(folder, "v2.d.ts"))).ShouldBeDone();
            (await NpmPackages.RunAsync("tsc", "-p", folder)).ShouldBeDone();
            var api = await server.NewCustomerAsync();

            var run = await ForeignProgram.RunAsync("node", [Path.ChangeExtension(program, "js"), server.Address.GetLeftPart(UriPartial.Authority), api.Token]);

            var seen = run.ShouldBeDone().Json;
            var book = (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items")[0];
            book.Text("name").Should().Be("Leads 2026");
            var contact = await api.OnlyContactAsync(book.Text("uid")!);
            contact.GetProperty("customFields").ShouldBeJson("""{"city":"Mumbai","orders":[1,{"paid":true}]}""");
            seen.ShouldBeJson(
                $$"""
                {
                  "statuses": ["CREATED", "SKIPPED", "INVALID"], "reason": "INVALID_PHONE", "created": 1,
                  "name": "Leads 2026", "count": 1, "books": 1, "contact": {{contact.GetRawText()}},
                  "failure": "CONTACT_BOOK_NOT_FOUND", "requestId": true
                }
                """);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
