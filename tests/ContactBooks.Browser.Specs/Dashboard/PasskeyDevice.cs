using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>A device that keeps passkeys and knows its owner's finger, as Chromium makes one believe.</summary>
internal sealed class PasskeyDevice
{
    private readonly ICDPSession _chromium;
    private readonly object _id;

    private PasskeyDevice(ICDPSession chromium, object id) => (_chromium, _id) = (chromium, id);

    /// <summary>Gives one to the browser of a page.</summary>
    public static async Task<PasskeyDevice> AttachAsync(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        var added = await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
        return new PasskeyDevice(chromium, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether the finger is its owner's from now on.</summary>
    public Task SetOwnerAsync(bool isOwner) =>
        _chromium.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _id, ["isUserVerified"] = isOwner });
}
