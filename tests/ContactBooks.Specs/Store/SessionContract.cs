using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Who is signed in, until when, and what an operator has opened.</summary>
public abstract class SessionContract : StoreContract
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private ISessionStore Sessions => Store.Sessions;

    [Fact]
    public async Task A_users_session_says_who_it_is_and_whose()
    {
        var customer = await NewPeopleAsync();

        await StartAsync("one", "usr_a");
        await StartAsync("two", "usr_first");

        (await FindAsync("one")).Should().Be(
            new Session("usr_a", "Asha", "asha@example.com", AccountRole.Member, customer,
                Now.AddSeconds(-1) + Lifetime, Now.AddSeconds(-1), Now.AddSeconds(-1)));
        (await FindAsync("two")).Should().Be(new Session("usr_first", "A", null, AccountRole.Owner, customer, Now + Lifetime, Now, Now));
        (await FindAsync("never started")).Should().BeNull();
    }

    [Fact]
    public async Task An_operators_session_has_the_customer_that_is_opened()
    {
        var customer = await NewPeopleAsync();
        await StartAsync("one", "opr_a");
        await StartAsync("two", "opr_a");
        (await FindAsync("one")).Should().Be(
            new Session("opr_a", "Op", "op@example.com", AccountRole.Operator, null,
                Now.AddSeconds(-1) + Lifetime, Now.AddSeconds(-1), Now.AddSeconds(-1)));

        (await Sessions.OpenCustomerAsync(HashOf("one"), customer.Uid)).Should().BeTrue();
        (await FindAsync("one"))!.Customer.Should().Be(customer);
        (await FindAsync("two"))!.Customer.Should().BeNull("each browser looks at its own");

        var other = await Store.Directory.CreateCustomerAsync("cus_b", "B", null, Features.None, "usr_b", Later());
        await Store.Directory.SetCustomerActiveAsync("cus_b", false);
        (await Sessions.OpenCustomerAsync(HashOf("one"), "cus_b")).Should().BeTrue();
        (await FindAsync("one"))!.Customer.Should().Be(other with { IsActive = false }, "who else would switch it on again");

        (await Sessions.OpenCustomerAsync(HashOf("one"), null)).Should().BeTrue();
        (await FindAsync("one"))!.Customer.Should().BeNull();
    }

    [Fact]
    public async Task Nobody_but_an_operator_opens_a_customer_and_only_one_that_is_there()
    {
        var customer = await NewPeopleAsync();
        await Store.Directory.CreateCustomerAsync("cus_b", "B", null, Features.None, "usr_b", Later());
        await StartAsync("user", "usr_a");
        await StartAsync("operator", "opr_a");

        (await Sessions.OpenCustomerAsync(HashOf("user"), "cus_b")).Should().BeFalse();
        (await Sessions.OpenCustomerAsync(HashOf("user"), null)).Should().BeFalse();
        (await Sessions.OpenCustomerAsync(HashOf("never started"), "cus_b")).Should().BeFalse();
        (await Sessions.OpenCustomerAsync(HashOf("operator"), "cus_nowhere")).Should().BeFalse();

        (await FindAsync("user"))!.Customer.Should().Be(customer);
        (await FindAsync("operator"))!.Customer.Should().BeNull();
    }

    [Fact]
    public async Task It_ends_with_its_time_to_the_millisecond()
    {
        await NewPeopleAsync();
        await StartAsync("one", "usr_a");
        var end = Now + Lifetime;

        (await Sessions.FindAsync(HashOf("one"), end.AddMilliseconds(-1))).Should().NotBeNull();
        (await Sessions.FindAsync(HashOf("one"), end)).Should().BeNull();
    }

    [Fact]
    public async Task A_touch_lets_it_last_neither_time_goes_back_and_what_is_over_stays_so()
    {
        await NewPeopleAsync();
        await StartAsync("one", "usr_a");
        await StartAsync("two", "usr_a");
        var (seen, end) = (Now.AddHours(1), Now + Lifetime);

        await Sessions.TouchAsync(HashOf("one"), seen, end.AddHours(1));
        await Sessions.TouchAsync(HashOf("one"), seen.AddMinutes(-1), end);
        await Sessions.TouchAsync(HashOf("two"), end, end.AddHours(1));
        await Sessions.TouchAsync(HashOf("never started"), seen, end);

        var one = (await Sessions.FindAsync(HashOf("one"), end))!;
        (one.LastSeenAt, one.ExpiresAt).Should().Be((seen, end.AddHours(1)));
        (await Sessions.FindAsync(HashOf("two"), end)).Should().BeNull();
    }

    [Fact]
    public async Task It_ends_alone_or_with_all_of_its_account()
    {
        await NewPeopleAsync();
        foreach (var (secret, account) in new[] { ("one", "usr_a"), ("two", "usr_a"), ("three", "usr_a"), ("four", "usr_first"), ("five", "opr_a") })
        {
            await StartAsync(secret, account);
        }

        await Sessions.EndAsync(HashOf("one"));
        await Sessions.EndAsync(HashOf("one"));
        (await SignedInAsync()).Should().Equal("two", "three", "four", "five");

        (await Sessions.EndAllAsync("usr_a")).Should().Be(2);
        (await Sessions.EndAllAsync("usr_a")).Should().Be(0);
        (await SignedInAsync()).Should().Equal("four", "five");
    }

    [Fact]
    public async Task Whoever_is_switched_off_is_signed_out_until_switched_on_again()
    {
        var customer = await NewPeopleAsync();
        await StartAsync("one", "usr_a");
        await StartAsync("two", "usr_first");
        await StartAsync("three", "opr_a");
        await Sessions.OpenCustomerAsync(HashOf("three"), customer.Uid);

        await Store.Directory.SetUserActiveAsync("usr_a", false);
        (await SignedInAsync()).Should().Equal("two", "three");
        await Store.Directory.SetCustomerActiveAsync(customer.Uid, false);
        (await SignedInAsync()).Should().Equal("three");
        await Store.Accounts.SetOperatorActiveAsync("opr_a", false);
        (await SignedInAsync()).Should().BeEmpty();

        await Store.Directory.SetUserActiveAsync("usr_a", true);
        await Store.Directory.SetCustomerActiveAsync(customer.Uid, true);
        await Store.Accounts.SetOperatorActiveAsync("opr_a", true);
        (await SignedInAsync()).Should().Equal("one", "two", "three");
    }

    [Fact]
    public async Task Housekeeping_forgets_what_is_over_and_nothing_else()
    {
        await NewPeopleAsync();
        await StartAsync("one", "usr_a");
        await StartAsync("two", "usr_a");
        await Sessions.TouchAsync(HashOf("two"), Later(), Now + Lifetime + Lifetime);

        while (await Store.MaintainAsync(Now + Lifetime, Cancellation))
        {
        }

        (await SignedInAsync()).Should().Equal("two");
        (await Sessions.EndAllAsync("usr_a")).Should().Be(1);
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private async Task<Customer> NewPeopleAsync()
    {
        var customer = await Store.Directory.CreateCustomerAsync("cus_a", "A", new(49), Features.Contacts, "usr_first", Later());
        await Store.Directory.CreateUserAsync(customer.Id, "usr_a", "Asha", "asha@example.com", AccountRole.Member, Later());
        await Store.Accounts.CreateOperatorAsync(new NewOperator("opr_a", "Op", "op@example.com", null), null, Later());
        return customer;
    }

    private ValueTask StartAsync(string secret, string account)
    {
        var now = Later();
        return Sessions.StartAsync(new NewSession(HashOf(secret), account, now + Lifetime), now);
    }

    private ValueTask<Session?> FindAsync(string secret) => Sessions.FindAsync(HashOf(secret), Now);

    private async Task<List<string>> SignedInAsync()
    {
        var signedIn = new List<string>();
        foreach (var secret in new[] { "one", "two", "three", "four", "five" })
        {
            if (await FindAsync(secret) is not null)
            {
                signedIn.Add(secret);
            }
        }

        return signedIn;
    }
}
