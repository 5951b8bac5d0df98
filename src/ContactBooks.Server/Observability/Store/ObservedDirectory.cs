using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Customers, users and tokens, observed.</summary>
internal sealed class ObservedDirectory(IDirectory directory, StoreTelemetry telemetry) : IDirectory
{
    public ValueTask<Customer> CreateCustomerAsync(string uid, string name, CallingCode? countryCode, Features features, string userUid, DateTimeOffset now) =>
        telemetry.Run(
            "create_customer",
            (directory, uid, name, countryCode, features, userUid, now),
            static with => with.directory.CreateCustomerAsync(with.uid, with.name, with.countryCode, with.features, with.userUid, with.now));

    public ValueTask<IReadOnlyList<Customer>> ListCustomersAsync() =>
        telemetry.Run("list_customers", directory, static directory => directory.ListCustomersAsync());

    public ValueTask<Customer?> FindCustomerAsync(string customerUid) =>
        telemetry.Run("find_customer", (directory, customerUid), static with => with.directory.FindCustomerAsync(with.customerUid));

    public ValueTask<bool> SetFeaturesAsync(string customerUid, Features features) =>
        telemetry.Run("set_features", (directory, customerUid, features), static with => with.directory.SetFeaturesAsync(with.customerUid, with.features));

    public ValueTask<bool> SetCustomerActiveAsync(string customerUid, bool active) =>
        telemetry.Run("set_customer_active", (directory, customerUid, active), static with => with.directory.SetCustomerActiveAsync(with.customerUid, with.active));

    public ValueTask<User> CreateUserAsync(CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now) =>
        telemetry.Run(
            "create_user",
            (directory, customer, uid, name, email, role, now),
            static with => with.directory.CreateUserAsync(with.customer, with.uid, with.name, with.email, with.role, with.now));

    public ValueTask<IReadOnlyList<User>> ListUsersAsync(CustomerId customer) =>
        telemetry.Run("list_users", (directory, customer), static with => with.directory.ListUsersAsync(with.customer));

    public ValueTask<bool> SetUserActiveAsync(string userUid, bool active) =>
        telemetry.Run("set_user_active", (directory, userUid, active), static with => with.directory.SetUserActiveAsync(with.userUid, with.active));

    public ValueTask<Token?> CreateTokenAsync(CustomerId customer, string? userUid, NewToken token, DateTimeOffset now) =>
        telemetry.Run(
            "create_token",
            (directory, customer, userUid, token, now),
            static with => with.directory.CreateTokenAsync(with.customer, with.userUid, with.token, with.now));

    public ValueTask<IReadOnlyList<Token>> ListTokensAsync(CustomerId customer) =>
        telemetry.Run("list_tokens", (directory, customer), static with => with.directory.ListTokensAsync(with.customer));

    public ValueTask<bool> RevokeTokenAsync(string tokenUid, DateTimeOffset now) =>
        telemetry.Run("revoke_token", (directory, tokenUid, now), static with => with.directory.RevokeTokenAsync(with.tokenUid, with.now));

    public ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash) =>
        telemetry.Run("find_grant", (directory, hash), static with => with.directory.FindGrantAsync(with.hash));

    public ValueTask RecordUseAsync(IReadOnlyCollection<TokenUse> uses) =>
        telemetry.Run("record_use", (directory, uses), static with => with.directory.RecordUseAsync(with.uses));
}
