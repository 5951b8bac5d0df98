using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs;

/// <summary>Errors and warnings of a browser's console, what a page's policy forbade among them.</summary>
internal sealed class BrowserComplaints
{
    private readonly ConcurrentQueue<string> _all = new();

    /// <param name="context">The browser.</param>
    /// <param name="counts">Which lines of its console are complaints.</param>
    public BrowserComplaints(IBrowserContext context, Func<string, bool> counts)
    {
        context.WebError += (_, error) => _all.Enqueue(error.Error);
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && counts(message.Text))
            {
                _all.Enqueue(message.Text);
            }
        };
    }

    /// <summary>Those so far.</summary>
    public IReadOnlyCollection<string> All => _all;
}
