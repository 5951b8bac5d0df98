namespace ContactBooks.Bench;

/// <summary>
/// What an import could come to at best: the raw engine doing the same contacts one after the other, so many a transaction as a batch of an
/// import has.
/// </summary>
internal static class RawEngine
{
    // Uploads are made before they are timed, and must find room in memory.
    private const int UploadsOfTurn = 100;

    /// <summary>How many new contacts a second it writes into a store of its own.</summary>
    /// <param name="engine">Which engine.</param>
    /// <param name="rows">How many contacts, in thousands of them.</param>
    public static async Task<double> RateAsync(string engine, long rows)
    {
        using var store = await FilledStore.CreateAsync(engine, store => Sample.CreateAsync(store));
        await using var floor = await store.FloorAsync();
        var contacts = new SampleUploads(0);
        var (whole, uploads) = (TimeSpan.Zero, 0);
        for (var left = rows / Sample.RowsOfUpload; left > 0; left -= UploadsOfTurn)
        {
            var turn = (int)Math.Min(left, UploadsOfTurn) + floor.WarmUps(1);
            var measured = await floor.RunAsync(contacts.Take(SampleUploads.New, turn), clients: 1);
            whole += measured.Whole;
            uploads += measured.Milliseconds.Count;
        }

        return uploads * Sample.RowsOfUpload / whole.TotalSeconds;
    }
}
