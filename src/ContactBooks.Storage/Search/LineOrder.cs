using System.Text;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Search;

/// <summary>An order of lines: by rank, by name, by phone, and of one phone the newest line first.</summary>
/// <param name="order">By name or phone, or the oldest that a search finds.</param>
internal sealed class LineOrder(ContactOrder order)
{
    // After all lines of a phone.
    private const long NoStamp = long.MinValue;

    private readonly bool _isByName = order is ContactOrder.Name or ContactOrder.NameDescending;
    private readonly bool _isByBlock = order is ContactOrder.OldestFound;
    private readonly bool _descends = order is ContactOrder.NameDescending or ContactOrder.PhoneDescending;
    private byte[] _room = [];

    /// <summary>The key of the line that a scan stands at, valid until the next one is asked for.</summary>
    public LineKey KeyOf(in LineScan scan) =>
        _isByName ? KeyOf(NameKey.Of(scan.CurrentText, ref _room)) : new LineKey(_isByBlock ? scan.Current.Block : 0, default);

    /// <summary>Compares keys, which for most lines is enough.</summary>
    public int Compare(in LineKey a, in LineKey b) =>
        a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank)
        : _descends ? b.Name.SequenceCompareTo(a.Name)
        : a.Name.SequenceCompareTo(b.Name);

    /// <summary>Compares lines that have one key.</summary>
    public int Compare(FoundLine a, FoundLine b) =>
        a.Phone == b.Phone ? b.Stamp.CompareTo(a.Stamp)
        : _descends ? b.Phone.CompareTo(a.Phone)
        : a.Phone.CompareTo(b.Phone);

    /// <summary>The place of a contact, to go on after it.</summary>
    public ContactCursor CursorOf(SortedLine line, ContactUid uid) =>
        new(order, _isByBlock ? line.Key.Rank : line.Line.Phone, uid, Encoding.UTF8.GetString(line.Key.Name));

    /// <summary>Whether a cursor's place can't be told without the phone of its contact.</summary>
    public bool NeedsPhone => _isByBlock;

    /// <summary>The place that a cursor names.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="phone">
    /// The phone of its contact, where it is needed. 0 if that contact is gone: then the lines of its block come again, which is better
    /// than that some never come.
    /// </param>
    public SortedLine PlaceOf(ContactCursor cursor, long phone)
    {
        var key = _isByName ? KeyOf(Encoding.UTF8.GetBytes(cursor.Name)) : new LineKey(_isByBlock ? cursor.Major : 0, default);
        return new SortedLine().Set(key, new FoundLine(_isByBlock ? phone : cursor.Major, NoStamp, 0));
    }

    // Contacts without a name come last, whichever way the names go.
    private static LineKey KeyOf(ReadOnlySpan<byte> name) => new(name.IsEmpty ? 1 : 0, name);
}
