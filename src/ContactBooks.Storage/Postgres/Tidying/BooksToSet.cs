using System.Globalization;
using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The contacts whose books are others now, as columns of one statement. They are locked.</summary>
internal sealed class BooksToSet : IDisposable
{
    internal const string Set =
        """
        update contacts c set books = r.books::bigint[], restored_at = r.restored_at, revision = c.revision + 1
        from unnest($2, $3, $4) as r (contact_uid, books, restored_at)
        where c.customer_id = $1 and c.contact_uid = r.contact_uid
        """;

    private const int Expected = 256;

    private readonly ArrayColumn _uids = new(ElementType.Uuid, Expected);
    private readonly ArrayColumn _books = new(ElementType.Text, Expected);
    private readonly ArrayColumn _restoredAt = new(ElementType.Bigint, Expected);
    private readonly ArrayColumns _columns;
    private int _count;

    public BooksToSet() => _columns = new ArrayColumns(_uids, _books, _restoredAt);

    /// <summary>Adds a contact.</summary>
    /// <param name="uid">The contact.</param>
    /// <param name="books">The books that it is in now.</param>
    /// <param name="stamp">Since when its search lines are good.</param>
    public void Add(ContactUid uid, IEnumerable<Membership> books, long stamp)
    {
        _uids.Add(uid);
        _books.AddText(Literal(books));
        _restoredAt.Add(stamp);
        _count++;
    }

    /// <summary>Adds the statement to a batch, if there is anything to do.</summary>
    public void AddTo(NpgsqlBatch batch, long customer)
    {
        if (_count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(Set);
        _columns.Bind(command.Parameters.Bind(customer));
        batch.BatchCommands.Add(command);
    }

    /// <summary>The column <c>books</c> as text: arrays of arrays can't be bound whose lengths differ.</summary>
    public static byte[] Literal(IEnumerable<Membership> books) => Encoding.ASCII.GetBytes(
        $"{{{string.Join(',', books.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Book.Value},{one.LinkedAt}")))}}}");

    public void Dispose() => _columns.Dispose();
}
