using System.Diagnostics.Metrics;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Observability;

/// <summary>
/// The server's own instruments, beside those of ASP.NET Core and the runtime. No label ever carries data of a customer.
/// </summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ContactBooks";

    private readonly Meter _meter;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _uploads;
    private readonly Counter<long> _limited;

    public ServerMetrics(IMeterFactory meters, IStore store, ServerSettings settings)
    {
        _meter = meters.Create(MeterName);
        _uploads = _meter.CreateCounter<long>("contactbooks.uploads", description: "Bulk uploads that were stored.");
        _rows = _meter.CreateCounter<long>("contactbooks.upload.rows", description: "Rows of stored bulk uploads, by what became of them.");
        _limited = _meter.CreateCounter<long>("contactbooks.rate_limited", description: "Requests answered 429, by the limit that was used up; by both where both were.");
        _meter.CreateObservableGauge("contactbooks.store.waiting_writes", () => store.WaitingWrites, description: "Writes of this process that wait or are under way.");
        _meter.CreateObservableGauge(
            "contactbooks.data.free", () => FreeBytes(settings.DataFolder), unit: "By", description: "Free space of the disk below the data folder.");
    }

    public void Uploaded(UploadSummary summary)
    {
        _uploads.Add(1);
        Count("created", summary.Created);
        Count("updated", summary.Updated);
        Count("skipped", summary.Skipped);
        Count("invalid", summary.Invalid);
    }

    public void RateLimited(string limit) => _limited.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> FreeBytes(string folder) =>
        DataDisk.FreeBytes(folder) is { } free ? [new Measurement<long>(free)] : [];

    private void Count(string outcome, int rows)
    {
        if (rows > 0)
        {
            _rows.Add(rows, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
