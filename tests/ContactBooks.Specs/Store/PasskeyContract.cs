using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>The passkeys of accounts: whose they are, and when one may sign in with them.</summary>
public abstract class PasskeyContract : StoreContract
{
    private static readonly byte[] One = [1, 0, 255];
    private static readonly byte[] Two = [1, 0];

    private IPasskeyStore Passkeys => Store.Passkeys;

    [Fact]
    public async Task Those_of_an_account_come_back_as_they_were_given_the_oldest_first()
    {
        var second = New(One, "usr_a", Later().AddDays(1));
        var first = New(Two, "usr_a", Later()) with { Name = "फ़ोन", SignCount = uint.MaxValue, IsBackupEligible = true };
        await Passkeys.AddAsync(second);
        await Passkeys.AddAsync(first);
        await Passkeys.AddAsync(New([7], "usr_b", Later()));

        var listed = await Passkeys.ListAsync("usr_a");

        listed.Select(Told).Should().Equal(Told(first), Told(second));
        (await Passkeys.ListAsync("usr_c")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_credential_is_one_accounts_and_is_added_once()
    {
        (await Passkeys.AddAsync(New(One, "usr_a", Later()))).Should().BeTrue();

        (await Passkeys.AddAsync(New(One, "usr_b", Later()))).Should().BeFalse();

        (await Passkeys.ListAsync("usr_b")).Should().BeEmpty();
        (await Passkeys.ListAsync("usr_a")).Should().ContainSingle();
    }

    [Fact]
    public async Task It_is_found_by_its_credential_while_its_person_may_sign_in()
    {
        var customer = await Store.Directory.CreateCustomerAsync("cus_a", "A", null, Features.Contacts, "usr_a", Later());
        await Store.Accounts.CreateOperatorAsync(new NewOperator("opr_a", "Op", "op@example.com", null), null, Later());
        var (users, operators) = (New(One, "usr_a", Later()), New(Two, "opr_a", Later()));
        await Passkeys.AddAsync(users);
        await Passkeys.AddAsync(operators);
        (await FoundAsync()).Should().Equal("usr_a", "opr_a");
        Told((await Passkeys.FindAsync(One))!).Should().Be(Told(users));

        await Store.Accounts.SetOperatorActiveAsync("opr_a", false);
        (await FoundAsync()).Should().Equal("usr_a");
        await Store.Directory.SetCustomerActiveAsync(customer.Uid, false);
        (await FoundAsync()).Should().BeEmpty();
        await Store.Directory.SetCustomerActiveAsync(customer.Uid, true);
        await Store.Directory.SetUserActiveAsync("usr_a", false);
        (await FoundAsync()).Should().BeEmpty();

        await Store.Directory.SetUserActiveAsync("usr_a", true);
        await Store.Accounts.SetOperatorActiveAsync("opr_a", true);
        (await FoundAsync()).Should().Equal("usr_a", "opr_a");
        (await Passkeys.FindAsync(new byte[] { 9 })).Should().BeNull();
    }

    [Fact]
    public async Task Its_uses_are_recorded_and_neither_count_nor_time_goes_back()
    {
        await Passkeys.AddAsync(New(One, "usr_a", Later()));
        await Passkeys.AddAsync(New(Two, "usr_a", Later()));
        var used = Later();

        await Passkeys.RecordUseAsync(One, 3_000_000_000, used);
        await Passkeys.RecordUseAsync(One, 2, used.AddMinutes(-1));
        await Passkeys.RecordUseAsync(new byte[] { 9 }, 1, used);

        var recorded = (await Passkeys.ListAsync("usr_a")).Select(passkey => (passkey.SignCount, passkey.LastUsedAt));
        recorded.Should().Equal((3_000_000_000, used), (0, null));
    }

    [Fact]
    public async Task Nobody_removes_one_of_another_account()
    {
        await Passkeys.AddAsync(New(One, "usr_a", Later()));
        await Passkeys.AddAsync(New(Two, "usr_a", Later()));

        (await Passkeys.RemoveAsync("usr_b", One)).Should().BeFalse();
        (await Passkeys.RemoveAsync("usr_a", One)).Should().BeTrue();
        (await Passkeys.RemoveAsync("usr_a", One)).Should().BeFalse();

        (await Passkeys.ListAsync("usr_a")).Select(passkey => passkey.CredentialId.ToArray()).Should().ContainSingle().Which.Should().Equal(Two);
    }

    private static Passkey New(byte[] credentialId, string account, DateTimeOffset now) =>
        new(credentialId, account, "Laptop", new byte[] { 0xa5, 1, 2 }, 0, false, now, null);

    /// <summary>All that it is, in a form that is the same for the same bytes.</summary>
    private static string Told(Passkey passkey) =>
        $"{Convert.ToHexString(passkey.CredentialId.Span)} {Convert.ToHexString(passkey.PublicKey.Span)} " +
        $"{passkey with { CredentialId = default, PublicKey = default }}";

    private async Task<List<string>> FoundAsync()
    {
        var found = new List<string>();
        foreach (var credential in new[] { One, Two })
        {
            if (await Passkeys.FindAsync(credential) is { } passkey)
            {
                found.Add(passkey.AccountUid);
            }
        }

        return found;
    }
}
