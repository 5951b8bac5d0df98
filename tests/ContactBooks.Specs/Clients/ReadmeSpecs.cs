using System.Text.RegularExpressions;
using ContactBooks.Client;
using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContactBooks.Specs.Clients;

public sealed partial class ReadmeSpecs(RunningServer server)
{
    [Fact]
    public void Every_sample_of_the_readme_is_among_those_that_are_run()
    {
        var samples = Sample().Matches(Repository.Read("src/ContactBooks.Client/README.md")).Select(sample => WithoutIndent(sample.Groups[1].Value)).ToArray();

        samples.Should().HaveCount(6);
        var code = WithoutIndent(Repository.Read("tests/ContactBooks.Specs/Clients/ReadmeSamples.cs"));
        samples.Should().AllSatisfy(sample => code.Should().Contain(sample));
    }

    [Fact]
    public async Task The_samples_do_what_the_readme_says()
    {
        var api = await server.NewCustomerAsync();
        await using var console = new StringWriter { NewLine = "\n" };

        await ReadmeSamples.RunAsync(server.Address, api.Token, [new ContactRow("7000782083"), new ContactRow("12345")], console);

        console.ToString().Should().MatchRegex("""
            ^2 created, 0 invalid
            Row 2: INVALID_PHONE 12345: .+
            917000782082 Asha Rao
            There is no such book\.
            $
            """);
    }

    [Fact]
    public async Task The_registration_of_the_readme_gives_a_client()
    {
        var api = await server.NewCustomerAsync();
        var services = new ServiceCollection();
        ReadmeSamples.Register(services, server.Address, api.Token);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ContactBooksClient>();
        await client.Books.CreateAsync(new NewContactBook("Leads"), cancellationToken: TestContext.Current.CancellationToken);

        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").GetProperty("items").GetArrayLength().Should().Be(1);
    }

    private static string WithoutIndent(string code) => string.Join('\n', code.Trim().Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
