using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Reads columns as the domain's types.</summary>
internal static class Columns
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    /// <summary>Bytes of a text or of bytes; empty for null.</summary>
    public static ReadOnlyMemory<byte> Bytes(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default : row.GetFieldValue<byte[]>(column);

    public static ContactUid Uid(this NpgsqlDataReader row, int column) => ToUid(row.GetFieldValue<Guid>(column));

    /// <summary>The same 128 bits, in the same order, as PostgreSQL's type for them.</summary>
    public static Guid ToGuid(this ContactUid uid)
    {
        Span<byte> bytes = stackalloc byte[ContactUid.ByteCount];
        uid.WriteBytes(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    private static ContactUid ToUid(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[ContactUid.ByteCount];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return ContactUid.FromBytes(bytes);
    }
}
