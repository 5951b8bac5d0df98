using System.Collections.Concurrent;
using System.Net;
using System.Runtime.ExceptionServices;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Connections;

/// <summary>The disk of the database is full: a small file system is its tablespace.</summary>
public sealed class FullTablespaceSpecs : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    private readonly string _name = $"small_{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("contactbooks-small-").FullName;
    private readonly ConcurrentQueue<string> _said = [];
    private PostgresServer _server = null!;
    private bool _isMounted;

    private string Ballast => Path.Combine(_folder, "ballast");

    public async ValueTask InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("A small file system can be mounted by root only.");
        }

        _server = await SharedPostgres.ServerAsync();
        try
        {
            await ServerUser.RunAsync(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", _folder]);
            _isMounted = true;
        }
        catch (InvalidOperationException) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("The file system could not be mounted, though this is root; in CI that is a failure.");
        }

        var space = Directory.CreateDirectory(Path.Combine(_folder, "space")).FullName;
        await ServerUser.OwnAsync(_folder);
        await _server.ExecuteAsync($"create tablespace {_name} location '{space}'");
        await _server.ExecuteAsync($"create database {_name} tablespace {_name} strategy file_copy");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Note;
        if (_isMounted)
        {
            await _server.DropDatabaseAsync(_name);
            await _server.ExecuteAsync($"drop tablespace if exists {_name}");
            await ServerUser.RunAsync(["umount", _folder]);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Uploads_are_507_and_leave_nothing_reads_go_on_and_with_space_again_so_do_uploads()
    {
        await using var store = await PostgresStore.OpenAsync(_server.ConnectionString(_name));
        await using var server = await RunningServer.StartAsync(_ => store);
        var api = await CustomerOf(store, server);
        var book = await api.NewBookAsync();
        await using (var ballast = File.Create(Ballast))
        {
            ballast.Write(new byte[new DriveInfo(_folder).AvailableFreeSpace - MiB]);
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        var uploads = 0;
        Answer answer;
        while ((answer = await UploadAsync(api, book, uploads)).Status == HttpStatusCode.OK)
        {
            uploads++.Should().BeLessThan(100, "the disk is full at some time");
        }

        for (var again = 0; again < 3; again++)
        {
            ((int)answer.Status).Should().Be(507, "the answer is {0}, and PostgreSQL said {1}", answer.Text, string.Join("; ", _said));
            answer.Fails(507, "STORE_FULL");
            answer = await UploadAsync(api, book, uploads);
        }

        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(uploads * 500);
        (await store.Keys.FindAsync(api.Customer.Id, new KeyedRequest("POST " + Api.Bulk(book), $"k{uploads}", new byte[32]), server.Clock.GetUtcNow()))
            .State.Should().Be(KeyState.Unknown);
        (await api.ContactsAsync(book, "?limit=1000&search=contact")).Should().HaveCount(Math.Min(1000, uploads * 500));

        File.Delete(Ballast);

        (await UploadAsync(api, book, uploads)).Succeeds("Contacts uploaded").GetProperty("summary").GetProperty("created").GetInt32().Should().Be(500);
    }

    /// <summary>What went wrong with a database on the way, whoever caught it: of an answer that is not the one to be, it tells why.</summary>
    private void Note(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (e.Exception is NpgsqlException fault && _said.Count < 100)
        {
            _said.Enqueue($"{fault.SqlState} {fault.Message}");
        }
    }

    private static Task<Answer> UploadAsync(Api api, string book, int number) =>
        api.PostAsync(Api.Bulk(book), Api.Upload(Api.Rows(500, number * 500)), ("Idempotency-Key", $"k{number}"));

    private static async Task<Api> CustomerOf(PostgresStore store, RunningServer server)
    {
        var account = await Reliability.Account.CreateAsync(store.Directory, "Customer");
        return new Api(server, account.Token)
        {
            Customer = (await store.Directory.FindCustomerAsync(account.CustomerUid))!,
            UserUid = account.UserUid,
            TokenUid = account.TokenUid,
        };
    }
}
