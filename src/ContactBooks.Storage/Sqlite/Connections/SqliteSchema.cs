using System.Globalization;
using System.Reflection;
using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Brings a database to this version's schema: the numbered scripts that it hasn't had, in order, in one transaction that
/// holds the write lock, so that two programs starting at once don't both do it.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>The newest version this program knows, the number of the last script.</summary>
    public static int Newest => Scripts()[^1].Version;

    /// <summary>Migrates, or refuses a file that is none of ours or of a newer program's.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        if (VersionOf(connection) == Newest)
        {
            return;
        }

        SqliteFile.Execute(connection, "begin immediate");
        try
        {
            var version = VersionOf(connection);
            foreach (var script in Scripts().Where(s => s.Version > version))
            {
                SqliteFile.Execute(connection, script.Sql());
            }

            SqliteFile.Execute(connection, $"pragma user_version = {Newest}; pragma application_id = {SqliteFile.ApplicationId};");
            SqliteFile.Execute(connection, "commit");
        }
        catch
        {
            SqliteFile.Execute(connection, "rollback");
            throw;
        }
    }

    /// <summary>The schema version of a database of ours, 0 for an empty one; throws for any other.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="origin">What the refusal names, where that isn't the file itself but what it was copied from.</param>
    public static int VersionOf(SqliteConnection connection, string? origin = null)
    {
        var file = origin ?? connection.DataSource;
        var version = (int)SqliteFile.Scalar(connection, "pragma user_version");
        var isOurs = SqliteFile.Scalar(connection, "pragma application_id") == SqliteFile.ApplicationId;
        var isEmpty = version == 0 && SqliteFile.Scalar(connection, "select count(*) from sqlite_schema") == 0;
        if (!isOurs && !isEmpty)
        {
            throw NotOurs(file);
        }

        if (version > Newest)
        {
            throw new StoreRefusedException(
                $"{file} has schema version {version}; this program knows up to {Newest}. A newer version of Contact Books made it: start that one. Nothing was changed.");
        }

        return version;
    }

    /// <summary>The refusal of a file that another program made.</summary>
    public static StoreRefusedException NotOurs(string file) =>
        new($"{file} is not a database of Contact Books. Nothing was changed.");

    private static List<Script> Scripts()
    {
        var assembly = typeof(SqliteSchema).Assembly;
        const string Folder = "ContactBooks.Storage.Sqlite.Schema.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Script(assembly, name, int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture)))];
    }

    private sealed record Script(Assembly Assembly, string Resource, int Version)
    {
        public string Sql()
        {
            using var reader = new StreamReader(Assembly.GetManifestResourceStream(Resource)!);
            return reader.ReadToEnd();
        }
    }
}
