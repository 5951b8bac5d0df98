using Microsoft.AspNetCore.Identity;

namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>What passkeys need. WebAuthn itself is the framework's: ASP.NET Core Identity's handler of passkeys, without the rest of it.</summary>
internal static class PasskeyServices
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<PasskeyChallenges>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyOwners>();
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ResidentKeyRequirement = "required"; // so that it says whose it is, and nobody has to
            options.UserVerificationRequirement = "required"; // by a finger, a face or a PIN: having the device is not enough
            options.AttestationConveyancePreference = "none"; // whoever made the device is none of our business
            options.ValidateOrigin = IsOurs;
        });
    }

    /// <summary>Only a page of ours asks, at the very address that the answer is sent to, and in no other's frame.</summary>
    private static ValueTask<bool> IsOurs(PasskeyOriginValidationContext origin)
    {
        var request = origin.HttpContext.Request;
        return ValueTask.FromResult(!origin.CrossOrigin && origin.Origin == $"{request.Scheme}://{request.Host}");
    }
}
