using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>How the server is, as operators see it.</summary>
public sealed class HealthPageSpecs
{
    [Fact]
    public async Task It_tells_of_the_server_its_store_and_its_limits()
    {
        await using var server = await RunningServer.StartAsync(configured: settings => settings with { CustomerLimit = new(600, TimeSpan.FromMinutes(1)) });
        using var visitor = await Visitor.OfOperatorAsync(server);

        var page = await visitor.OpenAsync("/health");

        page.Heading.Should().Be("Health");
        page.Text.Should().Contain("Takes requests.").And.MatchRegex("The database answers in [0-9.]+ ms").And.Contain("600 in 60 s");
        page.Text.Should().MatchRegex("Database</dt><dd>(SQLite|PostgreSQL) [0-9]").And.MatchRegex("Schema version</dt><dd>[0-9]+<");
        page.Text.Should().MatchRegex("Imports that wait for their turn</dt><dd>0<");

        visitor.Headers["Accept-Language"] = "hi";
        (await visitor.OpenAsync("/health")).Heading.Should().Be("सेहत");
        using var nobody = new Visitor(server);
        (await nobody.OpenAsync("/health")).Location.Should().StartWith("/sign-in");
        (await nobody.OpenAsync("/health/ready")).Text.Should().Be("{\"status\":\"ready\"}", "machines ask without signing in");
    }
}
