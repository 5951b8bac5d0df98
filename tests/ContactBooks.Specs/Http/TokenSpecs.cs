using ContactBooks.Core.Customers;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Http;

public class TokenSpecs(RunningServer server)
{
    /// <summary>The six endpoints, as method and path.</summary>
    public static TheoryData<string, string> Endpoints { get; } = new()
    {
        { "GET", Api.Books },
        { "GET", Api.Book("grp_abc") },
        { "GET", Api.Contacts("grp_abc") },
        { "POST", Api.Books },
        { "POST", Api.Book("grp_abc") },
        { "POST", Api.Bulk("grp_abc") },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_token_supplied_is_401_MISSING_AUTH_TOKEN_everywhere(string method, string path)
    {
        var api = await server.NewCustomerAsync();

        (await SendAsync(api.With(null), method, path)).Fails(401, "MISSING_AUTH_TOKEN");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_unknown_token_is_401_INVALID_AUTH_TOKEN_everywhere(string method, string path)
    {
        var api = await server.NewCustomerAsync();

        (await SendAsync(api.With(TokenSecret.New()), method, path)).Fails(401, "INVALID_AUTH_TOKEN");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_number_scoped_token_is_403_TOKEN_SCOPE_NOT_ALLOWED_everywhere(string method, string path)
    {
        (await SendAsync(await server.NewCustomerAsync(scope: TokenScope.SelectedNumber), method, path)).Fails(403, "TOKEN_SCOPE_NOT_ALLOWED");
        (await SendAsync(await server.NewCustomerAsync(scope: TokenScope.SpecificNumber), method, path)).Fails(403, "TOKEN_SCOPE_NOT_ALLOWED");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_subscription_without_contacts_is_403_FEATURE_NOT_AVAILABLE_everywhere(string method, string path)
    {
        var api = await server.NewCustomerAsync(Features.None);

        (await SendAsync(api, method, path)).Fails(403, "FEATURE_NOT_AVAILABLE");
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Token w91_live_abc")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer    ")]
    [InlineData("w91_live_abc")]
    [InlineData("Bearerw91_live_abc")]
    [InlineData("")]
    public async Task Another_scheme_or_an_empty_bearer_is_MISSING_AUTH_TOKEN(string authorization)
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books, ("Authorization", authorization))).Fails(401, "MISSING_AUTH_TOKEN");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [InlineData("bEaReR")]
    public async Task The_scheme_is_case_insensitive(string scheme)
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books, ("Authorization", $"{scheme} {api.Token}"))).Succeeds("Contact books retrieved");
    }

    [Fact]
    public async Task The_token_itself_is_not_case_insensitive_and_every_character_counts()
    {
        var api = await server.NewCustomerAsync();
        var token = api.Token;

        for (var i = 0; i < token.Length; i += 5)
        {
            var other = char.IsLower(token[i]) ? char.ToUpperInvariant(token[i]) : token[i] == '0' ? '1' : '0';
            (await api.With(token[..i] + other + token[(i + 1)..]).GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
        }

        (await api.With(token[..^1]).GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
        (await api.With(token + "0").GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
        (await api.With(token + " " + token).GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("w91_live_")]
    [InlineData("w91_public_token_here")]
    [InlineData("' or 1=1 --")]
    [InlineData("😀")]
    public async Task What_is_no_token_at_all_is_INVALID_AUTH_TOKEN(string token)
    {
        var api = await server.NewCustomerAsync();

        (await api.With(token).GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
    }

    [Fact]
    public void A_managed_token_is_the_prefix_32_random_base62_characters_and_6_of_checksum()
    {
        TokenSecret.New().Should().MatchRegex("^w91_live_[0-9A-Za-z]{38}$").And.NotBe(TokenSecret.New());

        // CRC-32 of the first 41 characters in base62, reckoned here by the definition.
        TokenSecret.IsWellFormed("w91_live_" + new string('0', 32) + Base62(Crc32("w91_live_" + new string('0', 32)))).Should().BeTrue();
    }

    [Fact]
    public async Task Two_Authorization_headers_are_refused_whichever_of_them_is_right()
    {
        var api = await server.NewCustomerAsync();
        string[] request = ["GET /api/v2/contact-books HTTP/1.1"];

        (await RawHttp.SendAsync(server.Address, [.. request, $"Authorization: Bearer {api.Token}"])).Status.Should().Be(200);
        (await RawHttp.SendAsync(server.Address, [.. request, $"Authorization: Bearer {api.Token}", $"Authorization: Bearer {TokenSecret.New()}"]))
            .Status.Should().Be(401);
        (await RawHttp.SendAsync(server.Address, [.. request, $"Authorization: Bearer {TokenSecret.New()}", $"Authorization: Bearer {api.Token}"]))
            .Status.Should().Be(401);
        (await RawHttp.SendAsync(server.Address, [.. request, "Authorization: Basic eDp5", $"Authorization: Bearer {api.Token}"])).Status.Should().Be(401);
    }

    [Fact]
    public async Task A_token_in_the_query_opens_nothing()
    {
        var api = await server.NewCustomerAsync();

        (await api.With(null).GetAsync($"{Api.Books}?token={api.Token}&authToken={api.Token}")).Fails(401, "MISSING_AUTH_TOKEN");
    }

    [Fact]
    public async Task A_token_is_valid_until_it_expires_and_not_a_millisecond_longer()
    {
        await using var own = await RunningServer.StartAsync();
        own.Clock.IsStopped = true;
        var api = await own.NewCustomerAsync(expiresAt: own.Clock.GetUtcNow() + TimeSpan.FromHours(1));

        own.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await api.GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
    }

    [Fact]
    public async Task A_revoked_token_is_INVALID_AUTH_TOKEN_at_once_and_the_customers_others_are_not()
    {
        var api = await server.NewCustomerAsync();
        var (other, _) = await server.NewTokenAsync(api.Customer.Id);
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");

        (await server.Store.Directory.RevokeTokenAsync(api.TokenUid, server.Clock.GetUtcNow())).Should().BeTrue();

        (await api.GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");
        (await api.With(other).GetAsync(Api.Books)).Succeeds("Contact books retrieved");
    }

    [Fact]
    public async Task An_inactive_users_tokens_are_INVALID_AUTH_TOKEN_at_once()
    {
        var api = await server.NewCustomerAsync();
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");

        (await server.Store.Directory.SetUserActiveAsync(api.UserUid, false)).Should().BeTrue();
        (await api.GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");

        await server.Store.Directory.SetUserActiveAsync(api.UserUid, true);
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");
    }

    [Fact]
    public async Task An_inactive_customers_tokens_are_INVALID_AUTH_TOKEN_at_once()
    {
        var api = await server.NewCustomerAsync();
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");

        (await server.Store.Directory.SetCustomerActiveAsync(api.Customer.Uid, false)).Should().BeTrue();
        (await api.GetAsync(Api.Books)).Fails(401, "INVALID_AUTH_TOKEN");

        await server.Store.Directory.SetCustomerActiveAsync(api.Customer.Uid, true);
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");
    }

    [Fact]
    public async Task A_change_of_features_takes_effect_at_once()
    {
        var api = await server.NewCustomerAsync();

        await server.Store.Directory.SetFeaturesAsync(api.Customer.Uid, Features.None);
        (await api.GetAsync(Api.Books)).Fails(403, "FEATURE_NOT_AVAILABLE");

        await server.Store.Directory.SetFeaturesAsync(api.Customer.Uid, Features.Contacts);
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");
    }

    [Fact]
    public async Task No_answer_repeats_the_token()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books)).Text.Should().NotContain(api.Token);
        (await api.GetAsync("/nothing")).Text.Should().NotContain(api.Token);
        (await api.With(null).PostAsync(Api.Books, $$"""{"authToken":"{{api.Token}}","name":""}""")).Text.Should().NotContain(api.Token);
    }

    private static Task<Answer> SendAsync(Api api, string method, string path) =>
        method == "GET" ? api.GetAsync(path) : api.PostAsync(path, """{"name":"A book"}""");

    /// <summary>CRC-32 by its definition, bit by bit.</summary>
    private static uint Crc32(string ascii)
    {
        var crc = uint.MaxValue;
        foreach (var c in ascii)
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }

    private static string Base62(uint number)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return string.Concat(Enumerable.Range(0, 6).Select(i => Digits[(int)(number / (ulong)Math.Pow(62, 5 - i) % 62)]));
    }
}
