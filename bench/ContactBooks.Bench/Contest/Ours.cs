namespace ContactBooks.Bench;

/// <summary>Our server, over either engine.</summary>
/// <param name="server">The server.</param>
/// <param name="database">The first process of its database; null where that is embedded.</param>
/// <param name="countStored">Looks into its store.</param>
/// <param name="store">What is to be closed with it; null for nothing.</param>
internal sealed class Ours(
    ServerUnderTest server, int? database, Func<IReadOnlyList<(long Contact, int Version)>, Task<int>> countStored, IDisposable? store) : IContestant
{
    /// <summary>What the tables call it.</summary>
    public const string Title = "Contact Books";

    public string Name => Title;

    public bool Does(string kind, int clients) => true;

    public Task<Measured> RunAsync(IReadOnlyList<SampleUpload> uploads, int clients) =>
        Measured.OfAsync(server.ProcessId, database, () => server.UploadAsync(uploads, clients));

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) => countStored(rows);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        store?.Dispose();
        return ValueTask.CompletedTask;
    }
}
