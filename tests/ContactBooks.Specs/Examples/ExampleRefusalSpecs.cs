using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Examples;

/// <summary>Where an example can't do its work it says why, and its exit code whether it had begun.</summary>
public sealed class ExampleRefusalSpecs(RunningServer server) : IDisposable
{
    private const int UploadFailed = 1;
    private const int CouldNotBegin = 2;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Languages => ExampleProgram.Languages;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_wrong_token_fails_at_once_with_code_and_request_id_and_is_not_told(string language)
    {
        var api = await server.NewCustomerAsync();
        var wrong = api.Token[..^1] + (api.Token[^1] == 'a' ? 'b' : 'a');
        await using var front = await FaultyFront.StartAsync(api.With(wrong));

        var ended = await ExampleProgram.In(language).RunAsync(api, [GoodFile()], front.Address, token: wrong);

        var refusal = (await api.With(wrong).GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
        ended.Output.Should().BeEmpty();
        ended.Errors.Should().Be(
            $"""
            Book "Retail Leads": HTTP 401 INVALID_AUTH_TOKEN: {refusal.Text("message")} (request id {front.Answered.Single().RequestId})
            The upload failed. Surely in: 0 of 3 rows.

            """);
        ended.ExitCode.Should().Be(UploadFailed);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_request_of_the_wrong_shape_fails_with_its_faults_and_what_is_surely_in(string language)
    {
        var api = await server.NewCustomerAsync();
        var file = FileOf(Api.Upload([.. Api.Rows(999), "{}", """{"phone":"9899999999","customFields":[]}""", "7"]));

        var ended = await ExampleProgram.In(language).RunAsync(api, [file]);

        ended.Output.Split('\n').Should().HaveCount(3, "the book and row 1000 are told").And.Contain(line => line.StartsWith("Row 1000: INVALID MISSING_PHONE -: "));
        var errors = ended.Errors.Split('\n');
        errors[0].Should().StartWith("Rows 1001 to 1002: HTTP 400 VALIDATION_FAILED: ").And.MatchRegex(@"\(request id [\w-]+\)$");
        errors[1].Should().StartWith("  contacts[0].customFields: ");
        errors[2].Should().StartWith("  contacts[1]: ");
        errors[3].Should().Be("The upload failed. Surely in: 999 of 1002 rows.");
        ended.ExitCode.Should().Be(UploadFailed);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Without_arguments_or_surroundings_to_begin_with_it_says_what_is_missing(string language)
    {
        var program = ExampleProgram.In(language);
        var whole = new Dictionary<string, string> { ["CONTACTBOOKS_URL"] = "http://127.0.0.1:9", ["CONTACTBOOKS_TOKEN"] = "w91_live_x" };
        var file = GoodFile();

        var refused = await Task.WhenAll(
            program.RunAsync([], whole),
            program.RunAsync([file, "Book", "more"], whole),
            program.RunAsync([file], Without("CONTACTBOOKS_URL")),
            program.RunAsync([file], With("CONTACTBOOKS_URL", "127.0.0.1:9")),
            program.RunAsync([file], Without("CONTACTBOOKS_TOKEN")),
            program.RunAsync([file], With("CONTACTBOOKS_TOKEN", "two\nlines")),
            program.RunAsync([file], With("CONTACTBOOKS_PATIENCE", "long")));

        refused[0].ShouldBeRefused(CouldNotBegin, "Usage: ", "FILE.json [BOOK NAME]");
        refused[1].ShouldBeRefused(CouldNotBegin, "Usage: ");
        refused[2].ShouldBeRefused(CouldNotBegin, "CONTACTBOOKS_URL");
        refused[3].ShouldBeRefused(CouldNotBegin, "CONTACTBOOKS_URL");
        refused[4].ShouldBeRefused(CouldNotBegin, "CONTACTBOOKS_TOKEN");
        refused[5].ShouldBeRefused(CouldNotBegin, "CONTACTBOOKS_TOKEN");
        refused[6].ShouldBeRefused(CouldNotBegin, "CONTACTBOOKS_PATIENCE");

        Dictionary<string, string> Without(string name) => new(whole.Where(setting => setting.Key != name));
        Dictionary<string, string> With(string name, string value) => new(whole) { [name] = value };
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_file_that_it_cannot_use_is_told_by_name_before_anything_is_sent(string language)
    {
        var (program, api) = (ExampleProgram.In(language), await server.NewCustomerAsync());
        string[] broken = ["", "[{\"phone\":", "[]\n[]"];
        string[] empty = ["[]", "{\"contacts\":[]}", "{\"contacts\":{\"phone\":\"9800000000\"}}", "{\"contacts\":\"9800000000\"}", "5"];

        (await RunAsync(_folder.At("none.json"))).ShouldBeRefused(CouldNotBegin, "none.json cannot be read");
        (await RunAsync(_folder.Path)).ShouldBeRefused(CouldNotBegin, _folder.Path, "cannot be read");
        foreach (var ended in await Task.WhenAll(broken.Select(content => RunAsync(FileOf(content)))))
        {
            ended.ShouldBeRefused(CouldNotBegin, _folder.Path, "is not JSON");
        }

        foreach (var ended in await Task.WhenAll(empty.Select(content => RunAsync(FileOf(content)))))
        {
            ended.ShouldBeRefused(CouldNotBegin, _folder.Path, "has no rows");
        }

        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").GetProperty("contactBooks").GetArrayLength().Should().Be(0);

        Task<Ended> RunAsync(string file) => program.RunAsync(api, [file]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_token_stands_on_no_command_line(string language)
    {
        var api = await server.NewCustomerAsync();
        var commandLines = new List<string>();
        var watched = new Fault("watched", async (context, forward) =>
        {
            commandLines.AddRange(CommandLines());
            await Fault.None.HappenAsync(context, forward);
        });
        await using var front = await FaultyFront.StartAsync(api, watched, watched);

        var file = GoodFile();
        (await ExampleProgram.In(language).RunAsync(api, [file], front.Address)).ShouldBeDone();

        commandLines.Should().Contain(line => line.Contains(file, StringComparison.Ordinal), "the program was at work");
        commandLines.Should().NotContain(line => line.Contains(api.Token, StringComparison.Ordinal));
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                continue; // it has ended
            }

            yield return line;
        }
    }

    private string GoodFile() => FileOf(Api.Upload(Api.Rows(3)));

    private string FileOf(string content)
    {
        var path = _folder.At($"{Guid.NewGuid()}.json");
        File.WriteAllText(path, content);
        return path;
    }
}
