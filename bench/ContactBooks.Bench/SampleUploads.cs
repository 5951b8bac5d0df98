namespace ContactBooks.Bench;

/// <summary>
/// Uploads of 1000 rows of each kind. New contacts are new to every database; of those that are there the second half is
/// changed and the first half never. Which ones goes once around a shuffled half before any comes again: so uploads that
/// are under way together never meet in a row, which is how different files of a customer's are.
/// </summary>
internal sealed class SampleUploads
{
    /// <summary>The kinds of rows, and what an upload of each must answer.</summary>
    public static readonly (string Name, string Outcome)[] Kinds = [("new", "created"), ("changed", "updated"), ("identical", "updated")];

    private readonly long _contacts;
    private readonly int[] _order;
    private int _nextExisting;
    private long _newSoFar;
    private int _nextVersion;

    public SampleUploads(long contacts)
    {
        _contacts = contacts;
        _order = [.. Enumerable.Range(0, (int)(contacts / 2))];
        new Random(20260101).Shuffle(_order);
    }

    public List<(long[] Contacts, int Version)> Take(string kind, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => kind switch
        {
            "new" => (New(Sample.RowsOfUpload), 0),
            "changed" => (Existing(_contacts / 2), ++_nextVersion),
            _ => (Existing(0), 0),
        })];

    /// <summary>The next contacts that no database has.</summary>
    public long[] New(int rows)
    {
        var first = _contacts + _newSoFar;
        _newSoFar += rows;
        return [.. Sample.Range(first, rows)];
    }

    private long[] Existing(long first)
    {
        var contacts = new long[Sample.RowsOfUpload];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = first + _order[_nextExisting++ % _order.Length];
        }

        return contacts;
    }
}
