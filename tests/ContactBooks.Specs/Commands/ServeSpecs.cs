using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ContactBooks.Specs.Running;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Commands;

public sealed class ServeSpecs : IDisposable
{
    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task It_says_where_it_listens_answers_and_stops_cleanly_when_asked()
    {
        await using var server = _operator.Serve();
        var address = await server.ListeningAsync();
        using var http = new HttpClient();

        (await http.GetAsync(new Uri(address, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        server.Terminate();
        var ended = await server.EndAsync();

        ended.ShouldBeDone().Output.Should().BeEmpty("logs go to standard error");
        Directory.GetFiles(_operator.Data).Select(Path.GetFileName).Should().BeEquivalentTo([SqliteStore.FileName, DataFolderLock.FileName], "the log is folded in");
    }

    [Fact]
    public async Task Ctrl_c_stops_it_too()
    {
        await using var server = _operator.Serve();
        await server.ListeningAsync();

        server.Interrupt();

        (await server.EndAsync()).ShouldBeDone();
    }

    [Fact]
    public async Task A_second_server_and_a_restore_are_refused_while_other_commands_share_the_folder()
    {
        await using var server = _operator.Serve();
        await server.ListeningAsync();
        var holder = $"process {server.Id}";

        var refused = await Task.WhenAll(
            _operator.RunAsync("serve", "--urls", "http://127.0.0.1:0"),
            _operator.RunAsync("restore", typeof(ServeSpecs).Assembly.Location));
        var done = await Task.WhenAll(
            _operator.RunAsync("customers", "create", "--name", "Acme"),
            _operator.RunAsync("backup", _operator.At("a.db")),
            _operator.RunAsync("doctor"));

        refused.Should().AllSatisfy(run => run.ShouldBeRefused(69, holder, _operator.Data, "--data"));
        done.Should().AllSatisfy(run => run.ShouldBeDone());
        done[2].Output.Should().Contain(holder);
    }

    [Fact]
    public async Task A_server_that_was_killed_leaves_no_lock_behind()
    {
        await using (var killed = _operator.Serve())
        {
            await killed.ListeningAsync();
            killed.Kill();
            await killed.EndAsync();
        }

        await using var server = _operator.Serve();
        await server.ListeningAsync();
    }

    [Fact]
    public async Task A_change_of_the_operator_takes_effect_on_a_running_server_within_a_second()
    {
        await using var server = _operator.Serve();
        var books = new Uri(await server.ListeningAsync(), "/api/v2/contact-books");
        var customer = await _operator.NewCustomerAsync();
        var created = (await _operator.RunAsync("tokens", "create", "--customer", customer, "--json")).ShouldBeDone().Json;
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", created.GetProperty("token").GetString());

        await AnswersAsync(http, books, HttpStatusCode.OK);
        (await _operator.RunAsync("customers", "features", "set", customer, "--features", "")).ShouldBeDone();
        await AnswersAsync(http, books, HttpStatusCode.Forbidden);
        (await _operator.RunAsync("customers", "features", "set", customer, "--features", "contacts")).ShouldBeDone();
        await AnswersAsync(http, books, HttpStatusCode.OK);
        (await _operator.RunAsync("customers", "deactivate", customer)).ShouldBeDone();
        await AnswersAsync(http, books, HttpStatusCode.Unauthorized);
        (await _operator.RunAsync("customers", "activate", customer)).ShouldBeDone();
        await AnswersAsync(http, books, HttpStatusCode.OK);
        (await _operator.RunAsync("tokens", "revoke", created.GetProperty("tokenUid").GetString()!)).ShouldBeDone();
        await AnswersAsync(http, books, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        Directory.CreateDirectory(_operator.At("foreign"));
        await File.WriteAllTextAsync(_operator.At("foreign", SqliteStore.FileName), new string('x', 5000), TestContext.Current.CancellationToken);
        await _operator.NewCustomerAsync();
        (await _operator.RunAsync("backup", _operator.At("copy.db"))).ShouldBeDone();
        Directory.CreateDirectory(_operator.At("newer"));
        File.Move(_operator.At("copy.db"), _operator.At("newer", SqliteStore.FileName));
        MakeNewer(_operator.At("newer", SqliteStore.FileName));
        await File.WriteAllTextAsync(_operator.At("file"), "not a folder", TestContext.Current.CancellationToken);

        var runs = await Task.WhenAll(
            ServeAsync("port", taken.LocalEndpoint.ToString()!),
            ServeAsync("foreign"),
            ServeAsync("newer"),
            ServeAsync("file"));

        runs[0].ShouldBeRefused(1, "address already in use", "--urls");
        runs[1].ShouldBeRefused(78, "not a database of Contact Books", "--data");
        runs[2].ShouldBeRefused(78, "newer version", "Nothing was changed");
        runs[3].ShouldBeRefused(69, "can't be made or written");
        runs.Should().AllSatisfy(run => run.Errors.Should().NotContain("\n"));
    }

    private Task<Ended> ServeAsync(string folder, string endpoint = "127.0.0.1:0") =>
        ContactBooksProcess.RunAsync(["serve", "--data", _operator.At(folder), "--urls", $"http://{endpoint}"]);

    private static async Task AnswersAsync(HttpClient http, Uri address, HttpStatusCode expected)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(1);
        HttpStatusCode answered;
        do
        {
            using var answer = await http.GetAsync(address);
            answered = answer.StatusCode;
        }
        while (answered != expected && TimeProvider.System.GetUtcNow() < deadline);

        answered.Should().Be(expected);
    }

    private static void MakeNewer(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version = 99";
        command.ExecuteNonQuery();
    }
}
