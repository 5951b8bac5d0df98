using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The columns of one statement's rows, in the order of its parameters.</summary>
internal sealed class ArrayColumns(params IReadOnlyList<ArrayColumn> columns) : IDisposable
{
    /// <summary>Binds them as the next parameters; they are good until this is disposed of.</summary>
    public void Bind(NpgsqlParameterCollection parameters)
    {
        foreach (var column in columns)
        {
            column.Bind(parameters);
        }
    }

    public void Dispose()
    {
        foreach (var column in columns)
        {
            column.Dispose();
        }
    }
}
