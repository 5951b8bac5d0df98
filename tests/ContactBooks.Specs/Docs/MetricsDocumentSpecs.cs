using System.Text.RegularExpressions;
using ContactBooks.Core.Limits;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Hosting.Tls;
using ContactBooks.Specs.Hosting;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Running;
using ContactBooks.Storage.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactBooks.Specs.Docs;

/// <summary>An alert on a metric that isn't there never goes off.</summary>
public sealed partial class MetricsDocumentSpecs
{
    [Fact]
    public async Task Every_metric_and_label_that_the_operators_guide_names_is_in_a_scrape()
    {
        var metrics = await ScrapeAsync();
        var guide = Repository.Read("docs/operating.md");
        var labels = Label().Matches(guide).Select(match => match.Groups[1].Value).Distinct().ToList();
        var names = MetricName().Matches(guide).Select(match => match.Value).Distinct().Except(labels).ToList();

        names.Should().HaveCountGreaterThan(8).And.Contain("contactbooks_store_waiting_writes");
        names.Where(name => !Regex.IsMatch(metrics, $@"(?m)^(# TYPE )?{name}[{{ ]")).Should().BeEmpty();
        labels.Should().Contain("outcome");
        labels.Where(label => !metrics.Contains($"{label}=\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>What /metrics shows of a server with all there is: https, an upload, a refusal, a pool of PostgreSQL connections.</summary>
    private static async Task<string> ScrapeAsync()
    {
        using var certificates = new TestCertificates();
        certificates.Write(certificates.Issue());
        using var folder = new TemporaryFolder();
        await using var store = SqliteStore.Open(folder.Path);
        var settings = new ServerSettings
        {
            DataFolder = folder.Path,
            Urls = "https://127.0.0.1:0",
            Tls = new TlsSettings(certificates.Chain, certificates.Key),
            LogLevel = LogLevel.None,
            CustomerLimit = new RateLimit(2, TimeSpan.FromHours(1)),
        };
        await using var host = await ServerHost.StartAsync(settings, store);
        using var http = certificates.Connect(System.Net.HttpVersion.Version20);
        http.BaseAddress = host.BaseAddress;
        var caller = new Caller(http, await Account.CreateAsync(store.Directory, "Customer"));
        (await caller.UploadAsync(await caller.NewBookAsync(), new Upload("u", [1]).Body)).Status.Should().Be(200);
        (await caller.GetAsync("/api/v2/contact-books")).Status.Should().Be(429);

        // Its pool is counted from when it is made, whether or not a database answers.
        await using var pool = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        return await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\b(contactbooks|http_server|kestrel|dotnet|db_client)(_[a-z]+)+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"[{,]\s*(\w+)(=|=~|!=|!~)""")]
    private static partial Regex Label();
}
