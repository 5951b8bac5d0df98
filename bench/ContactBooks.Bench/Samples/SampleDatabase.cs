using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>An embedded database with one customer, one token and one book of so many contacts.</summary>
internal sealed record SampleDatabase(string Folder, Sample Sample) : IDisposable
{
    public static Task<SampleDatabase> CreateAsync(long contacts) => CreateAsync(store => Sample.FillAsync(store, contacts));

    /// <summary>Fills a fresh database.</summary>
    public static async Task<SampleDatabase> CreateAsync(Func<IStore, Task<Sample>> fill)
    {
        var folder = Directory.CreateTempSubdirectory("contactbooks-bench-").FullName;
        await using var store = SqliteStore.Open(folder);
        return new SampleDatabase(folder, await fill(store));
    }

    /// <summary>The server over it.</summary>
    public Task<ServerUnderTest> ServeAsync(params (string Name, string Value)[] settings) => ServerUnderTest.StartAsync(["--data", Folder], Sample, settings);

    /// <summary>The same again, for something else to write into.</summary>
    public SampleDatabase Copy()
    {
        var copy = this with { Folder = Directory.CreateTempSubdirectory("contactbooks-bench-").FullName };
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
