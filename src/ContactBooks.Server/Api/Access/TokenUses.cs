using System.Collections.Concurrent;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Server.Api.Access;

/// <summary>
/// When tokens were last used: noted in memory, written in the background, and for one token once a minute at the most,
/// since a write for each request would cost more than the request.
/// </summary>
internal sealed class TokenUses
{
    private static readonly TimeSpan Resolution = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, TokenUse> _noted = new(StringComparer.Ordinal);

    public void Note(TokenGrant grant, DateTimeOffset now)
    {
        if (grant.LastUsedAt is not { } last || now - last >= Resolution)
        {
            _noted[grant.TokenUid] = new TokenUse(grant.CustomerId, grant.TokenUid, now);
        }
    }

    /// <summary>Writes what was noted.</summary>
    public async Task FlushAsync(IStore store)
    {
        var uses = _noted.ToArray();
        if (uses.Length == 0)
        {
            return;
        }

        await store.Directory.RecordUseAsync([.. uses.Select(u => u.Value)]);
        foreach (var use in uses)
        {
            _noted.TryRemove(use);
        }
    }
}
