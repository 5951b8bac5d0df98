using ContactBooks.Core.Store;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

public sealed class KeyRingSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Where_the_store_was_not_there_at_the_start_the_first_form_fetches_the_keys()
    {
        await using var server = await RunningServer.StartAsync(store => new StoreThatComesLate(store));
        using var visitor = new Visitor(server);

        var page = await visitor.OpenAsync("/sign-in").WaitAsync(Patience, TestContext.Current.CancellationToken);

        page.Status.Should().Be(200);
        page.Text.Should().Contain("__RequestVerificationToken");
    }

    private sealed class StoreThatComesLate(IStore store) : StoreWithBooks(store, store.Books)
    {
        private readonly LateKeys _keys = new(store.KeyRing);

        public override IKeyRingStore KeyRing => _keys;
    }

    /// <summary>Fails when it is first asked, and then answers as a store over a network does: later, on whatever thread is waited on.</summary>
    private sealed class LateKeys(IKeyRingStore keys) : IKeyRingStore
    {
        private int _asked;

        public async ValueTask<IReadOnlyList<string>> ListAsync()
        {
            await Task.Yield();
            return Interlocked.Increment(ref _asked) == 1 ? throw new StoreFaultException(StoreFaultKind.Unavailable, "It isn't there yet.") : await keys.ListAsync();
        }

        public async ValueTask AddAsync(string keyId, string xml, DateTimeOffset now)
        {
            await Task.Yield();
            await keys.AddAsync(keyId, xml, now);
        }
    }
}
