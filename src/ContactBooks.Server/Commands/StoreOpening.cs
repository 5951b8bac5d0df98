using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Server.Settings;
using ContactBooks.Storage.Postgres;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands;

/// <summary>How commands come to the store: the one place that knows which engine the settings choose.</summary>
internal static class StoreOpening
{
    /// <summary>Opens the store that there is; a misspelt folder must not become an empty database.</summary>
    public static async Task<IStore> OpenStoreAsync(this ParseResult given)
    {
        var settings = given.ReadSettings();
        return settings.Postgres is null ? SqliteStore.Open(settings.ExistingDataFolder()) : await settings.OpenOrMakeStoreAsync();
    }

    /// <summary>Opens the store, making it if need be.</summary>
    public static Task<IStore> OpenOrMakeStoreAsync(this ParseResult given) => given.ReadSettings().OpenOrMakeStoreAsync();

    /// <summary>Opens the store of these settings, making its folder and schema if need be.</summary>
    public static async Task<IStore> OpenOrMakeStoreAsync(this OperatorSettings settings) => settings.Checked().Postgres is { } connection
        ? await PostgresStore.OpenAsync(connection, settings.PostgresOptions)
        : SqliteStore.Open(settings.Server.DataFolder);

    /// <summary>The customer of that identifier.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<Customer> RequireCustomerAsync(this IStore store, string customerUid) =>
        await store.Directory.FindCustomerAsync(customerUid)
        ?? throw CommandException.Failure($"There is no customer {customerUid}. `contactbooks customers list` shows all.");

    /// <summary>Checked settings that choose the embedded store.</summary>
    /// <exception cref="CommandException">They choose PostgreSQL.</exception>
    public static OperatorSettings Embedded(this OperatorSettings settings, string advice) =>
        settings.Checked().Postgres is null ? settings : throw new CommandException(
            ExitCode.Configuration, $"A PostgreSQL connection is configured, and this command is for the embedded store. {advice}");

    /// <summary>The data folder, which has a database.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public static string ExistingDataFolder(this OperatorSettings settings)
    {
        var folder = settings.Checked().Server.DataFolder;
        return File.Exists(Path.Combine(folder, SqliteStore.FileName)) ? folder : throw CommandException.Failure(
            $"There is no database in {folder}. Name its folder with --data, or make one with `contactbooks customers create`.");
    }
}
