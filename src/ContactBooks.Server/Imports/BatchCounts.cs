using System.Buffers.Binary;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Imports;

/// <summary>What the store made of a batch. Kept under the batch's key, so that the first counts hold though it is asked again.</summary>
/// <param name="Created">Contacts that were new.</param>
/// <param name="LeftOut">Rows that the update policy left out.</param>
/// <param name="Suppressed">Of the other rows, how many have a suppressed phone.</param>
/// <param name="Warnings">Of their values, how many don't fit the type of their custom field.</param>
internal readonly record struct BatchCounts(int Created, int LeftOut, int Suppressed, int Warnings)
{
    /// <summary>What an outcome comes to.</summary>
    /// <param name="outcome">What became of the plan's contacts.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="marks">What is counted of its contacts besides.</param>
    public static BatchCounts Of(UploadOutcome outcome, UploadPlan plan, BatchMarks marks)
    {
        var (created, leftOut) = outcome.Count();
        var (suppressed, warnings) = (0, 0);
        for (var i = 0; i < plan.Contacts.Count; i++)
        {
            if (outcome.Contacts[i].Skipped is null)
            {
                suppressed += marks.Suppressed.Contains(plan.Contacts[i].Patch.Phone) ? 1 : 0;
                warnings += CustomFieldCheck.Of(marks.Definitions, plan.Contacts[i].Patch).Count;
            }
        }

        return new BatchCounts(created, leftOut, suppressed, warnings);
    }

    /// <summary>What a batch came to that was written now, or before.</summary>
    public static BatchCounts Of(Written<UploadOutcome> written, UploadPlan plan, BatchMarks marks) =>
        written.Value is { } outcome ? Of(outcome, plan, marks) : FromBytes(written.Answer!.Data.Span);

    /// <summary>As it is kept.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        var bytes = new byte[4 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Created);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), LeftOut);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Suppressed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Warnings);
        return bytes;
    }

    private static BatchCounts FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));
}
