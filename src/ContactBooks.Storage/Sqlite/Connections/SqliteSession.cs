using Microsoft.Data.Sqlite;

namespace ContactBooks.Storage.Sqlite;

/// <summary>A connection inside a transaction, with its statements prepared once.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>For what isn't hot.</summary>
    public SqliteConnection Connection { get; } = connection;

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => SQLitePCL.raw.sqlite3_changes(Connection.Handle!);

    /// <summary>The prepared statement of a text, reset and ready to be bound.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new Statement(Connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        // Work that threw may have left it on a row.
        statement.Reset();

        return statement;
    }

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Change(Statement statement)
    {
        statement.Run();
        return Changes;
    }

    public void Execute(string sql) => Prepare(sql).Run();

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }
}
