using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace ContactBooks.Bench;

/// <summary>
/// Directus, which one would install and not write; see bench/peers for what it does less. Its rows are rows of a table: no
/// phone is read, no book kept, no result given.
/// </summary>
internal sealed class DirectusPeer(BenchedProcess process, ThrowAwayPostgres server) : IContestant
{
    private const string Database = "directus";
    private const string Token = "bench";

    private const string AsSent =
        """
        select count(*) from unnest($1::bigint[], $2::text[], $3::text[]) as e (phone, last_name, email)
        join contacts c using (phone) where c.last_name = e.last_name and c.email = e.email and $4::bigint is not null
        """;

    public string Name => "Directus";

    /// <summary>Starts it over a database of its own with contacts like the others'.</summary>
    public static async Task<DirectusPeer> StartAsync(ThrowAwayPostgres server, long contacts)
    {
        await server.ExecuteAsync("postgres", $"create database {Database}");
        var start = new ProcessStartInfo("node", ["start.js"]) { WorkingDirectory = PeerFolders.Directus };
        start.Environment["DATABASE_URL"] = server.Url(Database);
        start.Environment["ADMIN_TOKEN"] = Token;
        start.Environment["PORT"] = "0";
        var process = await BenchedProcess.StartAsync(start);
        await FillAsync(server, contacts);
        return new DirectusPeer(process, server);
    }

    /// <summary>It has no request that creates some rows and updates others and says which.</summary>
    public bool Does(string kind, int clients) => kind != SampleUploads.Mixed;

    public Task<Measured> RunAsync(IReadOnlyList<SampleUpload> uploads, int clients)
    {
        var requests = uploads.Select(upload => HttpLoad.Request(
            "/items/contacts?fields=phone", Token, JsonSerializer.SerializeToUtf8Bytes(upload.Rows.Select(Row)), upload.Kind == SampleUploads.New ? "POST" : "PATCH")).ToList();
        return Measured.OfAsync(
            process.Id, server.ProcessId, () => HttpLoad.SendAsync(process.Address, requests, clients, (_, answer) => Count(answer.Span, "\"phone\""u8) == Sample.RowsOfUpload));
    }

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) => PostgresStored.CountAsync(server, Database, 0, rows, AsSent);

    public ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static object Row((long Contact, int Version) row) => new Dictionary<string, object>
    {
        ["phone"] = SampleContacts.FullPhone(row.Contact),
        ["display_name"] = SampleContacts.DisplayName(row.Contact, row.Version),
        ["first_name"] = SampleContacts.FirstName(row.Contact),
        ["last_name"] = SampleContacts.LastName(row.Contact, row.Version),
        ["email"] = SampleContacts.Email(row.Contact),
        ["company_name"] = "Acme",
        ["custom_fields"] = new Dictionary<string, string> { ["city"] = SampleContacts.City(row.Contact) },
    };

    private static int Count(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        var count = 0;
        for (; text.IndexOf(part) is var at and >= 0; text = text[(at + part.Length)..])
        {
            count++;
        }

        return count;
    }

    private static async Task FillAsync(ThrowAwayPostgres server, long contacts)
    {
        await using var connection = await server.ConnectAsync(Database);
        await using (var import = await connection.BeginTextImportAsync(
            "copy contacts (phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at) from stdin"))
        {
            for (var n = 0L; n < contacts; n++)
            {
                await import.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{SampleContacts.FullPhone(n)}\t{SampleContacts.DisplayName(n, 0)}\t{SampleContacts.FirstName(n)}\t{SampleContacts.LastName(n, 0)}\t{SampleContacts.Email(n)}\tAcme\t{{\"city\":\"{SampleContacts.City(n)}\"}}\t2026-01-01\t2026-01-01\n"));
            }
        }

        await using var analyze = new NpgsqlCommand("vacuum analyze contacts", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync();
    }
}
