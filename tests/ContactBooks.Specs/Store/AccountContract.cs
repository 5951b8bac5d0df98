using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Operators, what an address may sign in to, passwords, and links that are good once.</summary>
public abstract class AccountContract : StoreContract
{
    private const int AtOnce = 8;

    private static readonly byte[] Link = HashOf("link");

    private IAccountStore Accounts => Store.Accounts;

    [Fact]
    public async Task An_operator_comes_back_as_it_was_made_and_the_oldest_is_listed_first()
    {
        var second = await Accounts.CreateOperatorAsync(new NewOperator("opr_b", "Asha Rāo", "asha@example.com", null), null, Later());
        var third = await Accounts.CreateOperatorAsync(new NewOperator("opr_a", "Ravi", "ravi@example.com", "hash"), null, Later());

        second.Should().Be(new Operator("opr_b", "Asha Rāo", "asha@example.com", false, true, Now.AddSeconds(-1)));
        third.Should().Be(new Operator("opr_a", "Ravi", "ravi@example.com", true, true, Now));
        (await Accounts.ListOperatorsAsync()).Should().Equal(second, third);
    }

    [Fact]
    public async Task There_is_an_operator_once_an_active_one_has_a_password()
    {
        (await Accounts.HasOperatorAsync()).Should().BeFalse();
        await MakeOperatorAsync("opr_a", null);
        (await Accounts.HasOperatorAsync()).Should().BeFalse("nobody can sign in yet");

        (await Accounts.SetPasswordHashAsync("opr_a", "hash")).Should().BeTrue();
        (await Accounts.HasOperatorAsync()).Should().BeTrue();
        (await Accounts.ListOperatorsAsync()).Single().HasPassword.Should().BeTrue();

        await MakeOperatorAsync("opr_b", null);
        (await Accounts.SetOperatorActiveAsync("opr_b", false)).Should().Be(SwitchOutcome.Done);
        (await Accounts.ListOperatorsAsync()).Select(account => account.IsActive).Should().Equal(true, false);
        (await Accounts.SetOperatorActiveAsync("opr_b", true)).Should().Be(SwitchOutcome.Done);
        (await Accounts.ListOperatorsAsync()).Should().OnlyContain(account => account.IsActive);
    }

    [Fact]
    public async Task The_last_operator_who_can_sign_in_is_not_switched_off()
    {
        await MakeOperatorAsync("opr_a", "hash");
        await MakeOperatorAsync("opr_b", null);
        await MakeOperatorAsync("opr_c", null);
        await Accounts.SetOperatorActiveAsync("opr_c", false);
        await Accounts.SetPasswordHashAsync("opr_c", "hash");

        (await Accounts.SetOperatorActiveAsync("opr_a", false)).Should().Be(SwitchOutcome.LastOperator, "one has no password and one is off");
        (await Accounts.HasOperatorAsync()).Should().BeTrue();
        (await Accounts.SetOperatorActiveAsync("opr_b", false)).Should().Be(SwitchOutcome.Done);
        (await Accounts.SetOperatorActiveAsync("opr_c", false)).Should().Be(SwitchOutcome.Done, "it is off already");

        await Accounts.SetOperatorActiveAsync("opr_c", true);
        (await Accounts.SetOperatorActiveAsync("opr_a", false)).Should().Be(SwitchOutcome.Done);
    }

    [Fact]
    public async Task Of_many_operators_who_are_switched_off_at_once_one_stays()
    {
        foreach (var i in Enumerable.Range(0, AtOnce))
        {
            await MakeOperatorAsync($"opr_{i}", "hash");
        }

        var outcomes = await AtOnceAsync(i => Accounts.SetOperatorActiveAsync($"opr_{i}", false));

        outcomes.Should().ContainSingle(outcome => outcome == SwitchOutcome.LastOperator);
        (await Accounts.ListOperatorsAsync()).Should().ContainSingle(account => account.IsActive);
    }

    [Fact]
    public async Task An_address_signs_in_to_all_its_accounts_operators_first()
    {
        var stranger = await NewCustomerAsync();
        await MakeUserAsync("usr_z", "asha@example.com", AccountRole.Owner);
        await Store.Directory.CreateUserAsync(stranger, "usr_y", "Asha", "Asha@Example.com", AccountRole.Member, Later());
        await MakeUserAsync("usr_x", "ravi@example.com");
        await MakeUserAsync("usr_w", null);
        await MakeOperatorAsync("opr_b", "one", "ASHA@example.com");
        await MakeOperatorAsync("opr_a", null, "asha@example.com");
        await Accounts.SetPasswordHashAsync("usr_y", "two");

        (await Accounts.FindSignInsAsync("aSha@example.COM")).Should().Equal(
            new SignIn("opr_b", AccountRole.Operator, "one"),
            new SignIn("opr_a", AccountRole.Operator, null),
            new SignIn("usr_z", AccountRole.Owner, null),
            new SignIn("usr_y", AccountRole.Member, "two"));
        (await Accounts.FindSignInsAsync("asha@example.co")).Should().BeEmpty();
        (await Accounts.FindSignInsAsync("asha_example.com")).Should().BeEmpty();
        (await Accounts.FindSignInsAsync("")).Should().BeEmpty();
    }

    [Fact]
    public async Task Only_the_case_of_ASCII_letters_is_of_no_matter()
    {
        await MakeUserAsync("usr_a", "İÉ@example.com");

        (await Accounts.FindSignInsAsync("İÉ@EXAMPLE.com")).Should().ContainSingle();
        (await Accounts.FindSignInsAsync("iÉ@example.com")).Should().BeEmpty();
        (await Accounts.FindSignInsAsync("İé@example.com")).Should().BeEmpty();
    }

    [Fact]
    public async Task Accounts_are_found_by_name_or_address_by_role_and_by_customer_operators_first()
    {
        var acme = await Store.Directory.CreateCustomerAsync("cus_acme", "Acme", null, default, "usr_first", Later());
        await Store.Directory.CreateUserAsync(acme.Id, "usr_b", "Ravi Kumar", null, AccountRole.Member, Later());
        await Store.Directory.CreateUserAsync(acme.Id, "usr_a", "Priya", "RAVI_1@example.com", AccountRole.Owner, Later());
        await MakeOperatorAsync("opr_a", "hash", "ravi@example.com");
        await Store.Directory.SetUserActiveAsync("usr_a", false);
        await Store.Sessions.StartAsync(new NewSession(HashOf("one"), "usr_a", Now.AddDays(1)), Now);
        await Store.Sessions.StartAsync(new NewSession(HashOf("two"), "usr_a", Now.AddDays(1)), Later());

        (await SearchAsync(new AccountFilter("ravi", null, null))).Items.Should().Equal(
            new Account("opr_a", "Op", "ravi@example.com", AccountRole.Operator, null, null, true, true, Now.AddSeconds(-1), null),
            new Account("usr_b", "Ravi Kumar", null, AccountRole.Member, "cus_acme", "Acme", false, true, Now.AddSeconds(-3), null),
            new Account("usr_a", "Priya", "RAVI_1@example.com", AccountRole.Owner, "cus_acme", "Acme", false, false, Now.AddSeconds(-2), Now));
        (await FoundAsync(new AccountFilter("i_1", null, null))).Should().Equal("usr_a");
        (await FoundAsync(new AccountFilter("%", null, null))).Should().BeEmpty();
        (await FoundAsync(new AccountFilter(null, AccountRole.Operator, null))).Should().Equal("opr_a");
        (await FoundAsync(new AccountFilter(null, AccountRole.Owner, "cus_acme"))).Should().Equal("usr_first", "usr_a");
        (await FoundAsync(new AccountFilter(null, null, "cus_acme"))).Should().Equal("usr_first", "usr_b", "usr_a");

        async Task<IEnumerable<string>> FoundAsync(AccountFilter filter) => UidsOf(await SearchAsync(filter));
    }

    [Fact]
    public async Task Accounts_are_listed_page_by_page_whatever_is_made_meanwhile()
    {
        await Store.Directory.CreateCustomerAsync("cus_acme", "Acme", null, default, "usr_c", Later());
        await MakeOperatorAsync("opr_b", null);
        await MakeOperatorAsync("opr_a", "hash");
        var acme = new AccountFilter(null, null, "cus_acme");
        var all = new AccountFilter("example.com", null, null);
        await MakeUserAsync("usr_b", "asha@example.com");
        await Store.Directory.CreateUserAsync(Customer, "usr_a", "Ravi", "ravi@example.com", AccountRole.Member, Now); // at the same time

        var first = await SearchAsync(all, limit: 2);
        UidsOf(first).Should().Equal("opr_b", "opr_a");
        await MakeOperatorAsync("opr_0", null);
        var second = await SearchAsync(all, limit: 2, after: first.Next);
        UidsOf(second).Should().Equal("opr_0", "usr_a");
        var third = await SearchAsync(all, limit: 2, after: second.Next);
        UidsOf(third).Should().Equal("usr_b");
        third.Next.Should().BeNull();
        (await SearchAsync(acme, limit: 1)).Next.Should().BeNull("nothing follows");
        UidsOf(await Accounts.SearchAsync(all, new Slice<AccountCursor>(3, 10, null))).Should().Equal("usr_a", "usr_b");
    }

    [Fact]
    public async Task What_is_inactive_does_not_sign_in()
    {
        var customer = await Store.Directory.CreateCustomerAsync("cus_a", "A", null, default, "usr_first", Later());
        await Store.Directory.CreateUserAsync(customer.Id, "usr_a", "Asha", "asha@example.com", AccountRole.Member, Later());
        await MakeUserAsync("usr_b", "asha@example.com");
        await MakeOperatorAsync("opr_a", "hash", "asha@example.com");

        await Store.Directory.SetCustomerActiveAsync("cus_a", false);
        (await SignInsAsync()).Should().Equal("opr_a", "usr_b");
        await Store.Directory.SetUserActiveAsync("usr_b", false);
        (await SignInsAsync()).Should().Equal("opr_a");
        await MakeOperatorAsync("opr_b", "hash");
        await Accounts.SetOperatorActiveAsync("opr_a", false);
        (await SignInsAsync()).Should().BeEmpty();

        await Store.Directory.SetCustomerActiveAsync("cus_a", true);
        (await SignInsAsync()).Should().Equal("usr_a");

        async Task<IEnumerable<string>> SignInsAsync() => (await Accounts.FindSignInsAsync("asha@example.com")).Select(account => account.AccountUid);
    }

    [Fact]
    public async Task A_password_is_replaced_and_ends_the_sessions_of_its_account_alone()
    {
        await MakeUserAsync("usr_a", "asha@example.com");
        await MakeUserAsync("usr_b", "ravi@example.com");
        await MakeOperatorAsync("opr_a", "first");
        foreach (var account in new[] { "usr_a", "usr_b", "opr_a" })
        {
            await Store.Sessions.StartAsync(new NewSession(HashOf(account), account, Now.AddDays(1)), Later());
        }

        (await Accounts.SetPasswordHashAsync("usr_a", "first")).Should().BeTrue();
        (await SignedInAsync()).Should().Equal("usr_b", "opr_a");
        (await Accounts.SetPasswordHashAsync("opr_a", "second")).Should().BeTrue();
        (await SignedInAsync()).Should().Equal("usr_b");
        (await Accounts.SetPasswordHashAsync("usr_a", "second")).Should().BeTrue();

        (await Accounts.FindSignInsAsync("asha@example.com")).Single().PasswordHash.Should().Be("second");
        (await Store.Directory.ListUsersAsync(Customer)).Select(user => user.HasPassword).Should().Equal(false, true, false);

        async Task<IEnumerable<string>> SignedInAsync()
        {
            var signedIn = new List<string>();
            foreach (var account in new[] { "usr_a", "usr_b", "opr_a" })
            {
                signedIn.AddRange(await Store.Sessions.FindAsync(HashOf(account), Now) is { } session ? [session.AccountUid] : []);
            }

            return signedIn;
        }
    }

    [Fact]
    public async Task A_new_password_voids_the_invitations_of_its_account_alone()
    {
        await MakeUserAsync("usr_a", "asha@example.com");
        foreach (var (link, account) in new[] { ("password", "usr_a"), ("sign-in", "usr_a"), ("another's", "usr_b") })
        {
            await Accounts.InviteAsync(HashOf(link), new Invitation(InvitationPurpose.Password, account, Now.AddDays(1)), Later());
        }

        await Accounts.SetPasswordHashAsync("usr_a", "hash");

        (await Accounts.FindInvitationAsync(HashOf("password"), Now)).Should().BeNull();
        (await Accounts.UseInvitationAsync(HashOf("sign-in"), Now)).Should().BeFalse();
        (await Accounts.FindInvitationAsync(HashOf("another's"), Now)).Should().NotBeNull();
    }

    [Fact]
    public async Task What_is_not_there_answers_null_or_false()
    {
        (await Accounts.SetPasswordHashAsync("usr_nowhere", "hash")).Should().BeFalse();
        (await Accounts.SetPasswordHashAsync("opr_nowhere", "hash")).Should().BeFalse();
        (await Accounts.SetOperatorActiveAsync("opr_nowhere", false)).Should().Be(SwitchOutcome.NotFound);
        (await Accounts.FindInvitationAsync(Link, Now)).Should().BeNull();
        (await Accounts.UseInvitationAsync(Link, Now)).Should().BeFalse();
        (await MakeOperatorAsync("opr_a", "hash", by: Link)).Should().BeNull();
        (await Accounts.ListOperatorsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(InvitationPurpose.FirstOperator, null)]
    [InlineData(InvitationPurpose.Password, "usr_a")]
    [InlineData(InvitationPurpose.SignIn, "opr_a")]
    public async Task An_invitation_is_good_to_the_millisecond_and_once(InvitationPurpose purpose, string? account)
    {
        var end = Now.AddMinutes(30);
        await Accounts.InviteAsync(Link, new Invitation(purpose, account, end), Later());

        (await Accounts.FindInvitationAsync(Link, end.AddMilliseconds(-1))).Should().Be(new Invitation(purpose, account, end));
        (await Accounts.FindInvitationAsync(Link, end)).Should().BeNull();
        (await Accounts.FindInvitationAsync(HashOf("another"), Now)).Should().BeNull();
        (await Accounts.UseInvitationAsync(Link, end)).Should().BeFalse();

        (await Accounts.UseInvitationAsync(Link, end.AddMilliseconds(-1))).Should().BeTrue();
        (await Accounts.UseInvitationAsync(Link, Now)).Should().BeFalse();
        (await Accounts.FindInvitationAsync(Link, Now)).Should().BeNull();
    }

    [Fact]
    public async Task An_invitation_makes_the_first_operator_and_then_no_other()
    {
        await InviteFirstAsync(Link);
        await InviteFirstAsync(HashOf("another"));

        (await MakeOperatorAsync("opr_a", "hash", by: Link))!.Uid.Should().Be("opr_a");

        (await MakeOperatorAsync("opr_b", "hash", by: Link)).Should().BeNull("it is used");
        (await Accounts.FindInvitationAsync(HashOf("another"), Now)).Should().BeNull("there is an operator");
        (await Accounts.UseInvitationAsync(HashOf("another"), Now)).Should().BeFalse();
        (await MakeOperatorAsync("opr_b", "hash", by: HashOf("another"))).Should().BeNull();
        (await Accounts.ListOperatorsAsync()).Select(account => account.Uid).Should().Equal("opr_a");
    }

    [Fact]
    public async Task Only_an_invitation_for_the_first_operator_that_is_not_over_makes_one()
    {
        await Accounts.InviteAsync(Link, new Invitation(InvitationPurpose.Password, "usr_a", Now.AddDays(1)), Later());
        await Accounts.InviteAsync(HashOf("over"), new Invitation(InvitationPurpose.FirstOperator, null, Now), Later());

        (await MakeOperatorAsync("opr_a", "hash", by: Link)).Should().BeNull();
        (await MakeOperatorAsync("opr_a", "hash", by: HashOf("over"))).Should().BeNull();

        (await Accounts.ListOperatorsAsync()).Should().BeEmpty();
        (await Accounts.FindInvitationAsync(Link, Now)).Should().NotBeNull("what was refused uses nothing up");
    }

    [Fact]
    public async Task Of_many_who_use_an_invitation_at_once_one_does()
    {
        await Accounts.InviteAsync(Link, new Invitation(InvitationPurpose.Password, "usr_a", Now.AddDays(1)), Later());

        var used = await AtOnceAsync(_ => Accounts.UseInvitationAsync(Link, Now));

        used.Should().ContainSingle(isUsed => isUsed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_many_who_make_the_first_operator_at_once_one_does(int links)
    {
        byte[][] hashes = [.. Enumerable.Range(0, links).Select(i => HashOf($"link {i}"))];
        foreach (var hash in hashes)
        {
            await InviteFirstAsync(hash);
        }

        var now = Later();
        var made = await AtOnceAsync(i => Accounts.CreateOperatorAsync(
            new NewOperator($"opr_{i}", "Asha", $"asha{i}@example.com", "hash"), hashes[i % links], now));

        made.Should().ContainSingle(account => account != null);
        (await Accounts.ListOperatorsAsync()).Should().Equal(made.OfType<Operator>());
    }

    [Fact]
    public async Task Housekeeping_forgets_what_is_over_and_nothing_else()
    {
        await Accounts.InviteAsync(Link, new Invitation(InvitationPurpose.Password, "usr_a", Now.AddDays(1)), Later());
        await Accounts.InviteAsync(HashOf("over"), new Invitation(InvitationPurpose.Password, "usr_a", Now), Later());

        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }

        (await Accounts.FindInvitationAsync(Link, Now)).Should().NotBeNull();
        (await Accounts.FindInvitationAsync(HashOf("over"), Beginning)).Should().BeNull();
    }

    private ValueTask<Page<Account, AccountCursor>> SearchAsync(AccountFilter filter, int limit = 10, AccountCursor? after = null) =>
        Accounts.SearchAsync(filter, new Slice<AccountCursor>(0, limit, after));

    private static IEnumerable<string> UidsOf(Page<Account, AccountCursor> page) => page.Items.Select(account => account.Uid);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static Task<T[]> AtOnceAsync<T>(Func<int, ValueTask<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(async () => await work(i), Cancellation)));

    private ValueTask<Operator?> MakeOperatorAsync(string uid, string? passwordHash, string email = "op@example.com", ReadOnlyMemory<byte>? by = null) =>
        Accounts.CreateOperatorAsync(new NewOperator(uid, "Op", email, passwordHash), by, Later());

    private async Task MakeUserAsync(string uid, string? email, AccountRole role = AccountRole.Member) =>
        await Store.Directory.CreateUserAsync(Customer, uid, "Asha", email, role, Later());

    private ValueTask InviteFirstAsync(byte[] hash) =>
        Accounts.InviteAsync(hash, new Invitation(InvitationPurpose.FirstOperator, null, Now.AddMinutes(30)), Later());
}
