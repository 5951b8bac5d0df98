namespace ContactBooks.Bench;

/// <summary>One of the two stores that get the same uploads, and its server.</summary>
internal sealed class UndoSide : IDisposable
{
    private readonly IFilledStore _store;
    private readonly ServerUnderTest _server;
    private readonly SampleUploads _uploads;

    private UndoSide(IFilledStore store, ServerUnderTest server, long contacts) => (_store, _server, _uploads) = (store, server, new SampleUploads(contacts));

    /// <summary>What the tables call the engine.</summary>
    public string Engine => _store.Engine;

    /// <summary>Fills a store and starts the server.</summary>
    public static async Task<UndoSide> StartAsync(string engine, long contacts, params (string Name, string Value)[] settings)
    {
        var store = await FilledStore.CreateAsync(engine, contacts);
        return new UndoSide(store, await store.ServeAsync(settings), contacts);
    }

    /// <summary>Sends uploads of a kind, one after the other: what they took in the middle, and of the processors each.</summary>
    public async Task<UploadCost> MeasureAsync(string kind, int requests)
    {
        var uploads = _uploads.Take(kind, requests);
        var before = ProcessorTime;
        var (_, times) = await _server.UploadAsync(uploads, 1);
        return new UploadCost(ContestFigures.Percentile(times, 0.5), (ProcessorTime - before).TotalMilliseconds / requests);
    }

    public void Dispose()
    {
        _server.Dispose();
        _store.Dispose();
    }

    private TimeSpan ProcessorTime =>
        ProcessUse.ProcessorTime(_server.ProcessId) + (_store.DatabaseProcess is { } database ? ProcessUse.ProcessorTime(database) : TimeSpan.Zero);
}

/// <summary>What an upload costs.</summary>
/// <param name="Milliseconds">From request to answer.</param>
/// <param name="ProcessorMilliseconds">Of the server and its database, which other work of the machine changes least.</param>
internal readonly record struct UploadCost(double Milliseconds, double ProcessorMilliseconds);
