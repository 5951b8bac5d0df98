using Npgsql;
using NpgsqlTypes;

namespace ContactBooks.Storage.Postgres;

/// <summary>Binds parameters in their order, $1 first, without boxing.</summary>
internal static class Parameters
{
    public static NpgsqlParameterCollection Bind<T>(this NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    /// <summary>A text that may be null.</summary>
    public static NpgsqlParameterCollection BindText(this NpgsqlParameterCollection parameters, string? value)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value });
        return parameters;
    }

    /// <summary>A number that may be null.</summary>
    public static NpgsqlParameterCollection BindNumber(this NpgsqlParameterCollection parameters, long? value)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)value ?? DBNull.Value });
        return parameters;
    }

    /// <summary>A time, in milliseconds since 1970.</summary>
    public static NpgsqlParameterCollection BindTime(this NpgsqlParameterCollection parameters, DateTimeOffset time) =>
        parameters.Bind(time.ToUnixTimeMilliseconds());

    /// <summary>Bytes.</summary>
    public static NpgsqlParameterCollection BindBytes(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte> bytes)
    {
        parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea });
        return parameters;
    }
}
