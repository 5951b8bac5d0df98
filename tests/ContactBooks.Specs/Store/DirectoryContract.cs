using System.Security.Cryptography;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Store;

/// <summary>Customers, their people and tokens.</summary>
public abstract class DirectoryContract : StoreContract
{
    private IDirectory Directory => Store.Directory;

    [Fact]
    public async Task A_customer_comes_back_as_it_was_made_and_has_a_first_user()
    {
        var now = Later();

        var made = await Directory.CreateCustomerAsync("cus_new", "Nëw", null, Features.None, "usr_first", now);

        made.Should().Be(new Customer(made.Id, "cus_new", "Nëw", null, Features.None, true, now));
        (await Directory.FindCustomerAsync("cus_new")).Should().Be(made);
        (await Directory.ListUsersAsync(made.Id)).Should().Equal(new User("usr_first", "cus_new", "Nëw", null, AccountRole.Owner, false, true, now));
    }

    [Fact]
    public async Task Customers_are_listed_the_oldest_first()
    {
        var now = Later();
        await Directory.CreateCustomerAsync("cus_b", "B", new CallingCode(49), Features.Contacts, "usr_b", now);
        await Directory.CreateCustomerAsync("cus_a", "A", new CallingCode(1), Features.Contacts, "usr_a", now);

        (await Directory.ListCustomersAsync()).Select(customer => (customer.Name, customer.CountryCode?.Value))
            .Should().Equal(("Acme", 91), ("B", 49), ("A", 1));
    }

    [Fact]
    public async Task Users_are_listed_the_oldest_first_and_only_the_customers_own()
    {
        var customer = await Directory.CreateCustomerAsync("cus_a", "A", null, Features.Contacts, "usr_z", Later());
        var second = await Directory.CreateUserAsync(customer.Id, "usr_y", "Second", "second@example.com", AccountRole.Owner, Later());
        await Directory.CreateUserAsync(customer.Id, "usr_x", "Third", null, AccountRole.Member, Later());
        await Directory.CreateUserAsync(Customer, "usr_w", "Stranger", null, AccountRole.Member, Later());

        second.Email.Should().Be("second@example.com");
        second.CustomerUid.Should().Be("cus_a");
        (await Directory.ListUsersAsync(customer.Id)).Select(user => (user.Uid, user.Role)).Should().Equal(
            ("usr_z", AccountRole.Owner), ("usr_y", AccountRole.Owner), ("usr_x", AccountRole.Member));
    }

    [Fact]
    public async Task What_is_not_there_answers_null_or_false()
    {
        (await Directory.FindCustomerAsync("cus_nowhere")).Should().BeNull();
        (await Directory.SetFeaturesAsync("cus_nowhere", Features.None)).Should().BeFalse();
        (await Directory.SetCustomerActiveAsync("cus_nowhere", false)).Should().BeFalse();
        (await Directory.SetUserActiveAsync("usr_nowhere", false)).Should().BeFalse();
        (await Directory.RevokeTokenAsync("tok_nowhere", Later())).Should().BeFalse();
        (await Directory.FindGrantAsync(Hash("never given"))).Should().BeNull();
        (await Directory.CreateTokenAsync(Customer, "usr_nowhere", Token("a"), Later())).Should().BeNull();
        await Directory.RecordUseAsync([new TokenUse(Customer, "tok_nowhere", Now)]);
        await Directory.RecordUseAsync([]);
    }

    [Fact]
    public async Task A_token_cannot_be_made_for_a_person_of_another_customer()
    {
        await Directory.CreateCustomerAsync("cus_a", "A", null, Features.Contacts, "usr_theirs", Later());

        (await Directory.CreateTokenAsync(Customer, "usr_theirs", Token("a"), Later())).Should().BeNull();

        (await Directory.FindGrantAsync(Hash("a"))).Should().BeNull();
        (await Directory.ListTokensAsync(Customer)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_belongs_to_the_named_person_or_to_the_first()
    {
        var first = (await Directory.ListUsersAsync(Customer)).Single();
        await Directory.CreateUserAsync(Customer, "usr_0", "Second", null, AccountRole.Member, Later());

        var made = await Directory.CreateTokenAsync(Customer, null, Token("a"), Later());
        (await Directory.CreateTokenAsync(Customer, "usr_0", Token("b"), Later()))!.UserUid.Should().Be("usr_0");

        made.Should().Be(new Token(
            "tok_a", first.CustomerUid, first.Uid, "For a", TokenScope.Global, null, "last", null, Now - TimeSpan.FromSeconds(1), null, null));
    }

    [Fact]
    public async Task Tokens_are_listed_the_newest_first_and_only_the_customers_own()
    {
        var stranger = await NewCustomerAsync();
        await Directory.CreateTokenAsync(Customer, null, Token("b"), Later());
        await Directory.CreateTokenAsync(stranger, null, Token("c"), Later());
        await Directory.CreateTokenAsync(Customer, null, Token("a") with { Scope = TokenScope.SpecificNumber, Sender = "917000782082", ExpiresAt = Now.AddDays(1) }, Later());

        (await Directory.ListTokensAsync(Customer)).Select(token => (token.Uid, token.Scope, token.Sender)).Should().Equal(
            ("tok_a", TokenScope.SpecificNumber, "917000782082"), ("tok_b", TokenScope.Global, null));
    }

    [Theory]
    [InlineData(TokenScope.Global)]
    [InlineData(TokenScope.SelectedNumber)]
    [InlineData(TokenScope.SpecificNumber)]
    public async Task A_grant_says_what_the_token_opens(TokenScope scope)
    {
        var customer = await Directory.CreateCustomerAsync("cus_a", "A", new CallingCode(49), Features.None, "usr_a", Later());
        var end = Now.AddDays(30);
        await Directory.CreateTokenAsync(customer.Id, null, Token("a") with { Scope = scope, ExpiresAt = end }, Later());

        (await Directory.FindGrantAsync(Hash("a"))).Should().Be(
            new TokenGrant(customer.Id, "cus_a", "tok_a", scope, Features.None, new CallingCode(49), true, end, null));
    }

    [Fact]
    public async Task A_grant_ends_with_its_expiry_to_the_millisecond()
    {
        var end = Now.AddDays(30);
        await Directory.CreateTokenAsync(Customer, null, Token("a") with { ExpiresAt = end }, Later());
        await Directory.CreateTokenAsync(Customer, null, Token("b"), Later());

        var grant = (await Directory.FindGrantAsync(Hash("a")))!;

        grant.IsValidAt(end.AddMilliseconds(-1)).Should().BeTrue();
        grant.IsValidAt(end).Should().BeFalse();
        (await Directory.FindGrantAsync(Hash("b")))!.IsValidAt(DateTimeOffset.MaxValue).Should().BeTrue();
    }

    [Fact]
    public async Task Revoking_ends_one_token_at_once_and_again_keeps_the_first_time()
    {
        await Directory.CreateTokenAsync(Customer, null, Token("a"), Later());
        await Directory.CreateTokenAsync(Customer, null, Token("b"), Later());
        var first = Later();

        (await Directory.RevokeTokenAsync("tok_a", first)).Should().BeTrue();
        (await IsLiveAsync("a")).Should().BeFalse();
        (await IsLiveAsync("b")).Should().BeTrue();
        (await Directory.RevokeTokenAsync("tok_a", Later())).Should().BeTrue();

        (await Directory.ListTokensAsync(Customer)).Select(token => token.RevokedAt).Should().Equal(null, first);
    }

    [Fact]
    public async Task An_inactive_users_tokens_are_dead_until_it_is_active_again()
    {
        await Directory.CreateUserAsync(Customer, "usr_a", "A", null, AccountRole.Member, Later());
        await Directory.CreateTokenAsync(Customer, "usr_a", Token("a"), Later());
        await Directory.CreateTokenAsync(Customer, null, Token("b"), Later());

        (await Directory.SetUserActiveAsync("usr_a", false)).Should().BeTrue();
        (await IsLiveAsync("a")).Should().BeFalse();
        (await IsLiveAsync("b")).Should().BeTrue();
        (await Directory.ListUsersAsync(Customer)).Select(user => user.IsActive).Should().Equal(true, false);

        (await Directory.SetUserActiveAsync("usr_a", true)).Should().BeTrue();
        (await IsLiveAsync("a")).Should().BeTrue();
    }

    [Fact]
    public async Task An_inactive_customers_tokens_are_all_dead_until_it_is_active_again()
    {
        var customer = await Directory.CreateCustomerAsync("cus_a", "A", null, Features.Contacts, "usr_a", Later());
        await Directory.CreateTokenAsync(customer.Id, null, Token("a"), Later());
        await Directory.CreateTokenAsync(Customer, null, Token("b"), Later());

        (await Directory.SetCustomerActiveAsync("cus_a", false)).Should().BeTrue();
        (await IsLiveAsync("a")).Should().BeFalse();
        (await IsLiveAsync("b")).Should().BeTrue();
        (await Directory.FindCustomerAsync("cus_a"))!.IsActive.Should().BeFalse();

        (await Directory.SetCustomerActiveAsync("cus_a", true)).Should().BeTrue();
        (await IsLiveAsync("a")).Should().BeTrue();
    }

    [Fact]
    public async Task A_change_of_features_shows_in_the_next_grant()
    {
        var customer = await Directory.CreateCustomerAsync("cus_a", "A", null, Features.Contacts, "usr_a", Later());
        await Directory.CreateTokenAsync(customer.Id, null, Token("a"), Later());
        (await Directory.FindGrantAsync(Hash("a")))!.Features.Should().Be(Features.Contacts);

        (await Directory.SetFeaturesAsync("cus_a", Features.None)).Should().BeTrue();

        (await Directory.FindGrantAsync(Hash("a")))!.Features.Should().Be(Features.None);
        (await Directory.FindCustomerAsync("cus_a"))!.Features.Should().Be(Features.None);
    }

    [Fact]
    public async Task The_last_use_is_recorded_and_never_goes_back()
    {
        await Directory.CreateTokenAsync(Customer, null, Token("a"), Later());
        await Directory.CreateTokenAsync(Customer, null, Token("b"), Later());
        var stranger = await NewCustomerAsync();
        var at = Later();

        await Directory.RecordUseAsync([new TokenUse(Customer, "tok_a", at), new TokenUse(stranger, "tok_b", at)]);
        await Directory.RecordUseAsync([new TokenUse(Customer, "tok_a", at.AddMinutes(-1))]);

        (await Directory.FindGrantAsync(Hash("a")))!.LastUsedAt.Should().Be(at);
        (await Directory.FindGrantAsync(Hash("b")))!.LastUsedAt.Should().BeNull("the token is not the stranger's");
        (await Directory.ListTokensAsync(Customer)).Select(token => token.LastUsedAt).Should().Equal(null, at);

        await Directory.RecordUseAsync([new TokenUse(Customer, "tok_a", at.AddMinutes(1)), new TokenUse(Customer, "tok_b", at)]);
        (await Directory.ListTokensAsync(Customer)).Select(token => token.LastUsedAt).Should().Equal(at, at.AddMinutes(1));
    }

    [Fact]
    public async Task The_store_answers_a_ping() => await Store.PingAsync(Cancellation);

    private async Task<bool> IsLiveAsync(string name) => (await Directory.FindGrantAsync(Hash(name)))!.IsLive;

    private static NewToken Token(string name) => new($"tok_{name}", Hash(name), "last", $"For {name}", TokenScope.Global, null, null);

    private static byte[] Hash(string secret) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret));
}
