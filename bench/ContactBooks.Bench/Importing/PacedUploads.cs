using System.Diagnostics;

namespace ContactBooks.Bench;

/// <summary>Small uploads of new contacts, so many a second whatever the server does: what a customer's form sends all day.</summary>
/// <param name="server">The server.</param>
/// <param name="sample">The customer.</param>
internal sealed class PacedUploads(ServerUnderTest server, Sample sample)
{
    /// <summary>Rows of an upload.</summary>
    public const int Rows = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly SampleUploads _uploads = new(0);

    /// <summary>How many contacts they have brought so far.</summary>
    public long Added { get; private set; }

    /// <summary>Uploads until told to stop; how long each took, in milliseconds.</summary>
    public async Task<List<double>> RunAsync(CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var count = 0;
        return (await HttpLoad.SendAsync(server.Address, 1, Next)).Milliseconds;

        Exchange? Next()
        {
            var early = (Interval * count++) - Stopwatch.GetElapsedTime(begun);
            if (early > TimeSpan.Zero ? stop.WaitHandle.WaitOne(early) : stop.IsCancellationRequested)
            {
                return null;
            }

            Added += Rows;
            return _uploads.TakeNew(Rows).To(ServerUnderTest.UploadPath(sample.Book), sample.Token);
        }
    }

    /// <summary>The same for a while.</summary>
    public async Task<List<double>> RunAsync(TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await RunAsync(stop.Token);
    }
}
