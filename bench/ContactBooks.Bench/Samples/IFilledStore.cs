namespace ContactBooks.Bench;

/// <summary>A store of the bench's own, of either engine, filled before anything is timed; it is gone once disposed of.</summary>
internal interface IFilledStore : IDisposable
{
    /// <summary>What the tables call the engine.</summary>
    string Engine { get; }

    /// <summary>What it was filled with.</summary>
    Sample Sample { get; }

    /// <summary>The database's process; null where it is in the server's.</summary>
    int? DatabaseProcess { get; }

    /// <summary>Starts Contact Books over it.</summary>
    /// <param name="settings">Settings that differ from the defaults, by environment variable.</param>
    Task<ServerUnderTest> ServeAsync(params (string Name, string Value)[] settings);

    /// <summary>The raw engine over a copy of it, to be measured beside the server. Only while no server is over the store.</summary>
    Task<IContestant> FloorAsync();

    /// <summary>How large the database is, in bytes; its write-ahead log isn't counted.</summary>
    Task<long> SizeAsync();

    /// <summary>How much of that are search blocks, in bytes.</summary>
    Task<long> SearchSizeAsync();

    /// <summary>How many contacts there are, of all customers, and what the books' own counts come to.</summary>
    Task<(long Contacts, long Counted)> CountAsync();

    /// <summary>How many of the sample's rows are there just as they were sent.</summary>
    Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows);
}
