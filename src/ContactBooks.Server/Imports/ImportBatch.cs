using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Uploads;

namespace ContactBooks.Server.Imports;

/// <summary>
/// Some rows of an import, which go to the store in one transaction. The same rows make the same batch, whoever reads them: its
/// place in the file is its idempotency key, so that a batch which was written before a node died is not written again but
/// gives its first counts once more.
/// </summary>
/// <param name="from">How many rows of the file come before it.</param>
/// <param name="rules">What it may do to contacts that are there.</param>
internal sealed class ImportBatch(long from, UpdateRules rules)
{
    /// <summary>Rows of a batch. As many as of an upload: the store is not held up longer by a file than by a client.</summary>
    public const int MaxRows = 1000;

    private readonly List<NormalisedRow> _fresh = new(MaxRows);
    private readonly List<RejectedLine> _rejected = [];
    private int _skipped;

    /// <summary>How many rows are in it.</summary>
    public int Rows => _fresh.Count + _rejected.Count + _skipped;

    /// <summary>Its refused rows.</summary>
    public IReadOnlyList<RejectedLine> Rejected => _rejected;

    /// <summary>Adds a row.</summary>
    /// <param name="row">As it stands in the file.</param>
    /// <param name="normalised">What it came to.</param>
    /// <param name="phones">The phones of all valid rows before it, in this batch and those before; its own is added.</param>
    /// <returns>Whether it goes to the store: it is valid, and the first with its phone.</returns>
    public bool Add(in FileRow row, NormalisedRow normalised, ISet<long> phones)
    {
        if (normalised.Rejected is { } rejected)
        {
            _rejected.Add(new RejectedLine(row.Number, UploadAnswer.NameOf(rejected.Faults[0].Reason), rejected.Faults[0].Message, [.. row.Cells]));
            return false;
        }

        var isFresh = phones.Add(normalised.Patch!.Phone.Number);
        if (isFresh)
        {
            _fresh.Add(normalised);
        }
        else
        {
            _skipped++;
        }

        return isFresh;
    }

    /// <summary>What the store is to do; null where there is nothing to do.</summary>
    public UploadPlan? Plan(DateTimeOffset now) => _fresh.Count == 0 ? null : UploadPlanner.Plan(_fresh, now) with { Rules = rules };

    /// <summary>Under which key, so that it is done once.</summary>
    /// <param name="importUid">The import.</param>
    /// <param name="plan">What the store is to do.</param>
    /// <param name="marks">What is counted of its contacts besides.</param>
    public AnswerToKeep<UploadOutcome> Key(string importUid, UploadPlan plan, BatchMarks marks) => new(
        new KeyedRequest($"IMPORT {importUid}", $"{from}", SHA256.HashData(Encoding.UTF8.GetBytes($"{importUid} {from} {Rows}"))),
        "Batch imported",
        outcome => BatchCounts.Of(outcome, plan, marks).ToBytes());

    /// <summary>What the import comes to with this batch.</summary>
    /// <param name="before">What it came to without.</param>
    /// <param name="stored">What became of the rows that went to the store.</param>
    public ImportCounts AddTo(ImportCounts before, BatchCounts stored) => new(
        before.Read + Rows,
        before.Created + stored.Created,
        before.Updated + _fresh.Count - stored.Created - stored.LeftOut,
        before.Skipped + _skipped + stored.LeftOut,
        before.Invalid + _rejected.Count)
    {
        Suppressed = before.Suppressed + stored.Suppressed,
        Warnings = before.Warnings + stored.Warnings,
    };
}
