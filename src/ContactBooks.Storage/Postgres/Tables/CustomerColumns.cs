using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>A customer, as seven columns of a statement.</summary>
internal static class CustomerColumns
{
    public const string All =
        """
        customers.customer_id, customers.customer_uid, customers.name, customers.country_code, customers.features, customers.is_active,
        customers.created_at
        """;

    /// <summary>Reads the customer of a row that has these columns first.</summary>
    public static Customer Read(NpgsqlDataReader row) => new(
        new CustomerId(row.GetInt64(0)), row.GetString(1), row.GetString(2), ReadCode(row, 3), FeatureColumn.Read(row.GetString(4)), row.GetBoolean(5),
        row.Time(6));

    public static CallingCode? ReadCode(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new CallingCode(row.GetInt32(column));
}
