using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace ContactBooks.Specs.Clients;

/// <summary>A client that NSwag makes from the OpenAPI document.</summary>
public class NSwagClientSpecs(RunningServer server)
{
    [Fact]
    public async Task A_client_generated_by_NSwag_compiles_and_works()
    {
        using var folder = new TemporaryFolder();
        var program = await CSharpProgram.CompileAsync(
            folder.Path,
            await GenerateAsync(),
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "nswag", "generated-client.cs"), TestContext.Current.CancellationToken));
        var api = await server.NewCustomerAsync();

        var run = await ForeignProgram.RunAsync("dotnet", [program, server.Address.ToString(), api.Token]);

        var seen = run.ShouldBeDone().Json;
        var book = (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items")[0].Text("uid")!;
        var contact = await api.OnlyContactAsync(book);
        contact.GetProperty("customFields").ShouldBeJson("""{"city":"Mumbai","orders":[1,2]}""");
        seen.ShouldBeJson(
            $$"""
            {
              "statuses": ["CREATED", "SKIPPED", "INVALID"], "reason": "INVALID_PHONE", "created": 1,
              "name": "Leads 2026", "count": 1, "books": 1,
              "contact": {
                "ContactUid": "{{contact.Text("uid")}}", "Phone": "917000782082", "DisplayName": "Asha Rao", "LastName": null,
                "CustomFields": { "city": "Mumbai", "orders": [1, 2] }, "groups": ["{{book}}"]
              },
              "failure": "CONTACT_BOOK_NOT_FOUND"
            }
            """);
    }

    private static async Task<string> GenerateAsync()
    {
        var document = await OpenApiDocument.FromFileAsync(Path.Combine(Repository.Root, "openapi", "v2.json"), TestContext.Current.CancellationToken);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "GeneratedClient",
            GenerateOptionalParameters = true,
            CSharpGeneratorSettings =
            {
                Namespace = "Generated",
                JsonLibrary = CSharpJsonLibrary.SystemTextJson,
                GenerateNullableReferenceTypes = true,
                GenerateOptionalPropertiesAsNullable = true,
            },
        };
        return new CSharpClientGenerator(document, settings).GenerateFile();
    }
}
