using ContactBooks.Client;
using ContactBooks.Specs.Docs;
using PublicApiGenerator;

namespace ContactBooks.Specs.ClientPackage;

public sealed class PublicApiSpecs
{
    /// <summary>To accept a change, run this test with CONTACTBOOKS_ACCEPT=1 in the environment, read the difference and commit it.</summary>
    [Fact]
    public async Task The_clients_public_API_is_the_one_listed_in_the_repository()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = Path.Combine(Repository.Root, "src", "ContactBooks.Client", "PublicApi.txt");
        var api = typeof(ContactBooksClient).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("CONTACTBOOKS_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(file, api, cancellation);
        }

        var listed = await File.ReadAllTextAsync(file, cancellation);
        api.Should().Be(listed, "PublicApi.txt lists what callers may use; run this test with CONTACTBOOKS_ACCEPT=1 to accept the change");
    }

    [Fact]
    public void The_client_shares_no_assembly_with_the_server()
    {
        typeof(ContactBooksClient).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name)
            .Should().NotContain(name => name!.StartsWith("ContactBooks", StringComparison.OrdinalIgnoreCase))
            .And.NotContain(name => name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }
}
