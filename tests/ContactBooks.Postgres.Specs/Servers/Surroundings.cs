namespace ContactBooks.Specs.Servers;

/// <summary>What of the environment a server must not see.</summary>
internal static class Surroundings
{
    /// <summary>Takes PostgreSQL's own variables away (PGDATA, PGPORT …) and makes messages and sorting the same everywhere.</summary>
    public static void TakeAway(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }

        environment["LC_ALL"] = "C";
    }
}
