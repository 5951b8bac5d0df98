using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Finds what was done to a contact by having PostgreSQL look for its 16 bytes in the blocks of its customer's changes: a block has them
/// in clear before what it tells of the contact.
/// </summary>
internal sealed class ContactChanges(NpgsqlConnection connection, CustomerId customer)
{
    // Imports, which may be older than what they made, are known by their identifiers: so what else is older is passed over in the index. A
    // block begins with its time.
    private const string Newest =
        """
        select change_uid, created_at, blocks from (
          (select c.change_uid, c.created_at, c.blocks from changes c
           where c.customer_id = $1 and c.undo_until > $2 and c.blocks > 0 and c.created_at >= $3 and (c.created_at, c.change_uid collate "C") <= ($4, $5)
           order by c.created_at desc, c.change_uid collate "C" desc limit $6)
          union all
          (select c.change_uid, c.created_at, c.blocks from changes c
           where c.customer_id = $1 and c.undo_until > $2 and c.blocks > 0 and c.created_at < $3 and (c.created_at, c.change_uid collate "C") <= ($4, $5)
             and c.change_uid collate "C" >= 'imp_' and c.change_uid collate "C" < 'imp`' and exists (
               select from change_blocks b
               where b.customer_id = $1 and b.change_uid = c.change_uid and b.block = c.blocks and substring(b.entries from 1 for 8) >= $7)
           order by c.created_at desc, c.change_uid collate "C" desc limit $6)) either
        order by created_at desc, change_uid collate "C" desc limit $6
        """;

    // The lengths stand beside what lies apart, so that only what may be looked at is read.
    private const string Look =
        """
        select run, block, bytes, case when position($5 in entries) > 0 then entries end, kept
        from (
          select r.run, b.block, b.entries, b.kept, length(b.entries) as bytes, sum(length(b.entries)) over (order by r.run, b.block desc) as total
          from unnest($2, $3, $4) with ordinality as r (change_uid, oldest, newest, run)
          cross join lateral (
            select block, entries, kept from change_blocks
            where customer_id = $1 and change_uid = r.change_uid and block between r.oldest and r.newest offset 0) b) there
        where total - bytes < $6
        order by run, block desc
        """;

    private const string Changes = $"select {ChangeRows.Columns} {ChangeRows.From} where c.customer_id = $1 and c.change_uid = any ($2)";

    private const string Books = "select book_id, book_uid, name from books where customer_id = $1 and book_id = any ($2) and deleted_by is null";

    /// <summary>Lists it, see <see cref="IHistoryStore.ListOfContactAsync"/>.</summary>
    public async ValueTask<Page<ContactChange, BlockCursor>> ListAsync(ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now)
    {
        var page = new ContactChangePage(contact, look, await NewestAsync(since, look, now));
        await LookAsync(page, contact, look);
        var changes = await ChangesAsync([.. page.Changes]);
        var books = await BooksAsync([.. page.Books.Select(book => book.Value)]);
        return page.Finish(changes.GetValueOrDefault, books.GetValueOrDefault);
    }

    private async ValueTask<List<RecordedBlocks>> NewestAsync(DateTimeOffset since, LookBack look, DateTimeOffset now)
    {
        await using var command = new NpgsqlCommand(Newest, connection);
        command.Parameters.Bind(customer.Value).BindTime(now).BindTime(ContactChangePage.From(since))
            .Bind(look.After?.Change.CreatedAt ?? long.MaxValue).Bind(look.After?.Change.Uid ?? "~").Bind((long)ContactChangePage.ChangesFor(look))
            .BindBytes(ChangeBlock.BeginningAt(ContactChangePage.From(since)));
        await using var row = await command.ExecuteReaderAsync();
        var changes = new List<RecordedBlocks>();
        while (await row.ReadAsync())
        {
            changes.Add(new RecordedBlocks(new ChangeCursor(row.GetInt64(1), row.GetString(0)), row.GetInt64(2)));
        }

        return changes;
    }

    private async ValueTask LookAsync(ContactChangePage page, ContactUid contact, LookBack look)
    {
        var bytes = new byte[ContactUid.ByteCount];
        contact.WriteBytes(bytes);
        await using var command = new NpgsqlCommand(Look, connection);
        command.Parameters.Bind(customer.Value)
            .Bind(page.Runs.Select(run => run.Change.Uid).ToArray())
            .Bind(page.Runs.Select(run => run.Oldest).ToArray())
            .Bind(page.Runs.Select(run => run.Newest).ToArray())
            .BindBytes(bytes).Bind(look.Bytes);
        await using var row = await command.ExecuteReaderAsync();
        while (!page.IsFull && await row.ReadAsync())
        {
            var run = page.Runs[(int)row.GetInt64(0) - 1];
            page.Take(run, row.GetInt64(1), row.GetInt32(2), row.Bytes(3).Span, !row.IsDBNull(4), row.Bytes(4).Span);
        }
    }

    private async ValueTask<Dictionary<string, Change>> ChangesAsync(string[] uids)
    {
        var changes = new Dictionary<string, Change>(StringComparer.Ordinal);
        if (uids.Length > 0)
        {
            await using var command = new NpgsqlCommand(Changes, connection);
            command.Parameters.Bind(customer.Value).Bind(uids);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                var change = ChangeRows.Read(row);
                changes.Add(change.Uid, change);
            }
        }

        return changes;
    }

    private async ValueTask<Dictionary<BookId, LeftBook>> BooksAsync(long[] numbers)
    {
        var books = new Dictionary<BookId, LeftBook>();
        if (numbers.Length > 0)
        {
            await using var command = new NpgsqlCommand(Books, connection);
            command.Parameters.Bind(customer.Value).Bind(numbers);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                books.Add(new BookId(row.GetInt64(0)), new LeftBook(row.GetString(1), row.GetString(2)));
            }
        }

        return books;
    }
}
