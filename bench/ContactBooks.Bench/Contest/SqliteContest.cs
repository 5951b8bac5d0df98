using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>The contest over the embedded store: our server beside a loop over SQLite, each with a database of its own, copies of one.</summary>
internal static class SqliteContest
{
    /// <summary>How many contacts it takes, see <see cref="ContestBench.FewestContacts"/>.</summary>
    public static long? FewestContacts(int clients) => ContestBench.FewestContacts(clients, warmUps: 0);

    /// <summary>Makes the contestants ready.</summary>
    public static async Task<ContestBench> PrepareAsync(long contacts, int[] clients, double seconds)
    {
        var ours = await SampleDatabase.CreateAsync(contacts);
        IContestant[] floors = [new SqliteFloor(ours.Copy()), new SqliteFloor(ours.Copy(), keepsSearch: true)];
        var server = await ours.ServeAsync();
        var reader = new SqliteSession(new SqliteFile(Path.Combine(ours.Folder, SqliteStore.FileName)).OpenReader());
        return new ContestBench([.. floors, new Ours(server, null, rows => Task.FromResult(SqliteFloor.Count(reader, rows)), ours)], contacts, clients, seconds);
    }
}
