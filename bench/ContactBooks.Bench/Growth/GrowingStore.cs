namespace ContactBooks.Bench;

/// <summary>An empty store that uploads of new contacts make large; each goes to a customer drawn at random.</summary>
/// <param name="store">The store.</param>
/// <param name="samples">Its customers, each with an empty book.</param>
/// <param name="contacts">How many contacts there are at the end.</param>
internal sealed class GrowingStore(IFilledStore store, IReadOnlyList<Sample> samples, long contacts)
{
    private const int Clients = 4;
    private const int Tenths = 10;

    private readonly long _uploadsOfTenth = contacts / Tenths / Sample.RowsOfUpload;
    private long _uploads;

    /// <summary>Fills it, and counts what is stored.</summary>
    /// <param name="title">What is told of the progress.</param>
    public async Task<IReadOnlyList<Tenth>> MeasureAsync(string title)
    {
        using var server = await store.ServeAsync();
        var tenths = new List<Tenth>();
        while (tenths.Count < Tenths)
        {
            ProcessUse.ForgetPeak(server.ProcessId);
            var left = _uploadsOfTenth;
            var (whole, times) = await HttpLoad.SendAsync(server.Address, Clients, () => Interlocked.Decrement(ref left) >= 0 ? Next() : null);
            tenths.Add(new Tenth(
                _uploads * Sample.RowsOfUpload,
                times.Count * Sample.RowsOfUpload / whole.TotalSeconds,
                times,
                server.MemoryBytes,
                ProcessUse.AnonymousMemory(server.ProcessId),
                server.PeakMemoryBytes,
                await store.SizeAsync()));
            Console.Error.WriteLine(FormattableString.Invariant($"{store.Engine}, {title}: {tenths[^1].Contacts:N0} contacts, {tenths[^1].Rate:N0} a second"));
        }

        await store.ExpectAsync(_uploads * Sample.RowsOfUpload);
        return tenths;
    }

    private Exchange Next()
    {
        var first = (Interlocked.Increment(ref _uploads) - 1) * Sample.RowsOfUpload;
        var contacts = Sample.Range(first, Sample.RowsOfUpload).ToArray();
        var sample = samples[Random.Shared.Next(samples.Count)];
        return new SampleUpload(SampleUploads.New, Array.ConvertAll(contacts, n => (n, 0)), contacts, []).To(ServerUnderTest.UploadPath(sample.Book), sample.Token);
    }
}
