using System.Globalization;
using ContactBooks.Client;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Clients;

/// <summary>The server killed and started again under an upload, which goes on as if nothing had been.</summary>
public sealed class RestartSpecs
{
    private const int Rows = 25_000;
    private static readonly long[] KilledAtChunks = [5, 15];

    [Fact]
    public async Task Of_25_000_rows_under_which_the_server_is_killed_twice_each_is_there_once_and_has_its_true_result_in_order()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = await ServedStore.MakeAsync();
        await using var server = await KillableServer.StartAsync(store);
        var account = await store.NewAccountAsync();
        var retries = new List<RetryNotice>();
        using var client = new ContactBooksClient(new ContactBooksClientOptions
        {
            BaseAddress = server.Address,
            Token = account.Token,
            OnRetry = notice =>
            {
                lock (retries)
                {
                    retries.Add(notice);
                }
            },
        });
        var book = await client.Books.CreateAsync(new NewContactBook("Retail Leads"), cancellationToken: cancellation);

        // The kill comes from inside the client's own report, while the other chunks of its window are under way.
        var progress = new Told<UploadProgress>(done =>
        {
            if (KilledAtChunks.Contains(done.Chunks))
            {
                server.KillAndStartAgain();
            }
        });
        var results = await client.Contacts.UploadManyAsync(book.Uid, ApiClients.Rows(Rows), progress: progress, cancellationToken: cancellation)
            .ToListAsync(cancellation);

        await server.StartedAgainAsync();
        server.Kills.Should().Be(2);
        retries.Should().Contain(notice => notice.Cause is ConnectionFailedException, "the server was gone under requests");
        results.Select(result => result.Row).Should().Equal(Enumerable.Range(1, Rows).Select(row => (long)row));
        results.Should().OnlyContain(result => result.Status == RowStatus.Created, "an answer that was lost is given again as it was");
        results.Select(result => result.Contact!.Phone).Should().Equal(Enumerable.Range(0, Rows).Select(ApiClients.PhoneOf));

        (await client.Books.GetAsync(book.Uid, cancellation)).ContactCount.Should().Be(Rows);
        var stored = await client.Contacts.ListAsync(book.Uid, pageSize: 1000, cancellationToken: cancellation).ToListAsync(cancellation);
        stored.Select(contact => (contact.Uid, contact.Phone)).Order()
            .Should().Equal(results.Select(result => (result.Contact!.ContactUid!, result.Contact.Phone)).Order());
    }

    /// <summary>The real program, at an address that it keeps.</summary>
    private sealed class KillableServer : IAsyncDisposable
    {
        private readonly ServedStore _store;
        private Task<ServeProcess> _server;

        private KillableServer(ServedStore store) => (_store, _server) = (store, ServeAsync(store, Address));

        public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}"));

        public int Kills { get; private set; }

        public static async Task<KillableServer> StartAsync(ServedStore store)
        {
            var server = new KillableServer(store);
            await server._server;
            return server;
        }

        /// <summary>Has killed it when this returns; it starts again by itself.</summary>
        public void KillAndStartAgain()
        {
            Kills++;
            var (running, gone) = (_server.Result, _server.Result.KillAsync());
            _server = StartAgainAsync(running, gone);
        }

        public Task<ServeProcess> StartedAgainAsync() => _server;

        public async ValueTask DisposeAsync() => await (await _server).DisposeAsync();

        private async Task<ServeProcess> StartAgainAsync(ServeProcess killed, Task gone)
        {
            await gone;
            await killed.DisposeAsync();
            return await ServeAsync(_store, Address);
        }

        private static Task<ServeProcess> ServeAsync(ServedStore store, Uri address) => store.ServeAsync(new Dictionary<string, string>
        {
            ["CONTACTBOOKS__URLS"] = address.AbsoluteUri.TrimEnd('/'),
            ["CONTACTBOOKS__LOGLEVEL"] = "Warning",
        });
    }
}
