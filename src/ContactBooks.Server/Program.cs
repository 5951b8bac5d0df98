using ContactBooks.Server.Hosting;
using ContactBooks.Storage.Sqlite;

await using var store = SqliteStore.Open(args[2]);
await using var host = await ServerHost.StartAsync(new ServerSettings { DataFolder = args[2], Urls = args[4] }, store);
Console.Error.WriteLine("Listening on " + host.BaseAddress);
await host.WaitForShutdownAsync();
