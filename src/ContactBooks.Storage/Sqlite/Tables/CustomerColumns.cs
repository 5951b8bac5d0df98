using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;

namespace ContactBooks.Storage.Sqlite;

/// <summary>A customer, as seven columns of a statement.</summary>
internal static class CustomerColumns
{
    public const string All =
        """
        customers.customer_id, customers.customer_uid, customers.name, customers.country_code, customers.features, customers.is_active,
        customers.created_at
        """;

    /// <summary>Reads the customer of a row that has these columns first.</summary>
    public static Customer Read(Statement row) => new(
        new CustomerId(row.Integer(0)), row.Text(1)!, row.Text(2)!, ReadCode(row, 3), FeatureColumn.Read(row.Text(4)), row.Integer(5) != 0,
        row.Time(6));

    public static CallingCode? ReadCode(Statement row, int column) => row.IsNull(column) ? null : new CallingCode((int)row.Integer(column));
}
