using static ContactBooks.Bench.SampleUploads;

namespace ContactBooks.Bench;

/// <summary>What the contest is to come to.</summary>
internal static class ContestGoals
{
    /// <summary>The number of clients that rates are compared with.</summary>
    public const int Clients = 4;

    /// <summary>The number of clients that memory and slow uploads are looked at with.</summary>
    public const int ManyClients = 16;

    /// <summary>How much longer than the median upload one in a hundred may take, at the most.</summary>
    public const double Tail = 1.3;

    /// <summary>The most memory that the server may have, in MiB.</summary>
    public const double Memory = 120;

    /// <summary>Our rate to others' rates. Directus has no goal: it does less.</summary>
    public static readonly IReadOnlyList<RatioGoal> Ratios =
    [
        new(ContestEngine.Postgres, PostgresFloor.Title, "floor", [(New, 0.95), (Changed, 0.90), (Identical, 0.90)]),
        new(ContestEngine.Sqlite, SqliteFloor.Title, "floor", [(New, 1.0), (Changed, 1.0), (Identical, 0.90)]),
        Peer("express-unnest", "Express + pg + libphonenumber-js, one `unnest`", 3, Kinds),
        Peer("efcore", "EF Core 10 the usual way", 5, Kinds),
        Peer("express-row", "Express, a query a row", 20, Kinds),
        Peer("directus", "Directus", null, New, Changed, Identical),
    ];

    private static RatioGoal Peer(string peer, string other, double? goal, params IEnumerable<string> kinds) =>
        new(ContestEngine.Postgres, PostgresContest.TitleOf(peer), other, [.. kinds.Select(kind => (kind, goal))]);
}

/// <summary>How many times another's rate ours is to be.</summary>
/// <param name="Engine">Over which engine.</param>
/// <param name="Name">The other, as the figures name it.</param>
/// <param name="Other">The other, so that a reader knows what it is.</param>
/// <param name="Kinds">The least ratio for each kind of rows; null where there is no goal.</param>
internal sealed record RatioGoal(ContestEngine Engine, string Name, string Other, IReadOnlyList<(string Kind, double? Goal)> Kinds);
