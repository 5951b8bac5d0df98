using ContactBooks.Storage.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace ContactBooks.Storage.Migration;

/// <summary>A column as PostgreSQL has it, and where its values come from.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Type">Its type there.</param>
/// <param name="Source">The value in SQLite's SQL: the column of the same name, or what stands for one that SQLite hasn't.</param>
internal sealed record MigratedColumn(string Name, NpgsqlDbType Type, string Source)
{
    public static MigratedColumn Number(string name, string? source = null) => new(name, NpgsqlDbType.Bigint, source ?? name);

    public static MigratedColumn Integer(string name, string? source = null) => new(name, NpgsqlDbType.Integer, source ?? name);

    /// <summary>0 or 1 in SQLite.</summary>
    public static MigratedColumn Flag(string name, string? source = null) => new(name, NpgsqlDbType.Boolean, source ?? name);

    public static MigratedColumn Text(string name) => new(name, NpgsqlDbType.Text, name);

    public static MigratedColumn Bytes(string name) => new(name, NpgsqlDbType.Bytea, name);

    /// <summary>16 bytes in SQLite; the same 128 bits in the same order.</summary>
    public static MigratedColumn Uid(string name) => new(name, NpgsqlDbType.Uuid, name);

    /// <summary>16 bytes a book in SQLite, see <see cref="Memberships"/>; the same integers in the same order.</summary>
    public static MigratedColumn Books(string name) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, name);

    /// <summary>Copies the value of a row.</summary>
    public void Copy(Statement row, int column, NpgsqlBinaryImporter to)
    {
        if (row.IsNull(column))
        {
            to.WriteNull();
            return;
        }

        switch (Type)
        {
            case NpgsqlDbType.Bigint:
                to.Write(row.Integer(column), Type);
                break;
            case NpgsqlDbType.Integer:
                to.Write(checked((int)row.Integer(column)), Type);
                break;
            case NpgsqlDbType.Boolean:
                to.Write(row.Integer(column) != 0, Type);
                break;
            case NpgsqlDbType.Uuid:
                to.Write(new Guid(row.Bytes(column), bigEndian: true), Type);
                break;
            case NpgsqlDbType.Bytea:
                to.Write(row.Bytes(column).ToArray(), Type);
                break;
            case NpgsqlDbType.Array | NpgsqlDbType.Bigint:
                to.Write(Integers(new Memberships(row.Bytes(column))), Type);
                break;
            default:
                to.Write(row.Text(column)!, Type);
                break;
        }
    }

    private static long[] Integers(Memberships memberships)
    {
        var integers = new long[2 * memberships.Count];
        for (var i = 0; i < memberships.Count; i++)
        {
            (integers[2 * i], integers[(2 * i) + 1]) = memberships[i];
        }

        return integers;
    }
}
