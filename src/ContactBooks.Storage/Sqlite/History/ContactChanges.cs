using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Storage.History;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Finds what was done to a contact by looking for its 16 bytes in the blocks of its customer's changes, where they lie: a block has them
/// in clear before what it tells of the contact.
/// </summary>
internal sealed class ContactChanges(SqliteSession session, CustomerId customer)
{
    // Imports, which may be older than what they made, are known by their identifiers, and found by these: the plus signs keep SQLite from
    // going through all that is older. A block begins with its time.
    private const string Newest =
        """
        select change_uid, created_at, blocks from (
          select * from (
            select c.change_uid, c.created_at, c.blocks from changes c
            where c.customer_id = ?1 and c.undo_until > ?2 and c.blocks > 0 and c.created_at >= ?3 and (c.created_at, c.change_uid) <= (?4, ?5)
            order by c.created_at desc, c.change_uid desc limit ?6)
          union all
          select * from (
            select c.change_uid, c.created_at, c.blocks from changes c
            where c.customer_id = ?1 and c.undo_until > ?2 and c.blocks > 0 and +c.created_at < ?3 and (+c.created_at, c.change_uid) <= (?4, ?5)
              and c.change_uid >= 'imp_' and c.change_uid < 'imp`' and exists (
                select 1 from change_blocks b
                where b.customer_id = ?1 and b.change_uid = c.change_uid and b.block = c.blocks and substr(b.entries, 1, 8) >= ?7)
            order by c.created_at desc, c.change_uid desc limit ?6))
        order by created_at desc, change_uid desc limit ?6
        """;

    private const string Look =
        """
        select block, length(entries), case when instr(entries, ?5) > 0 then entries end, kept from change_blocks
        where customer_id = ?1 and change_uid = ?2 and block between ?3 and ?4 order by block desc
        """;

    private const string Book = "select book_uid, name from books where customer_id = ? and book_id = ? and deleted_by is null";

    /// <summary>Lists it, see <see cref="IHistoryStore.ListOfContactAsync"/>.</summary>
    public Page<ContactChange, BlockCursor> List(ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now)
    {
        var changes = session.Prepare(Newest).Bind(0, customer.Value).Bind(1, now).Bind(2, ContactChangePage.From(since))
            .Bind(3, look.After?.Change.CreatedAt ?? long.MaxValue).BindText(4, look.After?.Change.Uid ?? "~").Bind(5, ContactChangePage.ChangesFor(look))
            .BindBlob(6, ChangeBlock.BeginningAt(ContactChangePage.From(since)))
            .All(row => new RecordedBlocks(new ChangeCursor(row.Integer(1), row.Text(0)!), row.Integer(2)));
        var page = new ContactChangePage(contact, look, changes);
        var blocks = session.Prepare(Look).Bind(0, customer.Value).BindUid(4, contact);
        foreach (var run in page.Runs.TakeWhile(_ => !page.IsFull))
        {
            blocks.BindText(1, run.Change.Uid).Bind(2, run.Oldest).Bind(3, run.Newest);
            while (!page.IsFull && !page.IsMadeBy(run) && blocks.Step())
            {
                page.Take(run, blocks.Integer(0), blocks.Integer(1), blocks.Bytes(2), !blocks.IsNull(3), blocks.Bytes(3));
            }

            blocks.Reset();
        }

        return page.Finish(uid => SqliteHistory.Find(session, customer, uid), BookOf);
    }

    private LeftBook BookOf(BookId book)
    {
        var row = session.Prepare(Book).Bind(0, customer.Value).Bind(1, book.Value);
        var left = row.Step() ? new LeftBook(row.Text(0), row.Text(1)) : default;
        row.Reset();
        return left;
    }
}
