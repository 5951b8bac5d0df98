using System.Globalization;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace ContactBooks.Storage.Migration;

/// <summary>
/// The embedded database that a store is moved out of. It holds the write lock, so that what is read is all there is and no
/// command adds to it meanwhile; it writes nothing, and leaves even a log that a crash has left as it is.
/// </summary>
internal sealed class MigrationSource : IDisposable
{
    private readonly SqliteConnection _connection;

    private MigrationSource(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens it.</summary>
    /// <exception cref="StoreRefusedException">It is none of ours, or of another version.</exception>
    /// <exception cref="StoreFaultException">It can't be opened or locked.</exception>
    public static MigrationSource Open(string file) => Translated(file, () =>
    {
        var database = new SqliteFile(file);
        database.RefuseWhatIsNotOurs();
        var connection = database.OpenToMigrate();
        try
        {
            var version = SqliteSchema.VersionOf(connection);
            return version == SqliteSchema.Newest ? new MigrationSource(connection) : throw new StoreRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file} has schema version {version}, and {SqliteSchema.Newest} is moved. `contactbooks customers list` on its folder brings it up to date. Nothing was changed."));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>How many rows a table has.</summary>
    public long Count(MigratedTable table) => Translated(() => SqliteFile.Scalar(_connection, table.Count));

    /// <summary>The largest value of a table's column; 0 for an empty table.</summary>
    public long Largest(string column, string table) => Translated(() => SqliteFile.Scalar(_connection, $"select coalesce(max({column}), 0) from {table}"));

    /// <summary>Copies all rows of a table, one at a time, whatever their number.</summary>
    /// <param name="table">The table.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="written">Told after each row.</param>
    public void Copy(MigratedTable table, NpgsqlBinaryImporter to, Action written) => Translated(() =>
    {
        using var row = new Statement(_connection.Handle!, table.Select);
        while (row.Step())
        {
            to.StartRow();
            for (var column = 0; column < table.Columns.Count; column++)
            {
                table.Columns[column].Copy(row, column, to);
            }

            written();
        }

        return true;
    });

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        raw.sqlite3_exec(_connection.Handle, "rollback");
        _connection.Dispose();
    }

    private T Translated<T>(Func<T> read) => Translated(_connection.DataSource, read);

    private static T Translated<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e) when (SqliteFaults.IsNotADatabase(e))
        {
            throw SqliteSchema.NotOurs(file);
        }
        catch (SqliteException e) when (SqliteFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
    }
}
