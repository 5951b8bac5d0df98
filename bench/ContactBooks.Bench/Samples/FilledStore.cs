using ContactBooks.Core.Store;

namespace ContactBooks.Bench;

/// <summary>Makes stores of the bench's own by the names of their engines.</summary>
internal static class FilledStore
{
    /// <summary>PostgreSQL, as the command line calls it.</summary>
    public const string Postgres = "postgres";

    /// <summary>The embedded store, as the command line calls it.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>What is to be known of an engine to read its figures.</summary>
    public static string NoteOf(string engine) => engine == Postgres
        ? $"PostgreSQL's settings: {ThrowAwayPostgres.Settings}."
        : "The database file is mapped into the server: its pages that were read count as its memory, and the system takes them back when it needs them.";

    /// <summary>Makes one with a large book and some that are empty.</summary>
    public static Task<IFilledStore> CreateAsync(string engine, long contacts, int emptyBooks = 0) =>
        CreateAsync(engine, store => Sample.FillAsync(store, contacts, uploadsAtOnce: engine == Postgres ? 4 : 1, emptyBooks));

    /// <summary>Makes one.</summary>
    /// <param name="engine">Which engine.</param>
    /// <param name="fill">Fills it.</param>
    public static async Task<IFilledStore> CreateAsync(string engine, Func<IStore, Task<Sample>> fill) =>
        engine == Postgres ? await FilledPostgres.CreateAsync(fill) : await FilledSqlite.CreateAsync(fill);

    /// <summary>Sees to it that a store holds so many contacts, and that its books' own counts say the same.</summary>
    /// <exception cref="InvalidOperationException">It doesn't.</exception>
    public static async Task ExpectAsync(this IFilledStore store, long contacts)
    {
        var (stored, counted) = await store.CountAsync();
        if (stored != contacts || counted != contacts)
        {
            throw new InvalidOperationException($"{store.Engine}: {contacts} contacts were uploaded, {stored} are stored, and the books count {counted}.");
        }
    }
}
