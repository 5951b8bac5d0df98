using System.Net.Sockets;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Hosting;

/// <summary>A server that is disposed of without having been asked to stop, as tests do it.</summary>
public sealed class DisposedServerSpecs
{
    [Fact]
    public async Task It_waits_for_what_works_in_its_background()
    {
        var history = new HeldHistory();
        var server = await RunningServer.StartAsync(behind: store => new StoreWithHeldHistory(store, history));
        var address = server.Address;
        await history.IsAsked.Task;

        var disposing = server.DisposeAsync().AsTask();
        await RefusedAsync(address);
        disposing.IsCompleted.Should().BeFalse("somebody still waits for the store");

        history.Answer.SetResult(null);
        await disposing;
    }

    private static async Task RefusedAsync(Uri address)
    {
        try
        {
            while (true)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            }
        }
        catch (SocketException)
        {
        }
    }

    private sealed class StoreWithHeldHistory(IStore store, HeldHistory history) : StoreWithBooks(store, store.Books)
    {
        public override IHistoryStore History => history;
    }

    /// <summary>One that takes its time to say whether there is anything to do, which is all that a server at rest asks of it.</summary>
    private sealed class HeldHistory : IHistoryStore
    {
        public TaskCompletionSource IsAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<ChangeLease?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<ChangeLease?> LeaseAsync(DateTimeOffset now, DateTimeOffset until)
        {
            IsAsked.TrySetResult();
            return await Answer.Task;
        }

        public ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now) => throw new NotSupportedException();

        public ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, ChangeFilter filter, Slice<ChangeCursor> slice, DateTimeOffset now) =>
            throw new NotSupportedException();

        public ValueTask<Page<ContactChange, BlockCursor>> ListOfContactAsync(
            CustomerId customer, ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now) => throw new NotSupportedException();

        public ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice) =>
            throw new NotSupportedException();

        public ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until) =>
            throw new NotSupportedException();

        public ValueTask<Change?> ContinueAsync(
            CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
