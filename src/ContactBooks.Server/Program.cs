using ContactBooks.Server.Hosting;
using ContactBooks.Storage.Sqlite;

await using var store = SqliteStore.Open(args[0]);
await using var host = await ServerHost.StartAsync(new ServerSettings { DataFolder = args[0] }, store);
await host.WaitForShutdownAsync();
