using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs;

/// <summary>The system's own Chromium, started once for all that look at pages. Each test opens pages of its own in it, which share nothing.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Nothing but what a test opens: no updates, no profile in a cloud, no second transport.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", // it refuses root otherwise
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>How long a test waits for what must come; 5 s, the library's own, are little where tests share two processors.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Headless = true, Args = Quiet });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright!.Dispose();
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no chromium on the PATH. On Debian: apt-get install chromium.");
}
