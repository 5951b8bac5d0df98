using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The contacts that were deleted and are made anew as they were, as columns of one statement.</summary>
internal sealed class RowsToRevive : IDisposable
{
    // In order of the phones, as uploads take them. A phone that another contact has by now stays that one's.
    internal const string Insert =
        """
        insert into contacts
          (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, books, created_at, updated_at, restored_at, revision)
        select $1, r.contact_uid, r.phone, r.display_name, r.first_name, r.last_name, r.email, r.company_name, r.custom_fields,
          r.books::bigint[], r.created_at, r.updated_at, r.restored_at, $2
        from unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
          as r (contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, books, created_at, updated_at, restored_at)
        order by r.phone
        on conflict (customer_id, phone) do nothing
        returning contact_uid
        """;

    private const int Expected = 256;

    private readonly ArrayColumn _uids = new(ElementType.Uuid, Expected);
    private readonly ArrayColumn _phones = new(ElementType.Bigint, Expected);
    private readonly ContactFieldColumns _fields = new(expected: 16);
    private readonly ArrayColumn _books = new(ElementType.Text, Expected);
    private readonly ArrayColumn _createdAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumn _updatedAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumn _restoredAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumns _columns;

    public RowsToRevive() => _columns = new ArrayColumns([_uids, _phones, .. _fields.All, _books, _createdAt, _updatedAt, _restoredAt]);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a contact.</summary>
    /// <param name="entry">What it was.</param>
    /// <param name="books">The books that it is to be in.</param>
    /// <param name="restoredAt">Since when its search lines are good.</param>
    public void Add(in ChangeEntry entry, IReadOnlyCollection<Membership> books, long restoredAt)
    {
        _uids.Add(entry.Uid);
        _phones.Add(entry.Phone.Number);
        _fields.Add(entry.Former);
        _books.AddText(BooksToSet.Literal(books));
        _createdAt.Add(entry.CreatedAt);
        _updatedAt.Add(entry.UpdatedAt);
        _restoredAt.Add(restoredAt);
        Count++;
    }

    /// <summary>Makes them; those that could be made.</summary>
    public async ValueTask<HashSet<ContactUid>> RunAsync(NpgsqlConnection connection, long customer)
    {
        await using var command = new NpgsqlCommand(Insert, connection);

        // One that no row of this phone has had: an upload that read the contact before it went must not take this one for it.
        _columns.Bind(command.Parameters.Bind(customer).Bind(Random.Shared.Next(1 << 20, 1 << 30)));
        await using var row = await command.ExecuteReaderAsync();
        var made = new HashSet<ContactUid>();
        while (await row.ReadAsync())
        {
            made.Add(row.Uid(0));
        }

        return made;
    }

    public void Dispose() => _columns.Dispose();
}
