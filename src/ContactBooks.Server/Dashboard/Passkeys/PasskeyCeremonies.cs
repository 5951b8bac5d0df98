using System.Runtime.ExceptionServices;
using System.Text.Json;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using Microsoft.AspNetCore.Identity;

namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>
/// WebAuthn's two ceremonies: a passkey is added to an account, and somebody signs in with one. Each begins with options that the browser
/// hands to whatever keeps the passkeys, and ends with the credential that comes of it.
/// </summary>
internal sealed class PasskeyCeremonies(
    IPasskeyHandler<PasskeyOwner> handler, PasskeyChallenges challenges, SignInThrottle throttle, IStore store, TimeProvider clock)
{
    private const string Adding = "add";
    private const string SigningIn = "sign in";

    /// <summary>Whether browsers do either here: they do where the server has a name, and not at the number of an address.</summary>
    public static bool ArePossibleAt(HttpRequest request) => Uri.CheckHostName(request.Host.Host) == UriHostNameType.Dns;

    /// <summary>The options to make a passkey of an account by, as JSON.</summary>
    public async Task<string> BeginAddingAsync(HttpContext http, Session session)
    {
        var person = new PasskeyUserEntity { Id = session.AccountUid, Name = session.Email ?? session.Name, DisplayName = session.Name };
        var options = await handler.MakeCreationOptionsAsync(person, http);
        challenges.Set(http, Adding, options.AttestationState!);
        return options.CreationOptionsJson;
    }

    /// <summary>Adds the passkey that was made; false where it is not what was asked for, or is there already.</summary>
    public async Task<bool> AddAsync(HttpContext http, Session session, string name, string credential)
    {
        var state = await challenges.UseAsync(http, Adding);
        var made = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        Rethrow(made.Failure);
        return made.Succeeded
            && made.UserEntity.Id == session.AccountUid
            && await store.Passkeys.AddAsync(new Passkey(
                made.Passkey.CredentialId, session.AccountUid, name, made.Passkey.PublicKey, made.Passkey.SignCount, made.Passkey.IsBackupEligible,
                clock.GetUtcNow(), LastUsedAt: null));
    }

    /// <summary>The options to sign in by, as JSON. Who it is shows in the answer.</summary>
    public async Task<string> BeginSignInAsync(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        challenges.Set(http, SigningIn, options.AssertionState!);
        return options.RequestOptionsJson;
    }

    /// <summary>Looks whose passkey has signed. Every attempt counts, right or wrong.</summary>
    public async Task<SignInAttempt> SignInAsync(HttpContext http, string credential)
    {
        var identity = $"passkey {CredentialIdOf(credential)}";
        if (await throttle.TakeAsync(identity, http.Connection.RemoteIpAddress, clock.GetUtcNow(), http.RequestAborted) is { } wait)
        {
            return new SignInAttempt(null, wait);
        }

        var state = await challenges.UseAsync(http, SigningIn);
        var signed = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        Rethrow(signed.Failure);
        if (!signed.Succeeded)
        {
            return default;
        }

        await store.Passkeys.RecordUseAsync(signed.Passkey.CredentialId, signed.Passkey.SignCount, clock.GetUtcNow());
        return new SignInAttempt(signed.User.AccountUid, null);
    }

    private static string? CredentialIdOf(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id) ? id.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>To the handler whatever goes wrong is the passkey's fault. The store's are not.</summary>
    private static void Rethrow(PasskeyException? failure)
    {
        if (failure?.InnerException is StoreFaultException fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
