using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>A server that a user would write: it speaks our API over tables like ours. See bench/peers.</summary>
internal sealed class WrittenPeer(string name, BenchedProcess process, PostgresSample database) : IContestant
{
    public string Name => name;

    /// <summary>Express and pg, the way of storing chosen by name.</summary>
    public static async Task<WrittenPeer> ExpressAsync(string name, string store, PostgresSample database)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(PeerFolders.Express, "server.js")]);
        start.Environment["STORE"] = store;
        start.Environment["PORT"] = "0";
        start.Environment["NODE_ENV"] = "production";
        start.Environment["DATABASE_URL"] = database.Server.Url(database.Database);
        return new WrittenPeer(name, await BenchedProcess.StartAsync(start), database);
    }

    /// <summary>ASP.NET Core and EF Core.</summary>
    public static async Task<WrittenPeer> EfCoreAsync(string name, PostgresSample database)
    {
        var start = new ProcessStartInfo("dotnet", [PeerFolders.EfCoreProgram]);
        start.Environment["PORT"] = "0";
        start.Environment["ConnectionStrings__Contacts"] = database.Server.ConnectionString(database.Database);
        return new WrittenPeer(name, await BenchedProcess.StartAsync(start), database);
    }

    public bool Does(string kind, int clients) => true;

    public Task<Measured> RunAsync(IReadOnlyList<SampleUpload> uploads, int clients)
    {
        var path = ServerUnderTest.UploadPath(database.Sample.Book);
        var requests = uploads.Select(upload => HttpLoad.Request(path, database.Sample.Token, upload.Body())).ToList();
        var expected = uploads.Select(upload => Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"\"created\":{upload.Created},\"updated\":{upload.Updated},\"skipped\":0,\"invalid\":0"))).ToList();
        return Measured.OfAsync(
            process.Id, database.Server.ProcessId, () => HttpLoad.SendAsync(process.Address, requests, clients, (i, answer) => answer.Span.IndexOf(expected[i]) >= 0));
    }

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) =>
        PostgresStored.CountAsync(database.Server, database.Database, database.Sample.Customer.Value, rows);

    public ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
