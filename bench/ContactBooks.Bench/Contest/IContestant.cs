namespace ContactBooks.Bench;

/// <summary>One that does uploads, to be measured beside the others. Each has a store of its own that began as the others' did.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>What the tables call it.</summary>
    string Name { get; }

    /// <summary>Whether it can do uploads of a kind by so many clients at a time at all.</summary>
    bool Does(string kind, int clients);

    /// <summary>How many more uploads it does with so many clients, before those that count.</summary>
    int WarmUps(int clients) => 0;

    /// <summary>Does uploads, and sees to it that each was answered as it must be. They are made before anything is timed.</summary>
    Task<Measured> RunAsync(IReadOnlyList<SampleUpload> uploads, int clients);

    /// <summary>Looks into its store: how many of the rows are there just as they were sent.</summary>
    Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows);
}

/// <summary>What uploads came to.</summary>
/// <param name="Whole">How long all of them took.</param>
/// <param name="Milliseconds">How long each took.</param>
/// <param name="Server">Processor time of the server in front of the database; of the process that does the loop for a floor in process.</param>
/// <param name="Database">Processor time of the database's own processes; zero where it has none.</param>
/// <param name="PeakMemory">The most memory that the server had, in bytes; 0 where there is no server.</param>
internal sealed record Measured(TimeSpan Whole, List<double> Milliseconds, TimeSpan Server, TimeSpan Database, long PeakMemory)
{
    /// <summary>Measures work by what processes use of the machine meanwhile.</summary>
    /// <param name="server">The server's process; null for none.</param>
    /// <param name="database">The database's first process; null for none.</param>
    /// <param name="work">The work: how long it took, and each upload.</param>
    public static async Task<Measured> OfAsync(int? server, int? database, Func<Task<(TimeSpan Whole, List<double> Milliseconds)>> work)
    {
        if (server is { } process)
        {
            ProcessUse.ForgetPeak(process);
        }

        var (serverBefore, databaseBefore) = (Time(server), Time(database));
        var (whole, times) = await work();
        return new Measured(whole, times, Time(server) - serverBefore, Time(database) - databaseBefore, server is { } id ? ProcessUse.PeakMemory(id) : 0);
    }

    private static TimeSpan Time(int? process) => process is { } id ? ProcessUse.ProcessorTime(id) : TimeSpan.Zero;
}
