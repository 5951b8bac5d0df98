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
internal sealed class PostgresFloor(PostgresSample database, bool keepsSearch = false) : IContestant
{
    // The functions' own parameters are the statements' $1, $2, ….
    private const string Setup =
        $"""
        create table bench_uploads (
          upload bigint primary key, now bigint, created integer, found integer, phones_read bigint[], uids uuid[], phones bigint[], display_names text[],
          first_names text[], last_names text[], emails text[], company_names text[], custom_fields text[], links boolean[], lines bytea, runs bytea);
        alter table bench_uploads
          alter phones_read set storage external, alter uids set storage external, alter phones set storage external, alter display_names set storage external,
          alter first_names set storage external, alter last_names set storage external, alter emails set storage external,
          alter company_names set storage external, alter custom_fields set storage external, alter links set storage external,
          alter lines set storage external, alter runs set storage external;
        create sequence bench_next;

        -- How many of the contacts there are, and the revisions that some of them will be at.
        create function bench_read(bigint, bigint[], bigint[], out contacts_there bigint, out revisions integer[]) language plpgsql as $floor$
        #variable_conflict use_column
        begin
          with stored as materialized (
            {StoredRow.ByPhone})
          select (select count(*) from stored),
            (select array_agg(coalesce(s.revision, 0) + 1 order by w.phone) from unnest($3) as w (phone) left join stored s using (phone))
          into contacts_there, revisions;
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
          {BookBlocks.Append};
        end $floor$;

        create function bench_upload(number bigint, keeps_search boolean) returns void language plpgsql as $floor$
        declare
          customer constant bigint := (select customer_id from customers);
          book constant bigint := (select min(book_id) from books);
          given bench_uploads;
          there record;
          rows integer;
          revisions integer[];
        begin
          select * into strict given from bench_uploads where upload = number;
          rows := cardinality(given.phones);
          revisions := array_fill(1, array[rows]);
          if given.phones_read is not null then
            there := bench_read(customer, given.phones_read, given.phones);
            if there.contacts_there <> given.found then
              raise 'upload % found % rows', number, there.contacts_there;
            end if;
            revisions := there.revisions;
          end if;
          if rows = 0 then
            return;
          end if;
          if bench_write(
            customer, given.now, book, given.uids, given.phones, given.display_names, given.first_names, given.last_names, given.emails,
            given.company_names, given.custom_fields, given.links, array_fill(given.now, array[rows]), revisions, array[]::uuid[]) <> rows then
            raise 'upload % did not write all its rows', number;
          end if;
          if keeps_search then
            perform bench_append(
              customer, array[book], array[given.created::bigint], array[rows::bigint], array[false], array[number], array[given.lines], array[given.runs]);
          elsif given.created > 0 then
            update books set contact_count = contact_count + given.created where customer_id = customer and book_id = book;
          end if;
        end $floor$;
        """;

    private const string Fill =
        """
        copy bench_uploads (upload, now, created, found, phones_read, uids, phones, display_names, first_names, last_names, emails, company_names, custom_fields, links, lines, runs)
        from stdin (format binary)
        """;

    /// <summary>What the tables call it.</summary>
    public const string Title = "floor: pgbench";

    public string Name => Title;

    /// <summary>How many uploads its connections warm up by, see <see cref="Pgbench.WarmUps"/>.</summary>
    public static int WarmUpsOf(int clients) => Pgbench.WarmUps * clients;

    /// <summary>Makes its functions in the database.</summary>
    public static Task SetUpAsync(PostgresSample database) => database.Server.ExecuteAsync(database.Database, Setup);

    public bool Does(string kind, int clients) => true;

    public int WarmUps(int clients) => WarmUpsOf(clients);

    /// <summary>Those that come first on each connection are done as well and not counted, see <see cref="Pgbench.WarmUps"/>.</summary>
    public async Task<Measured> RunAsync(IReadOnlyList<SampleUpload> uploads, int clients)
    {
        await FillAsync(uploads);
        var each = (uploads.Count / clients) - Pgbench.WarmUps;
        var script = $"select bench_upload(nextval('bench_next'), {(keepsSearch ? "true" : "false")});";
        var before = ProcessUse.ProcessorTime(database.Server.ProcessId);
        var (rate, times) = await Pgbench.RunAsync(database.Server, database.Database, script, clients, each);
        var used = ProcessUse.ProcessorTime(database.Server.ProcessId) - before;
        return new Measured(TimeSpan.FromSeconds(times.Count / rate), times, TimeSpan.Zero, used * times.Count / uploads.Count, 0);
    }

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) =>
        PostgresStored.CountAsync(database.Server, database.Database, database.Sample.Customer.Value, rows);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task FillAsync(IReadOnlyList<SampleUpload> uploads)
    {
        await database.Server.ExecuteAsync(database.Database, "truncate bench_uploads", "alter sequence bench_next restart");
        await using var connection = await database.Server.ConnectAsync(database.Database);
        await using var import = await connection.BeginBinaryImportAsync(Fill);
        var now = DateTimeOffset.UtcNow;
        foreach (var (i, upload) in uploads.Index())
        {
            // Each at a time of its own, as on a server: identifiers begin with it.
            await import.StartRowAsync();
            await import.WriteAsync(i + 1L);
            await WriteAsync(import, upload, now.AddMilliseconds(i));
        }

        await import.CompleteAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, SampleUpload upload, DateTimeOffset at)
    {
        var now = at.ToUnixTimeMilliseconds();
        await import.WriteAsync(now);
        await import.WriteAsync(upload.Created);
        await import.WriteAsync(upload.Updated);
        if (upload.Created == upload.Rows.Count)
        {
            await import.WriteNullAsync();
        }
        else
        {
            await import.WriteAsync(upload.Rows.Select(row => SampleContacts.FullPhone(row.Contact)).Order().ToArray());
        }

        // Rows that stay as they are are read and not written.
        var plan = SampleContacts.Plan(upload.Written, at);
        var isNew = upload.New.Select(SampleContacts.FullPhone).ToHashSet();
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
        await import.WriteAsync(All(c => isNew.Contains(c.Patch.Phone.Number)));
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
