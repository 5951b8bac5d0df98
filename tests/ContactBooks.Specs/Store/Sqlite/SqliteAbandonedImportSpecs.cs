using ContactBooks.Core.Imports;
using ContactBooks.Specs.Reliability;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Specs.Store.Sqlite;

/// <summary>One process serves a data folder: what another held of it was held by the dead.</summary>
public sealed class SqliteAbandonedImportSpecs : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(60);
    private static readonly DateTimeOffset Until = Now.AddSeconds(15);

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_starts_goes_on_at_once_with_what_the_one_before_it_held_and_an_operators_command_leaves_it_alone()
    {
        var dead = await LeaseOneAsync();

        await using (SqliteStore.Open(_folder.Path))
        {
            // As a command does it.
        }

        await using var store = SqliteStore.Open(_folder.Path);
        (await store.Imports.LeaseAsync("second", Now, Until)).Should().BeNull("only a server gives it back");
        await store.Imports.ReleaseAbandonedAsync();
        var next = await store.Imports.LeaseAsync("second", Now, Until);

        next!.Import.Uid.Should().Be(dead.Import.Uid);
        next.Import.Counts.Should().Be(new ImportCounts(3, 2, 0, 1, 0));
        (await store.Imports.ExtendAsync(dead, null, Until)).Should().Be(LeaseState.Lost);
    }

    private async Task<ImportLease> LeaseOneAsync()
    {
        var account = await _folder.NewAccountAsync();
        await using var store = SqliteStore.Open(_folder.Path);
        var customer = (await store.Directory.FindCustomerAsync(account.CustomerUid))!.Id;
        var book = (await store.Books.CreateAsync(customer, new("grp_1", "Book", null, null), Now, null, default)).Value!;
        await store.Imports.CreateAsync(customer, book.Id, new NewImport("imp_1", null, 1, default), Now, null, default);
        var lease = (await store.Imports.LeaseAsync("first", Now, Until))!;
        (await store.Imports.AdvanceAsync(lease, default, new ImportCounts(3, 2, 0, 1, 0), [], Until)).Should().Be(LeaseState.Held);
        return lease;
    }
}
