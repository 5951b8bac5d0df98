namespace ContactBooks.Bench;

/// <summary>
/// Uploads of 1000 rows of each kind. New contacts are new to the database; of those that are there the second half is
/// changed and the first half never. Which ones goes once around a shuffled half before any comes again: so uploads that
/// are under way together never meet in a row, which is how different files of a customer's are. Each contestant goes
/// through a sequence of its own, and all the sequences are the same.
/// </summary>
internal sealed class SampleUploads
{
    public const string New = "new";
    public const string Changed = "changed";
    public const string Identical = "identical";
    public const string Mixed = "mixed";

    /// <summary>The kinds of rows. Mixed are a quarter new, a quarter changed and half identical.</summary>
    public static readonly string[] Kinds = [New, Changed, Identical, Mixed];

    private readonly long _contacts;
    private readonly int[] _order;
    private int _nextExisting;
    private long _newSoFar;
    private int _version;

    public SampleUploads(long contacts)
    {
        _contacts = contacts;
        _order = [.. Enumerable.Range(0, (int)(contacts / 2))];
        new Random(20260101).Shuffle(_order);
    }

    /// <summary>The next uploads of a kind.</summary>
    public List<SampleUpload> Take(string kind, int count) => [.. Enumerable.Range(0, count).Select(_ => Next(kind))];

    /// <summary>The next upload of new contacts, of any size.</summary>
    public SampleUpload TakeNew(int rows)
    {
        var added = NewRows(rows).ToArray();
        return new SampleUpload(New, added, Of(added), []);
    }

    private SampleUpload Next(string kind)
    {
        const int All = Sample.RowsOfUpload;
        switch (kind)
        {
            case New:
                return TakeNew(All);
            case Changed:
                var rows = ChangedRows(All).ToArray();
                return new SampleUpload(kind, rows, [], Of(rows));
            case Identical:
                return new SampleUpload(kind, [.. IdenticalRows(All)], [], []);
            default:
                // Each fourth is new, each fourth changed, as they stand in a file that somebody has kept up.
                var (added, changed, identical) = (NewRows(All / 4).ToArray(), ChangedRows(All / 4).ToArray(), IdenticalRows(All / 2).ToArray());
                var mixed = Enumerable.Range(0, All / 4).SelectMany(i => new[] { added[i], identical[2 * i], changed[i], identical[(2 * i) + 1] });
                return new SampleUpload(kind, [.. mixed], Of(added), Of(changed));
        }
    }

    private static long[] Of(IEnumerable<(long Contact, int Version)> rows) => [.. rows.Select(row => row.Contact)];

    private IEnumerable<(long Contact, int Version)> NewRows(int count)
    {
        var first = _contacts + _newSoFar;
        _newSoFar += count;
        return Enumerable.Range(0, count).Select(i => (first + i, 0));
    }

    private IEnumerable<(long Contact, int Version)> ChangedRows(int count)
    {
        var version = ++_version;
        return Existing(count).Select(contact => ((_contacts / 2) + contact, version));
    }

    private IEnumerable<(long Contact, int Version)> IdenticalRows(int count) => Existing(count).Select(contact => ((long)contact, 0));

    private int[] Existing(int count)
    {
        var contacts = new int[count];
        for (var i = 0; i < count; i++)
        {
            contacts[i] = _order[_nextExisting++ % _order.Length];
        }

        return contacts;
    }
}
