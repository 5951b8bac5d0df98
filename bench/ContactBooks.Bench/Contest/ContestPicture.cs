using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>The contest as a picture: contacts a second of everyone, for each kind of rows.</summary>
internal static class ContestPicture
{
    /// <summary>Where it lies, beside the tables.</summary>
    public const string FileName = "contest.svg";

    /// <param name="measured">What was measured.</param>
    /// <param name="conditions">What else was given: how many contacts, how many rounds.</param>
    public static string ToSvg(IReadOnlyDictionary<ContestEngine, ContestFigures> measured, string conditions) => new BarChart(
        "Contacts taken in per second",
        $"Uploads of {Sample.RowsOfUpload} contacts by {ContestGoals.Clients} clients at a time, unless said. Longer is better.",
        [
            (BarLook.Ours, "Contact Books"),
            (BarLook.Other, "what one would write or install instead"),
            (BarLook.Limit, "the database alone (the floor)"),
        ],
        [
            .. from engine in ContestEngine.All
               where measured.ContainsKey(engine)
               select new BarPanel(TitleOf(engine), [.. SampleUploads.Kinds.Select(kind => GroupOf(engine, measured[engine], kind))]),
        ],
        [
            $"The median of the run: {conditions}. Clients, server and database share {Environment.ProcessorCount} cores.",
            "The floor writes the same rows with no HTTP, no JSON, no phones and no search.",
            $"Mixed: a quarter new, a quarter changed, half identical.{(HasPeers(measured) ? " The others do less, see bench/peers; Directus no mixed rows." : "")}",
        ]).ToSvg();

    private static BarGroup GroupOf(ContestEngine engine, ContestFigures figures, string kind) => new(
        $"{char.ToUpperInvariant(kind[0])}{kind[1..]} rows",
        [
            .. from bar in BarsOf(engine)
               let clients = figures.ClientsNearest(bar.Name, kind, ContestGoals.Clients)
               where clients is not null
               select new Bar(bar.Label + WithClients(clients.Value), figures.Rate(bar.Name, kind, clients.Value)!.Value, bar.Look),
        ]);

    private static IEnumerable<(string Name, string Label, BarLook Look)> BarsOf(ContestEngine engine)
    {
        yield return (engine.Floor, $"{engine.Name} alone", BarLook.Limit);
        yield return (Ours.Title, Ours.Title, BarLook.Ours);
        foreach (var peer in engine == ContestEngine.Postgres ? PostgresContest.Peers : [])
        {
            yield return (PostgresContest.TitleOf(peer), PostgresContest.TitleOf(peer), BarLook.Other);
        }
    }

    private static bool HasPeers(IReadOnlyDictionary<ContestEngine, ContestFigures> measured) =>
        measured.Values.SelectMany(figures => figures.Names).Intersect(PostgresContest.Peers.Select(PostgresContest.TitleOf)).Any();

    private static string TitleOf(ContestEngine engine) => engine == ContestEngine.Postgres ? "PostgreSQL" : "Embedded store (SQLite)";

    private static string WithClients(int clients) => clients == ContestGoals.Clients
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {clients} client{(clients == 1 ? "" : "s")}");
}
