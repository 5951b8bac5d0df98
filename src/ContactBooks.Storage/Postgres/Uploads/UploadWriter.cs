using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// The store's step of the road: one upload, inside a transaction of READ COMMITTED.
/// <list type="number">
/// <item>read what is there, without a lock;</item>
/// <item>merge each row's patch into it, in the process;</item>
/// <item>write what is new or differs, in one statement that takes the contacts in order of their phones, and each only if it
/// is still as it was read; memberships with it;</item>
/// <item>what has changed meanwhile is locked by that statement, so it is read and written once more, and then for certain;</item>
/// <item>last, append to the search of the books concerned, and count (<see cref="BookTally"/>).</item>
/// </list>
/// All contacts are locked in one pass in one order, all books after all contacts, in one order: so uploads never
/// deadlock, however they overlap. Contacts that stay as they are aren't touched at all.
/// </summary>
internal sealed class UploadWriter(NpgsqlConnection connection, long customer, long book, UploadPlan plan, long now)
{
    // xmax is 0 for a row that this statement inserted. excluded.revision carries what the row was found at, 1 for not at
    // all. A row that is another by now is locked, and neither written nor returned.
    internal const string Write =
        """
        with written as (
          insert into contacts as c
            (customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, revision)
          select $1, r.contact_uid, r.phone, r.display_name, r.first_name, r.last_name, r.email, r.company_name, r.custom_fields, $2, r.updated_at, r.revision
          from unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            as r (contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, updated_at, revision)
          order by r.phone
          on conflict (customer_id, phone) do update
            set display_name = excluded.display_name, first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email,
              company_name = excluded.company_name, custom_fields = excluded.custom_fields, updated_at = excluded.updated_at, revision = excluded.revision
            where c.revision = excluded.revision - 1
          returning contact_uid, phone, xmax = 0 as is_new),
        linked as (
          insert into memberships (customer_id, contact_uid, book_id, linked_at)
          select $1, w.contact_uid, $3, $2 from written w
          where w.is_new or w.contact_uid in (select unnest($14)))
        select phone, is_new from written
        """;

    private readonly StoredContact[] _outcome = new StoredContact[plan.Contacts.Count];
    private readonly RowToWrite?[] _written = new RowToWrite?[plan.Contacts.Count];

    /// <summary>Does it; null if the customer has no such book.</summary>
    public async ValueTask<UploadOutcome?> RunAsync()
    {
        var pending = Enumerable.Range(0, plan.Contacts.Count).ToList();
        do
        {
            if (await StoredRows.ReadAsync(connection, customer, book, [.. pending.Select(PhoneOf)]) is not { } stored)
            {
                return null;
            }

            pending = await WriteAsync(Merge(pending, stored));
        }
        while (pending.Count > 0);

        await new BookTally(connection, customer, book, now).WriteAsync(_written);
        return new UploadOutcome(_outcome);
    }

    /// <summary>What is to be written of the rows; all others are done.</summary>
    private List<(int Index, RowToWrite Row)> Merge(List<int> pending, Dictionary<long, StoredRow> stored)
    {
        var rows = new List<(int, RowToWrite)>(pending.Count);
        foreach (var index in pending)
        {
            var before = stored.GetValueOrDefault(PhoneOf(index));
            var row = RowToWrite.Of(plan.Contacts[index], before, book, now);
            _outcome[index] = new StoredContact(before is null, row?.Uid ?? before!.Uid);
            if (row is not null)
            {
                rows.Add((index, row));
            }
        }

        return rows;
    }

    /// <summary>Writes rows; those that it found changed come back, and are locked.</summary>
    private async ValueTask<List<int>> WriteAsync(List<(int Index, RowToWrite Row)> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var unwritten = rows.ToDictionary(row => row.Row.Phone.Number);
        await using var command = new NpgsqlCommand(Write, connection);
        Bind(command.Parameters, rows.ConvertAll(row => row.Row));
        await using var written = await command.ExecuteReaderAsync();
        while (await written.ReadAsync())
        {
            unwritten.Remove(written.GetInt64(0), out var one);
            var (index, row) = one;
            if (written.GetBoolean(1) && row.Before is not null)
            {
                throw new UploadRaceException();
            }

            _written[index] = row;
        }

        return [.. unwritten.Values.Select(row => row.Index).Order()];
    }

    private void Bind(NpgsqlParameterCollection parameters, List<RowToWrite> rows)
    {
        T[] All<T>(Func<RowToWrite, T> column) => [.. rows.Select(column)];

        parameters.Bind(customer).Bind(now).Bind(book)
            .Bind(All(row => row.Uid.ToGuid()))
            .Bind(All(row => row.Phone.Number))
            .Bind(All(row => row.Fields.DisplayName))
            .Bind(All(row => row.Fields.FirstName))
            .Bind(All(row => row.Fields.LastName))
            .Bind(All(row => row.Fields.Email))
            .Bind(All(row => row.Fields.CompanyName))
            .Bind(All(row => row.Fields.CustomFields.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(row.Fields.CustomFields.Span)))
            .Bind(All(row => row.UpdatedAt))
            .Bind(All(row => row.Revision))
            .Bind(rows.Where(row => row.Links && row.Before is not null).Select(row => row.Uid.ToGuid()).ToArray());
    }

    private long PhoneOf(int index) => plan.Contacts[index].Patch.Phone.Number;
}
