using ContactBooks.Core.Contacts;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// The store's step of the road: one upload, inside a transaction of READ COMMITTED.
/// <list type="number">
/// <item>read what is there, without a lock, unless they are all taken for new (<see cref="UploadGuesses"/>);</item>
/// <item>merge what the rules let in of each row's patch into it, in the process;</item>
/// <item>write what is new or differs, in one statement that takes the contacts in order of their phones, and each only if it
/// is still as it was read; memberships with it;</item>
/// <item>what has changed meanwhile is locked by that statement, so it is read and written once more, and then for certain;</item>
/// <item>last, with COMMIT, append to the search of the books concerned, count, and record what was done (<see cref="BookTally"/>).</item>
/// </list>
/// All contacts are locked in one pass in one order, all books after all contacts, in one order: so uploads never
/// deadlock, however they overlap. Contacts that stay as they are aren't touched at all.
/// </summary>
internal sealed class UploadWriter(PostgresTransaction transaction, long customer, long book, UploadPlan plan, long now, UploadGuesses guesses)
{
    private const string IsThere = "select from books where customer_id = $1 and book_id = $2 and deleted_by is null";

    // xmax is 0 for a row that this statement inserted. excluded.revision carries what the row was found at, 1 for not at
    // all. A row that is another by now, or another contact's, is locked, and neither written nor returned. Of the rows, which are nearly always
    // all written, only their numbers come back.
    internal const string Write =
        """
        with written as (
          insert into contacts as c
            (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, books, created_at, updated_at, revision)
          select $1, r.contact_uid, r.phone, r.display_name, r.first_name, r.last_name, r.email, r.company_name, r.custom_fields,
            case when r.links then array[$3, $2] else '{}' end, $2, r.updated_at, r.revision
          from unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            as r (contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, links, updated_at, revision)
          order by r.phone
          on conflict (customer_id, phone) do update
            set display_name = excluded.display_name, first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email,
              company_name = excluded.company_name, custom_fields = excluded.custom_fields, books = c.books || excluded.books,
              updated_at = excluded.updated_at, revision = excluded.revision
            where c.revision = excluded.revision - 1 and c.contact_uid = excluded.contact_uid
          returning contact_uid, phone, xmax = 0 as is_new),
        linked as (
          insert into memberships (customer_id, book_id, linked_at, contact_uid)
          select $1, $3, $2, w.contact_uid from written w
          where w.is_new or w.contact_uid in (select unnest($15)))
        select count(*), count(*) filter (where is_new), case when count(*) < cardinality($5) then array_agg(phone) end from written
        """;

    private readonly StoredContact[] _outcome = new StoredContact[plan.Contacts.Count];

    /// <summary>Does it; null if the customer has no such book.</summary>
    public async ValueTask<UploadOutcome?> RunAsync()
    {
        var recording = plan.Change is { } change ? new ChangeRecording(change, book, now, plan.Contacts.Count) : null;
        if (recording is not null)
        {
            transaction.Keep(recording);
        }

        using var tally = new BookTally(transaction, customer, book, now, recording);
        var pending = Enumerable.Range(0, plan.Contacts.Count).ToArray();
        var takesAllForNew = plan.Rules.Policy != UpdatePolicy.UpdateOnly && guesses.AreAllNew(customer, book);
        do
        {
            var rows = tally.Take(new RowsToWrite(pending.Length, isRecorded: recording is not null));
            if (takesAllForNew)
            {
                AddAllAsNew(pending, rows);
            }
            else if (!await MergeAsync(pending, rows))
            {
                return await GiveUpAsync();
            }

            if (!await WriteAsync(rows, looksForBook: takesAllForNew))
            {
                return await GiveUpAsync();
            }

            (pending, takesAllForNew) = (rows.Unwritten, false);
        }
        while (pending.Length > 0);

        guesses.Note(customer, book, _outcome);
        return new UploadOutcome(_outcome) { ChangeUid = tally.WriteAtEnd() };
    }

    /// <summary>The book isn't there, or no longer: a pass before may have written into it.</summary>
    private async ValueTask<UploadOutcome?> GiveUpAsync()
    {
        await transaction.RollBackAsync();
        return null;
    }

    /// <summary>Takes all rows for new ones, without a look: those that are there will be left unwritten.</summary>
    private void AddAllAsNew(int[] pending, RowsToWrite rows)
    {
        foreach (var index in pending)
        {
            AddNew(index, rows);
        }
    }

    /// <summary>Reads what is there of some rows, and collects what is to be written of them; false if there is no such book.</summary>
    private async ValueTask<bool> MergeAsync(int[] pending, RowsToWrite rows)
    {
        using var phones = new ArrayColumn(ElementType.Bigint, pending.Length * (sizeof(int) + sizeof(long)));
        foreach (var index in pending)
        {
            phones.Add(PhoneOf(index));
        }

        var byPhone = new NpgsqlBatchCommand(StoredRow.ByPhone);
        byPhone.Parameters.Bind(customer);
        phones.Bind(byPhone.Parameters);
        await using var batch = new NpgsqlBatch(transaction.Connection) { BatchCommands = { LookForBook(), byPhone } };
        await using var row = await batch.ExecuteReaderAsync();
        if (!await row.ReadAsync())
        {
            return false;
        }

        await row.NextResultAsync();
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        var at = 0;
        while (await row.ReadAsync())
        {
            // Those that are passed over are not there.
            for (var phone = row.GetInt64(0); PhoneOf(pending[at]) != phone; at++)
            {
                AddNew(pending[at], rows);
            }

            AddStored(pending[at++], StoredRow.Read(row, memberships), rows);
        }

        for (; at < pending.Length; at++)
        {
            AddNew(pending[at], rows);
        }

        return true;
    }

    private void AddNew(int index, RowsToWrite rows)
    {
        if (plan.Rules.SkipOf(isThere: false) is { } skip)
        {
            _outcome[index] = new StoredContact(false, null, skip);
            return;
        }

        var (patch, uid) = plan.Contacts[index];
        rows.AddNew(index, patch.Phone, uid, default(FieldBytes).With(patch), now);
        _outcome[index] = new StoredContact(true, uid);
    }

    private void AddStored(int index, in StoredRow stored, RowsToWrite rows)
    {
        if (plan.Rules.SkipOf(isThere: true) is { } skip)
        {
            _outcome[index] = new StoredContact(false, stored.Uid, skip);
            return;
        }

        var patch = plan.Rules.PatchFor(plan.Contacts[index].Patch, stored.Fields);
        var fields = stored.Fields.With(patch);
        var (changes, links) = (!fields.SameAs(stored.Fields), stored.Memberships.LinkedAt(book) is null);
        if (changes || links)
        {
            // Later than all that happened to it before, its links and restorings included, whatever the clock says: it is how a
            // search tells the newest line of a contact in each of its books.
            var updatedAt = changes ? Math.Max(now, Math.Max(stored.ChangedAt, stored.Memberships.Last()) + 1) : stored.UpdatedAt;
            rows.AddStored(index, patch.Phone, stored, fields, now, updatedAt, changes, links);
        }

        _outcome[index] = new StoredContact(false, stored.Uid);
    }

    /// <summary>Writes rows; those that it found changed are left unwritten, and are locked. False if there is no such book.</summary>
    private async ValueTask<bool> WriteAsync(RowsToWrite rows, bool looksForBook)
    {
        if (rows.Count == 0)
        {
            return true;
        }

        var write = new NpgsqlBatchCommand(Write);
        rows.Bind(write.Parameters.Bind(customer).Bind(now).Bind(book));
        await using var batch = new NpgsqlBatch(await transaction.BeginAsync());
        if (looksForBook)
        {
            batch.BatchCommands.Add(LookForBook());
        }

        batch.BatchCommands.Add(write);
        await using var answer = await batch.ExecuteReaderAsync();
        if (looksForBook && !await answer.ReadAsync())
        {
            return false;
        }

        await TakeNoteAsync(answer, rows, isNext: looksForBook);
        return true;
    }

    /// <summary>Which of the rows were written.</summary>
    private static async ValueTask TakeNoteAsync(NpgsqlDataReader answer, RowsToWrite rows, bool isNext)
    {
        if (isNext)
        {
            await answer.NextResultAsync();
        }

        await answer.ReadAsync();
        var (written, isNew) = (answer.GetInt64(0), answer.GetInt64(1));
        if (written < rows.Count)
        {
            rows.KeepWritten(answer.IsDBNull(2) ? [] : answer.GetFieldValue<long[]>(2));
        }

        // Of the rows taken to be new each that was written is; one more was there when it was read, and is no longer.
        if (isNew != rows.Written.Count(row => row.IsNew))
        {
            throw new UploadRaceException();
        }
    }

    private NpgsqlBatchCommand LookForBook()
    {
        var command = new NpgsqlBatchCommand(IsThere);
        command.Parameters.Bind(customer).Bind(book);
        return command;
    }

    private long PhoneOf(int index) => plan.Contacts[index].Patch.Phone.Number;
}
