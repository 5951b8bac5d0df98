using System.Text.Json;
using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Examples;

/// <summary>Whatever its language, an example does the same and says it in the same words.</summary>
public sealed class ExampleUploadSpecs(RunningServer server) : IDisposable
{
    private const int DoneWithRefusedRows = 3;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Languages => ExampleProgram.Languages;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task It_uploads_any_number_of_rows_and_tells_which_did_not_go_in_and_why(string language)
    {
        var api = await server.NewCustomerAsync();
        var rows = new ManyKindsOfRows();

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(Api.Upload(rows.Rows))]);

        var book = await api.OnlyBookAsync();
        ended.Errors.Should().BeEmpty();
        ended.Output.Should().Be(await rows.ExpectedOutputAsync(api, book));
        ended.ExitCode.Should().Be(DoneWithRefusedRows);

        var (found, expected) = (await api.ContactsByPhoneAsync(book), rows.ExpectedContacts());
        found.Keys.Order().Should().Equal(expected.Keys.Order());
        found.Where(contact => !JsonElement.DeepEquals(contact.Value, expected[contact.Key])).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_array_of_good_rows_into_a_book_of_any_name_ends_with_0(string language)
    {
        const string Name = "Müller & \"Söhne\" $(id) %s पुणे";
        var api = await server.NewCustomerAsync(countryCode: 91);

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf($"[{string.Join(",\n", Api.Rows(3))}]"), Name]);

        var book = await api.OnlyBookAsync();
        ended.Should().Be(new Ended(0, $"Book {book} \"{Name}\"\n3 rows: 3 created, 0 updated, 0 skipped, 0 invalid\n", ""));
        (await api.ReadBookAsync(book)).Text("name").Should().Be(Name);
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_duplicate_is_no_refused_row(string language)
    {
        var api = await server.NewCustomerAsync();

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(Api.Upload([.. Api.Rows(1), .. Api.Rows(1)]))]);

        var book = await api.OnlyBookAsync();
        ended.Output.Should().Be(
            $"""
            Book {book} "Retail Leads"
            Row 2: SKIPPED DUPLICATE_IN_REQUEST 919800000000
            2 rows: 1 created, 0 updated, 1 skipped, 0 invalid

            """);
        ended.ExitCode.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_a_netrc_has_for_the_server_does_not_take_the_tokens_place(string language)
    {
        var api = await server.NewCustomerAsync();
        var netrc = _folder.At(".netrc");
        await File.WriteAllTextAsync(netrc, $"machine {api.Server.Address.Host} login asha password secret\n", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["CONTACTBOOKS_URL"] = api.Server.Address.ToString(),
            ["CONTACTBOOKS_TOKEN"] = api.Token,
            ["NETRC"] = netrc,
        };

        (await ExampleProgram.In(language).RunAsync([FileOf(Api.Upload(Api.Rows(1)))], environment)).ShouldBeDone();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_sample_comes_to_what_its_document_says(string language)
    {
        var api = await server.NewCustomerAsync();
        var sample = Path.Combine(Repository.Root, "examples", "contacts.json");

        var ended = await ExampleProgram.In(language).RunAsync(api, [sample]);

        var shown = Repository.Read("examples/README.md").Split('\n')
            .SkipWhile(line => !line.StartsWith("Book grp_", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "```").ToList();
        shown.Should().HaveCountGreaterThan(3);
        var written = ended.Output.TrimEnd('\n').Split('\n').Skip(1).ToList();
        written.Should().ContainInOrder(shown.Where(line => line != "…"));
        written[^1].Should().Be(shown[^1]);
        ended.ExitCode.Should().Be(DoneWithRefusedRows);

        using var rows = JsonDocument.Parse(await File.ReadAllTextAsync(sample, TestContext.Current.CancellationToken));
        written[^1].Should().StartWith($"{rows.RootElement.GetProperty("contacts").GetArrayLength()} rows: ");
    }

    private string FileOf(string content)
    {
        var path = _folder.At("my contacts.json");
        File.WriteAllText(path, content);
        return path;
    }
}
