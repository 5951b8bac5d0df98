using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Specs.Reliability;

/// <summary>
/// What the real program is started over, of the engine that this project tests; each test project has its own class of this
/// name. Here it is the embedded one.
/// </summary>
internal sealed class ServedStore : IAsyncDisposable
{
    private readonly DataFolder _folder = new();

    private ServedStore()
    {
    }

    /// <summary>Whether several servers may be over it at once.</summary>
    public static bool IsOfManyNodes => false;

    /// <summary>One with nothing in it. Disposing of it leaves nothing behind.</summary>
    public static Task<ServedStore> MakeAsync() => Task.FromResult(new ServedStore());

    /// <summary>The options that name it to a command.</summary>
    public IReadOnlyList<string> Options => ["--data", _folder.Path];

    /// <summary>The store itself, beside whatever else has it open.</summary>
    public Task<IStore> OpenAsync() => Task.FromResult<IStore>(SqliteStore.Open(_folder.Path));

    /// <summary>A server over it.</summary>
    public Task<ServeProcess> ServeAsync(IReadOnlyDictionary<string, string> environment) => _folder.ServeAsync(environment);

    /// <summary>Makes a customer, whether or not a server has it open.</summary>
    public Task<Account> NewAccountAsync(string name = "Customer") => _folder.NewAccountAsync(name);

    /// <summary>Does to the database what no server does.</summary>
    public Task ExecuteAsync(string sql)
    {
        _folder.Stored.Execute(sql);
        return Task.CompletedTask;
    }

    /// <summary>All columns of all contacts, memberships and books, but for those that only serve the search.</summary>
    public Task<string> StateAsync() => Task.FromResult(_folder.Stored.State);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
