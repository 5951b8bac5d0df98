using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Memberships that begin or end, as columns of one statement. Whose they are is locked.</summary>
internal sealed class MembershipRows : IDisposable
{
    internal const string Link =
        """
        insert into memberships (customer_id, book_id, linked_at, contact_uid)
        select $1, r.book_id, r.linked_at, r.contact_uid from unnest($2, $3, $4) as r (book_id, linked_at, contact_uid)
        """;

    internal const string Unlink =
        """
        delete from memberships m using unnest($2, $3, $4) as r (book_id, linked_at, contact_uid)
        where m.customer_id = $1 and m.book_id = r.book_id and m.linked_at = r.linked_at and m.contact_uid = r.contact_uid
        """;

    private const int Expected = 256;

    private readonly ArrayColumn _books = new(ElementType.Bigint, Expected);
    private readonly ArrayColumn _linkedAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumn _uids = new(ElementType.Uuid, Expected);
    private readonly ArrayColumns _columns;
    private int _count;

    public MembershipRows() => _columns = new ArrayColumns(_books, _linkedAt, _uids);

    /// <summary>Adds one.</summary>
    public void Add(ContactUid uid, Membership membership)
    {
        _books.Add(membership.Book.Value);
        _linkedAt.Add(membership.LinkedAt);
        _uids.Add(uid);
        _count++;
    }

    /// <summary>Adds the statement to a batch, if there is anything to do.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sql"><see cref="Link"/> or <see cref="Unlink"/>.</param>
    /// <param name="customer">Whose they are.</param>
    public void AddTo(NpgsqlBatch batch, string sql, long customer)
    {
        if (_count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(sql);
        _columns.Bind(command.Parameters.Bind(customer));
        batch.BatchCommands.Add(command);
    }

    public void Dispose() => _columns.Dispose();
}
