namespace ContactBooks.Bench;

/// <summary>What the contest is run over.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Floor">What they call its floor.</param>
/// <param name="FileName">Where its tables lie, in the folder of the results.</param>
internal sealed record ContestEngine(string Name, string Floor, string FileName)
{
    public static readonly ContestEngine Postgres = new("PostgreSQL", PostgresFloor.Title, "contest-postgres.md");
    public static readonly ContestEngine Sqlite = new("SQLite", SqliteFloor.Title, "contest-sqlite.md");

    /// <summary>Both, in the order of the tables.</summary>
    public static readonly ContestEngine[] All = [Postgres, Sqlite];
}
