using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Phones of contacts that cursors name.</summary>
internal static class ContactPhones
{
    private const string PhoneOf = "select phone from contacts where customer_id = $1 and contact_uid = $2";

    /// <summary>The phone of the contact of that identifier; 0 if there is none.</summary>
    public static ValueTask<long> PhoneOfAsync(this PostgresDatabase database, long customer, ContactUid uid) => database.ReadAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(PhoneOf, connection);
        command.Parameters.Bind(customer).Bind(uid.ToGuid());
        return await command.ExecuteScalarAsync() is long phone ? phone : 0;
    });
}
