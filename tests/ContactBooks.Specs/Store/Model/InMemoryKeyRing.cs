using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>The key ring in the model.</summary>
internal sealed class InMemoryKeyRing : IKeyRingStore
{
    private readonly Lock _lock = new();
    private readonly List<(string KeyId, string Xml)> _keys = [];

    public ValueTask<IReadOnlyList<string>> ListAsync()
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<string>>([.. _keys.Select(key => key.Xml)]);
        }
    }

    public ValueTask AddAsync(string keyId, string xml, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_keys.Exists(key => key.KeyId == keyId))
            {
                _keys.Add((keyId, xml));
            }
        }

        return default;
    }
}
