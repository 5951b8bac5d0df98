using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The contacts that get former values, or leave the book, as columns of one statement.</summary>
internal sealed class RowsToRestore : IDisposable
{
    // What stays as it is is written again. The contacts are locked, so that the places in their books still hold.
    internal const string Restore =
        """
        update contacts c
        set display_name = r.display_name, first_name = r.first_name, last_name = r.last_name, email = r.email, company_name = r.company_name,
          custom_fields = r.custom_fields, updated_at = r.updated_at, restored_at = coalesce(nullif(r.restored_at, 0), c.restored_at),
          books = case when r.place = 0 then c.books else c.books[:r.place - 1] || c.books[r.place + 2:] end, revision = c.revision + 1
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          as r (contact_uid, display_name, first_name, last_name, email, company_name, custom_fields, updated_at, restored_at, place)
        where c.customer_id = $1 and c.contact_uid = r.contact_uid
        """;

    private const int Expected = 256;

    private readonly ArrayColumn _uids = new(ElementType.Uuid, Expected);
    private readonly ContactFieldColumns _fields = new(expected: 16);
    private readonly ArrayColumn _updatedAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumn _restoredAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumn _places = new(ElementType.Integer, Expected);
    private readonly ArrayColumns _columns;

    public RowsToRestore() => _columns = new ArrayColumns([_uids, .. _fields.All, _updatedAt, _restoredAt, _places]);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a contact.</summary>
    /// <param name="uid">The contact.</param>
    /// <param name="fields">What it will hold.</param>
    /// <param name="updatedAt">When it last changed, as it will say.</param>
    /// <param name="restoredAt">When it got these values; null where it has them already.</param>
    /// <param name="membership">Which of its memberships ends, from 0; null for none.</param>
    public void Add(ContactUid uid, in FieldBytes fields, long updatedAt, long? restoredAt, int? membership)
    {
        _uids.Add(uid);
        _fields.Add(fields);
        _updatedAt.Add(updatedAt);
        _restoredAt.Add(restoredAt ?? 0);
        _places.Add(membership is { } index ? (2 * index) + 1 : 0);
        Count++;
    }

    /// <summary>The statement.</summary>
    public NpgsqlBatchCommand Command(long customer)
    {
        var command = new NpgsqlBatchCommand(Restore);
        _columns.Bind(command.Parameters.Bind(customer));
        return command;
    }

    public void Dispose() => _columns.Dispose();
}
