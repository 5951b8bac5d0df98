using System.Text;
using ContactBooks.Core.Identity;
using SQLitePCL;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// A prepared statement of SQLite's own interface, for the hot path: parameters bound from spans and columns read as
/// spans, where ADO.NET allocates an object for each. Parameters and columns count from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteFaults.ThrowIfError(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), database);
    }

    public Statement Bind(int index, long value)
    {
        SqliteFaults.ThrowIfError(raw.sqlite3_bind_int64(_statement, index + 1, value), _database);
        return this;
    }

    /// <summary>A text in UTF-8; null for an empty one, which the store never holds.</summary>
    public Statement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        var code = utf8.IsEmpty ? raw.sqlite3_bind_null(_statement, index + 1) : raw.sqlite3_bind_text(_statement, index + 1, utf8);
        SqliteFaults.ThrowIfError(code, _database);
        return this;
    }

    public Statement BindText(int index, string? text) => BindText(index, text is null ? default : Encoding.UTF8.GetBytes(text));

    public Statement Bind(int index, long? value)
    {
        if (value is { } number)
        {
            return Bind(index, number);
        }

        SqliteFaults.ThrowIfError(raw.sqlite3_bind_null(_statement, index + 1), _database);
        return this;
    }

    /// <summary>A time, as milliseconds since 1970.</summary>
    public Statement Bind(int index, DateTimeOffset? time) => Bind(index, time?.ToUnixTimeMilliseconds());

    public Statement BindUid(int index, ContactUid uid)
    {
        Span<byte> bytes = stackalloc byte[ContactUid.ByteCount];
        uid.WriteBytes(bytes);
        return BindBlob(index, bytes);
    }

    public Statement BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        SqliteFaults.ThrowIfError(raw.sqlite3_bind_blob(_statement, index + 1, bytes), _database);
        return this;
    }

    /// <summary>Goes to the next row; false at the end, where the statement is ready to be bound again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        SqliteFaults.ThrowIfError(code, _database);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    /// <summary>Reads its first row; null where there is none.</summary>
    public T? One<T>(Func<Statement, T> read)
        where T : class?
    {
        if (!Step())
        {
            return null;
        }

        var value = read(this);
        Reset();
        return value;
    }

    /// <summary>Reads all its rows.</summary>
    public List<T> All<T>(Func<Statement, T> read)
    {
        var all = new List<T>();
        while (Step())
        {
            all.Add(read(this));
        }

        return all;
    }

    /// <summary>Ends it before its last row. Needed by whoever stops stepping early.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A text or blob, good until the next step; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Integer(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => _statement.Dispose();
}
