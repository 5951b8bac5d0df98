using ContactBooks.Core.Planning;
using ContactBooks.Storage.Postgres;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Bench;

/// <summary>
/// The engine's floor: pgbench calling a function in PostgreSQL that does an upload by the very statements of
/// <see cref="UploadWriter"/>, one upload a transaction. Its rows lie ready in a table; the function's statements are prepared
/// once a connection, as the driver's are. What is left out is HTTP, JSON, phones, what was stored being sent to us and
/// merged, the rows being sent to it, results, and the driver; and on new rows, the read that finds nothing.
/// </summary>
internal sealed class PostgresFloor(PostgresSample database)
{
    // The functions' own parameters are the statements' $1, $2, ….
    private const string Setup =
        $"""
        create table bench_uploads (
          upload bigint primary key, now bigint, uids uuid[], phones bigint[], display_names text[], first_names text[], last_names text[],
          emails text[], company_names text[], custom_fields text[], lines bytea, runs bytea);
        alter table bench_uploads
          alter uids set storage external, alter phones set storage external, alter display_names set storage external,
          alter first_names set storage external, alter last_names set storage external, alter emails set storage external,
          alter company_names set storage external, alter custom_fields set storage external,
          alter lines set storage external, alter runs set storage external;
        create sequence bench_next;

        -- The revisions that the contacts will be at; null if there are none.
        create function bench_read(bigint, bigint[]) returns integer[] language plpgsql as $floor$
        #variable_conflict use_column
        declare
          revisions integer[];
        begin
          select array_agg(stored.revision + 1 order by stored.phone) into revisions from (
            {StoredRow.ByPhone}) stored;
          return revisions;
        end $floor$;

        create function bench_write(bigint, bigint, bigint, uuid[], bigint[], text[], text[], text[], text[], text[], text[], boolean[], bigint[], integer[], uuid[])
        returns bigint language plpgsql as $floor$
        #variable_conflict use_column
        declare
          answer record;
        begin
          {UploadWriter.Write} into answer;
          return answer.count;
        end $floor$;

        create function bench_append(bigint, bigint[], bigint[], bigint[], boolean[], bigint[], bytea[], bytea[]) returns void language plpgsql as $floor$
        #variable_conflict use_column
        begin
          {BookTally.Append};
        end $floor$;

        create function bench_upload(number bigint, kind text, keeps_search boolean) returns void language plpgsql as $floor$
        declare
          customer constant bigint := (select customer_id from customers);
          book constant bigint := (select min(book_id) from books);
          given bench_uploads;
          revisions integer[] := array_fill(1, array[1000]);
          linked bigint := 0;
        begin
          select * into strict given from bench_uploads where upload = number;
          if kind <> 'new' then
            revisions := bench_read(customer, given.phones);
            if array_length(revisions, 1) <> 1000 then
              raise 'upload % found % rows', number, array_length(revisions, 1);
            end if;
          end if;
          if kind = 'identical' then
            return;
          end if;
          if bench_write(
            customer, given.now, book, given.uids, given.phones, given.display_names, given.first_names, given.last_names, given.emails,
            given.company_names, given.custom_fields, array_fill(kind = 'new', array[1000]), array_fill(given.now, array[1000]), revisions, array[]::uuid[]) <> 1000 then
            raise 'upload % did not write all its rows', number;
          end if;
          if kind = 'new' then
            linked := 1000;
          end if;
          if keeps_search then
            perform bench_append(
              customer, array[book], array[linked], array[1000::bigint], array[false], array[number], array[given.lines], array[given.runs]);
          elsif linked > 0 then
            update books set contact_count = contact_count + linked where customer_id = customer and book_id = book;
          end if;
        end $floor$;
        """;

    private const string Fill =
        """
        copy bench_uploads (upload, now, uids, phones, display_names, first_names, last_names, emails, company_names, custom_fields, lines, runs)
        from stdin (format binary)
        """;

    public Task SetUpAsync() => database.Server.ExecuteAsync(database.Database, Setup);

    /// <summary>One round of uploads.</summary>
    /// <param name="kind">The kind of its rows.</param>
    /// <param name="uploads">Where they come from.</param>
    /// <param name="requests">How many, those not counted that warm up.</param>
    /// <param name="clients">How many at a time.</param>
    /// <param name="withSearch">Whether the search is kept up too.</param>
    /// <returns>Contacts a second, how long each upload took, and what one cost the server, those that warm up included.</returns>
    public async Task<(double Rate, List<double> Milliseconds, ServerCost Cost)> UploadAsync(string kind, SampleUploads uploads, int requests, int clients, bool withSearch = false)
    {
        var each = (requests + clients - 1) / clients;
        var all = clients * (each + Pgbench.WarmUps);
        await FillAsync(uploads.Take(kind, all));
        var script = $"select bench_upload(nextval('bench_next'), '{kind}', {(withSearch ? "true" : "false")});";
        var before = await ServerCost.OfAsync(database.Server);
        var (rate, times) = await Pgbench.RunAsync(database.Server, database.Database, script, clients, each);
        return (rate * Sample.RowsOfUpload, times, (await ServerCost.OfAsync(database.Server) - before) / all);
    }

    private async Task FillAsync(List<(long[] Contacts, int Version)> uploads)
    {
        await database.Server.ExecuteAsync(database.Database, "truncate bench_uploads", "alter sequence bench_next restart");
        await using var connection = await database.Server.ConnectAsync(database.Database);
        await using var import = await connection.BeginBinaryImportAsync(Fill);
        var now = DateTimeOffset.UtcNow;
        foreach (var (i, (contacts, version)) in uploads.Index())
        {
            // Each at a time of its own, as on a server: identifiers begin with it.
            var at = now.AddMilliseconds(i);
            await import.StartRowAsync();
            await import.WriteAsync(i + 1L);
            await import.WriteAsync(at.ToUnixTimeMilliseconds());
            await WriteAsync(import, SampleContacts.Plan(contacts, version, at), at.ToUnixTimeMilliseconds());
        }

        await import.CompleteAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, UploadPlan plan, long now)
    {
        T[] All<T>(Func<PlannedContact, T> column) => [.. plan.Contacts.Select(column)];

        using var block = BlockOf(plan, now);
        await import.WriteAsync(All(c => c.UidIfNew.ToGuid()));
        await import.WriteAsync(All(c => c.Patch.Phone.Number));
        await import.WriteAsync(All(c => c.Patch.DisplayName.Value));
        await import.WriteAsync(All(c => c.Patch.FirstName.Value));
        await import.WriteAsync(All(c => c.Patch.LastName.Value));
        await import.WriteAsync(All(c => c.Patch.Email.Value));
        await import.WriteAsync(All(c => c.Patch.CompanyName.Value));
        await import.WriteAsync(All(c => System.Text.Encoding.UTF8.GetString(c.Patch.CustomFields.Json.Span)));
        await import.WriteAsync(block.Lines.ToArray());
        await import.WriteAsync(block.Runs.ToArray());
    }

    /// <summary>The block of an upload's search, made before it.</summary>
    private static SearchLines BlockOf(UploadPlan plan, long now)
    {
        var block = new SearchLines(plan.Contacts.Count);
        foreach (var line in SampleContacts.SearchLines(plan))
        {
            block.Add(line, now);
        }

        return block;
    }
}
