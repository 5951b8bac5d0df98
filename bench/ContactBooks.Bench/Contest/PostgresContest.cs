namespace ContactBooks.Bench;

/// <summary>The contest over PostgreSQL: one server of it, and in it a database a contestant, all copies of one.</summary>
internal static class PostgresContest
{
    private const string DirectusName = "directus";

    /// <summary>The peers by the names that the command line knows.</summary>
    public static readonly string[] Peers = ["express-unnest", "efcore", "express-row", DirectusName];

    /// <summary>What the tables call them.</summary>
    public static string TitleOf(string peer) => peer switch
    {
        "express-unnest" => "Express, one unnest",
        "efcore" => "EF Core, the usual way",
        "express-row" => "Express, a query a row",
        _ => "Directus",
    };

    /// <summary>How many contacts it takes, see <see cref="ContestBench.FewestContacts"/>: the floor warms up within a turn.</summary>
    public static long? FewestContacts(int clients) => ContestBench.FewestContacts(clients, PostgresFloor.WarmUpsOf(clients));

    /// <summary>Makes the contestants ready.</summary>
    public static async Task<ContestBench> PrepareAsync(ThrowAwayPostgres postgres, long contacts, int[] clients, double seconds, IReadOnlyList<string> peers)
    {
        var sample = await PostgresSample.CreateAsync(postgres, contacts);
        var floor = await sample.CopyAsync("floor");
        await PostgresFloor.SetUpAsync(floor);

        // A database that a server is connected to can't be copied: all of them are made before any server starts.
        var written = new List<(string Peer, PostgresSample Database)>();
        foreach (var peer in peers.Where(peer => peer != DirectusName))
        {
            var copy = await (written.Count == 0 ? sample : written[0].Database).CopyAsync(peer.Replace('-', '_'));
            if (written.Count == 0)
            {
                await PeerFolders.PrepareWrittenAsync();
                await MakePlainAsync(copy);
            }

            written.Add((peer, copy));
        }

        List<IContestant> contestants =
        [
            new PostgresFloor(floor),
            new Ours(await sample.ServeAsync(), postgres.ProcessId, rows => PostgresStored.CountAsync(postgres, sample.Database, sample.Sample.Customer.Value, rows), null),
        ];
        foreach (var (peer, database) in written)
        {
            contestants.Add(peer == "efcore"
                ? await WrittenPeer.EfCoreAsync(TitleOf(peer), database)
                : await WrittenPeer.ExpressAsync(TitleOf(peer), peer["express-".Length..], database));
        }

        if (peers.Contains(DirectusName))
        {
            await PeerFolders.PrepareDirectusAsync();
            contestants.Add(await DirectusPeer.StartAsync(postgres, contacts));
        }

        await postgres.ExecuteAsync("postgres", "checkpoint");
        return new ContestBench(contestants, contacts, clients, seconds);
    }

    private static async Task MakePlainAsync(PostgresSample database) => await PostgresPrograms.RunAsync(
        PostgresPrograms.Of(
            "psql", "-h", "127.0.0.1", "-p", database.Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q", database.Database),
        await File.ReadAllTextAsync(PeerFolders.PlainTables));
}
