using System.Buffers;
using ContactBooks.Core.Identity;

namespace ContactBooks.Core.History;

/// <summary>The contacts that stayed as they are when a block was taken back, as bytes: 16 of the contact and one of the reason.</summary>
public static class KeptList
{
    private const int BytesOfOne = ContactUid.ByteCount + 1;

    /// <summary>Adds one.</summary>
    public static void Add(IBufferWriter<byte> to, ContactUid uid, KeptReason reason)
    {
        var bytes = to.GetSpan(BytesOfOne);
        uid.WriteBytes(bytes);
        bytes[ContactUid.ByteCount] = (byte)reason;
        to.Advance(BytesOfOne);
    }

    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlySpan<byte> list) => list.Length / BytesOfOne;

    /// <summary>One of them.</summary>
    public static (ContactUid Uid, KeptReason Reason) At(ReadOnlySpan<byte> list, int place)
    {
        var one = list.Slice(place * BytesOfOne, BytesOfOne);
        return (ContactUid.FromBytes(one), (KeptReason)one[ContactUid.ByteCount]);
    }

    /// <summary>Why a contact is in the list; null if it isn't.</summary>
    public static KeptReason? ReasonOf(ReadOnlySpan<byte> list, ContactUid uid)
    {
        for (var place = 0; place < Count(list); place++)
        {
            if (At(list, place) is var (kept, reason) && kept == uid)
            {
                return reason;
            }
        }

        return null;
    }
}
