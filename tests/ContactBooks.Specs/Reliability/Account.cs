using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Reliability;

/// <summary>A customer with a token, as the operator makes it.</summary>
internal sealed record Account(string CustomerUid, string UserUid, string TokenUid, string Token)
{
    public static async Task<Account> CreateAsync(IDirectory directory, string name)
    {
        var now = DateTimeOffset.UtcNow;
        var userUid = PublicUid.New(PublicUid.User, now);
        var customer = await directory.CreateCustomerAsync(PublicUid.New(PublicUid.Customer, now), name, null, Features.Contacts, userUid, now);
        var secret = TokenSecret.New();
        var tokenUid = PublicUid.New(PublicUid.Token, now);
        var token = new NewToken(tokenUid, TokenSecret.Hash(secret), secret[^4..], name, TokenScope.Global, null, null);
        await directory.CreateTokenAsync(customer.Id, null, token, now);
        return new Account(customer.Uid, userUid, tokenUid, secret);
    }
}
