using System.Buffers.Binary;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Imports;

/// <summary>What the store made of a batch. Kept under the batch's key, so that the first counts hold though it is asked again.</summary>
/// <param name="Created">Contacts that were new.</param>
/// <param name="LeftOut">Rows that the update policy left out.</param>
/// <param name="Suppressed">Of the other rows, how many have a suppressed phone.</param>
internal readonly record struct BatchCounts(int Created, int LeftOut, int Suppressed)
{
    /// <summary>What an outcome comes to.</summary>
    /// <param name="outcome">What became of the plan's contacts.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="suppressed">Those of its phones that are suppressed.</param>
    public static BatchCounts Of(UploadOutcome outcome, UploadPlan plan, IReadOnlySet<Phone> suppressed)
    {
        var (created, leftOut) = outcome.Count();
        var marked = suppressed.Count == 0 ? 0 : plan.Contacts
            .Where((contact, i) => outcome.Contacts[i].Skipped is null && suppressed.Contains(contact.Patch.Phone))
            .Count();
        return new BatchCounts(created, leftOut, marked);
    }

    /// <summary>What a batch came to that was written now, or before.</summary>
    public static BatchCounts Of(Written<UploadOutcome> written, UploadPlan plan, IReadOnlySet<Phone> suppressed) =>
        written.Value is { } outcome ? Of(outcome, plan, suppressed) : FromBytes(written.Answer!.Data.Span);

    /// <summary>As it is kept.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        var bytes = new byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Created);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), LeftOut);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Suppressed);
        return bytes;
    }

    private static BatchCounts FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
}
