using System.CommandLine;
using ContactBooks.Bench;

var contacts = new Option<long>("--contacts") { Description = "Contacts that are there before anything is timed.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds, each of which does everything in turn.", DefaultValueFactory = _ => 5 };
var requests = new Option<int>("--requests") { Description = "Requests of a round.", DefaultValueFactory = _ => 32 };
var results = new Option<DirectoryInfo>("--results") { Description = "Where the table is written.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("bench", "results")) };

var seconds = new Option<double>("--seconds") { Description = "How long each turn lasts, more or less.", DefaultValueFactory = _ => 3 };
var clients = new Option<int[]>("--clients") { Description = "Numbers of clients at a time.", DefaultValueFactory = _ => [1, 4, 16], AllowMultipleArgumentsPerToken = true };
var engines = new Option<string[]>("--engines") { Description = "postgres, sqlite or both.", DefaultValueFactory = _ => ["postgres", "sqlite"], AllowMultipleArgumentsPerToken = true };
var peers = new Option<string[]>("--peers") { Description = "Those to be measured beside ours over PostgreSQL; `none` for none.", DefaultValueFactory = _ => PostgresContest.Peers, AllowMultipleArgumentsPerToken = true };
engines.AcceptOnlyFromAmong("postgres", "sqlite");
peers.AcceptOnlyFromAmong([.. PostgresContest.Peers, "none"]);
var contest = new Command("contest", "Uploads of 1000 rows over HTTP, beside the raw engine and beside what a user would pick or write instead.")
{
    contacts, rounds, seconds, clients, engines, peers, results,
};
contest.SetAction(async (parsed, _) => await new ContestCommand(
    $"dotnet run -c Release --project bench/ContactBooks.Bench -- {string.Join(' ', args)}",
    parsed.GetValue(contacts),
    parsed.GetValue(rounds),
    parsed.GetValue(seconds),
    parsed.GetValue(clients)!,
    [.. parsed.GetValue(peers)!.Where(peer => peer != "none")],
    parsed.GetValue(results)!).RunAsync(parsed.GetValue(engines)!));

var search = new Command("search", "Listing and searching a large book over HTTP.") { contacts, requests, results };
search.SetAction(async (parsed, _) => Write(
    await new SearchBench(parsed.GetValue(contacts), parsed.GetValue(requests)).RunAsync(), "embedded-search.md", parsed));

var road = new Command("road", "An upload without HTTP and engine: its steps, and all of it on all processors beside System.Text.Json alone.") { requests, results };
road.SetAction(async (parsed, _) => Write(await new RoadBench(parsed.GetValue(requests)).RunAsync(), "road.md", parsed));

var existing = new Option<long>("--contacts") { Description = "Contacts that are in the database.", DefaultValueFactory = _ => 100_000 };
var starts = new Option<int>("--starts") { Description = "How often each build is started.", DefaultValueFactory = _ => 10 };
var start = new Command("start", "From launch to the first answered upload, as built and as published. Run it in the repository's root.") { existing, starts, results };
start.SetAction(async (parsed, _) => Write(
    await new StartBench(parsed.GetValue(existing), parsed.GetValue(starts)).RunAsync(), "start.md", parsed));

var postgresSearch = new Command("postgres-search", "The same as search, over a PostgreSQL of the bench's own, and a book's first search.") { contacts, requests, results };
postgresSearch.SetAction(async (parsed, _) => Write(
    await new PostgresSearchBench(parsed.GetValue(contacts), parsed.GetValue(requests)).RunAsync(), "postgres-search.md", parsed));

var postgresCount = new Command("postgres-count", "Many clients uploading into one book of a PostgreSQL, beside as many that have a book each.") { contacts, rounds, requests, results };
postgresCount.SetAction(async (parsed, _) => Write(
    await new PostgresCountBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "postgres-count.md", parsed));

var postgresSearchPrice = new Command("postgres-search-price", "What keeping up the search costs an upload in PostgreSQL, by pgbench.") { contacts, rounds, requests, results };
postgresSearchPrice.SetAction(async (parsed, _) => Write(
    await new PostgresSearchPriceBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "postgres-search-price.md", parsed));

return await new RootCommand("Times Contact Books as its users would feel it.") { contest, search, road, start, postgresSearch, postgresSearchPrice, postgresCount }.Parse(args).InvokeAsync();

void Write(Report report, string file, ParseResult parsed)
{
    var text = report.ToMarkdown($"dotnet run -c Release --project bench/ContactBooks.Bench -- {string.Join(' ', args)}");
    Console.WriteLine(text);
    var folder = parsed.GetValue(results)!;
    folder.Create();
    File.WriteAllText(Path.Combine(folder.FullName, file), text);
}
