using ContactBooks.Core.Customers;
using ContactBooks.Core.Files;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>The opt-outs of a file on their way to the store, so many in a transaction, and what became of them.</summary>
internal sealed class SuppressionBatch(ISuppressionStore suppressions, CustomerId customer, string by, TimeProvider clock)
{
    private const int ShownRejects = 100;

    private readonly List<NewSuppression> _phones = new(SuppressionRequestReader.MaxPhones);
    private readonly List<SuppressionRejectJson> _rejects = [];
    private long _total;
    private long _suppressed;
    private long _invalid;

    /// <summary>Whether it must be stored before more is added.</summary>
    public bool IsFull => _phones.Count == SuppressionRequestReader.MaxPhones;

    /// <summary>The first rows that were refused.</summary>
    public IReadOnlyList<SuppressionRejectJson> Rejects => _rejects;

    /// <summary>What became of all that was stored.</summary>
    public SuppressSummaryJson Summary => new(_total, _suppressed, _total - _suppressed - _invalid, _invalid);

    /// <summary>Adds a row.</summary>
    public void Add(in FileRow row, NormalisedSuppression normalised)
    {
        _total++;
        if (normalised.Suppression is { } suppression)
        {
            _phones.Add(suppression);
            return;
        }

        _invalid++;
        if (_rejects.Count < ShownRejects)
        {
            var fault = normalised.Rejected!.Faults[0];
            _rejects.Add(new SuppressionRejectJson(row.Number, UploadAnswer.NameOf(fault.Reason), fault.Message, [.. row.Cells]) { Fault = fault });
        }
    }

    /// <summary>Stores what was added, in one transaction.</summary>
    public async Task StoreAsync(CancellationToken cancellation)
    {
        if (_phones.Count == 0)
        {
            return;
        }

        var origin = new SuppressionOrigin(SuppressionSource.Import, by);
        var written = await suppressions.SuppressAsync(customer, _phones, origin, clock.GetUtcNow(), null, cancellation);
        _suppressed += written.Value!.Phones.Count;
        _phones.Clear();
    }
}
