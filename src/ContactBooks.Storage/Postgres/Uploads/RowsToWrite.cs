using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// What an upload creates, changes or links: the columns of its statement, in order of the phones, and what the search and
/// the count of the books need to know of each row once it is written.
/// </summary>
internal sealed class RowsToWrite : IDisposable
{
    private const int BytesOfLine = 88;
    private const int BytesOfEntry = 24;

    private readonly ArrayColumn _uids;
    private readonly ArrayColumn _phones;
    private readonly ContactFieldColumns _fields;
    private readonly ArrayColumn _links;
    private readonly ArrayColumn _updatedAt;
    private readonly ArrayColumn _revisions;
    private readonly ArrayColumn _linkedUids = new(ElementType.Uuid, 64);
    private readonly ArrayColumns _columns;
    private readonly PooledBuffer _lines;
    private readonly PooledBuffer? _entries;
    private List<RowToWrite> _rows;
    private readonly List<(long Book, long LinkedAt)> _memberships = [];

    /// <summary>Room for rows.</summary>
    /// <param name="expected">About how many there will be.</param>
    /// <param name="isRecorded">Whether what is done to each is to be recorded.</param>
    public RowsToWrite(int expected, bool isRecorded)
    {
        ArrayColumn Column(ElementType type, int bytes) => new(type, expected * (sizeof(int) + bytes));

        _uids = Column(ElementType.Uuid, ContactUid.ByteCount);
        _phones = Column(ElementType.Bigint, sizeof(long));
        _fields = new ContactFieldColumns(expected);
        _links = Column(ElementType.Boolean, 1);
        _updatedAt = Column(ElementType.Bigint, sizeof(long));
        _revisions = Column(ElementType.Integer, sizeof(int));
        _columns = new ArrayColumns([_uids, _phones, .. _fields.All, _links, _updatedAt, _revisions, _linkedUids]);
        _lines = new PooledBuffer(Math.Max(64, expected * BytesOfLine));
        _entries = isRecorded ? new PooledBuffer(Math.Max(64, expected * BytesOfEntry)) : null;
        _rows = new List<RowToWrite>(expected);
    }

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows, but for those that turned out not to be written.</summary>
    public IReadOnlyList<RowToWrite> Written => _rows;

    /// <summary>Those that were not written, by their places in the plan.</summary>
    public int[] Unwritten { get; private set; } = [];

    /// <summary>Adds a contact that is not there, as far as is known; it comes into the book.</summary>
    public void AddNew(int index, Phone phone, ContactUid uid, in FieldBytes fields, long now)
    {
        var entryAt = EntriesEnd;
        if (_entries is not null)
        {
            ChangeBlock.AddCreated(_entries, uid);
        }

        var row = new RowToWrite { Index = index, Phone = phone.Number, Stamp = now, IsNew = true, Links = true, Entry = entryAt..EntriesEnd };
        Add(row, phone, uid, fields, now, revision: 1);
    }

    /// <summary>Adds a contact that is there.</summary>
    /// <param name="index">The row's place in the plan.</param>
    /// <param name="phone">Its phone.</param>
    /// <param name="stored">As it was found.</param>
    /// <param name="fields">What it will hold.</param>
    /// <param name="now">When the upload takes place.</param>
    /// <param name="updatedAt">When it last changed, after this.</param>
    /// <param name="changes">Whether it differs from what was found.</param>
    /// <param name="links">Whether it comes into the book.</param>
    public void AddStored(int index, Phone phone, in StoredRow stored, in FieldBytes fields, long now, long updatedAt, bool changes, bool links)
    {
        var first = _memberships.Count;
        for (var i = 0; changes && i < stored.Memberships.Count; i++)
        {
            _memberships.Add(stored.Memberships[i]);
        }

        if (links)
        {
            _linkedUids.Add(stored.Uid);
        }

        var entryAt = EntriesEnd;
        AddEntry(stored, fields, now, updatedAt, changes, links);
        var row = new RowToWrite
        {
            Index = index,
            Phone = phone.Number,
            Stamp = Math.Max(updatedAt, stored.ChangedAt),
            Entry = entryAt..EntriesEnd,
            Links = links,
            FirstMembership = first,
            Memberships = _memberships.Count - first,
        };
        Add(row, phone, stored.Uid, fields, updatedAt, stored.Revision + 1);
    }

    /// <summary>Binds the columns in the order of <see cref="UploadWriter.Write"/>.</summary>
    public void Bind(NpgsqlParameterCollection parameters) => _columns.Bind(parameters);

    /// <summary>Of some rows it is known by now that they, and no others, were written.</summary>
    public void KeepWritten(IEnumerable<long> phones)
    {
        var written = phones.ToHashSet();
        Unwritten = [.. _rows.Where(row => !written.Contains(row.Phone)).Select(row => row.Index)];
        _rows = [.. _rows.Where(row => written.Contains(row.Phone))];
    }

    /// <summary>A row's search line.</summary>
    public ReadOnlySpan<byte> LineOf(in RowToWrite row) => _lines.Written.Slice(row.LineAt, row.LineBytes);

    /// <summary>What is recorded of a row.</summary>
    public ReadOnlySpan<byte> EntryOf(in RowToWrite row) => _entries is null ? default : _entries.Written[row.Entry];

    /// <summary>The books that a row's contact was in already, if it changes.</summary>
    public ReadOnlySpan<(long Book, long LinkedAt)> MembershipsOf(in RowToWrite row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_memberships).Slice(row.FirstMembership, row.Memberships);

    public void Dispose()
    {
        _columns.Dispose();
        _lines.Dispose();
        _entries?.Dispose();
    }

    private int EntriesEnd => _entries?.Length ?? 0;

    private void AddEntry(in StoredRow stored, in FieldBytes fields, long now, long updatedAt, bool changes, bool links)
    {
        if (_entries is null)
        {
            return;
        }

        if (changes)
        {
            ChangeBlock.AddChanged(_entries, now, stored.Uid, links, updatedAt, stored.UpdatedAt, stored.Fields, fields);
        }
        else
        {
            ChangeBlock.AddLinked(_entries, now, stored.Uid, updatedAt);
        }
    }

    private void Add(RowToWrite row, Phone phone, ContactUid uid, in FieldBytes fields, long updatedAt, int revision)
    {
        _uids.Add(uid);
        _phones.Add(phone.Number);
        _fields.Add(fields);
        _links.Add(row.Links);
        _updatedAt.Add(updatedAt);
        _revisions.Add(revision);

        row.LineAt = _lines.Length;
        SearchLine.Write(_lines, phone, fields);
        row.LineBytes = _lines.Length - row.LineAt;
        _rows.Add(row);
    }
}

/// <summary>What is known of a row that is to be written, beside its columns.</summary>
internal record struct RowToWrite
{
    /// <summary>Its place among the plan's contacts.</summary>
    public int Index { get; init; }

    /// <summary>Its phone.</summary>
    public long Phone { get; init; }

    /// <summary>When its contact last got other values, after this: what its search lines are told apart by.</summary>
    public long Stamp { get; init; }

    /// <summary>Where what is recorded of it lies.</summary>
    public Range Entry { get; init; }

    /// <summary>Whether it is taken to be new.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether it comes into the book.</summary>
    public bool Links { get; init; }

    /// <summary>Where its memberships begin, if it changes.</summary>
    public int FirstMembership { get; init; }

    /// <summary>How many they are.</summary>
    public int Memberships { get; init; }

    /// <summary>Where its search line begins.</summary>
    public int LineAt { get; set; }

    /// <summary>How long that is.</summary>
    public int LineBytes { get; set; }
}
