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

    /// <summary>Sends uploads of a kind, one after the other; the median of their times, in milliseconds.</summary>
    public async Task<double> MedianAsync(string kind, int requests) =>
        ContestFigures.Percentile((await _server.UploadAsync(_uploads.Take(kind, requests), 1)).Milliseconds, 0.5);

    public void Dispose()
    {
        _server.Dispose();
        _store.Dispose();
    }
}
