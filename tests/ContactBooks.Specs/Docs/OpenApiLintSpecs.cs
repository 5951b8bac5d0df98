using System.Text.Json;
using ContactBooks.Specs.Clients;

namespace ContactBooks.Specs.Docs;

public class OpenApiLintSpecs
{
    /// <summary>The document in the repository is the one that is served: OpenApiSpecs holds the two together.</summary>
    [Fact]
    public async Task A_linter_finds_nothing_in_the_OpenAPI_document()
    {
        var document = Path.Combine(Repository.Root, "openapi", "v2.json");

        var lint = await NpmPackages.RunAsync("redocly", "lint", "--config", "redocly.yaml", "--format", "json", document);

        lint.ExitCode.Should().Be(0, "{0}{1}", lint.Output, lint.Errors);
        JsonDocument.Parse(lint.Output).RootElement.GetProperty("problems").GetArrayLength().Should().Be(0, lint.Output);
    }

    [Fact]
    public async Task The_linter_finds_what_is_wrong_with_one()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "openapi", "v2.json"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(file, text.Replace("\"total\": 4", "\"total\": \"four\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var lint = await NpmPackages.RunAsync("redocly", "lint", "--config", "redocly.yaml", "--format", "json", file);

            lint.ExitCode.Should().NotBe(0);
            lint.Output.Should().Contain("no-invalid-media-type-examples");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
