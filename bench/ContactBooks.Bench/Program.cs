using System.CommandLine;
using ContactBooks.Bench;

var command = $"dotnet run -c Release --project bench/ContactBooks.Bench -- {string.Join(' ', args)}";
var contacts = new Option<long>("--contacts") { Description = "Contacts that are there before anything is timed.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds, each of which does everything in turn.", DefaultValueFactory = _ => 5 };
var requests = new Option<int>("--requests") { Description = "Requests of a round.", DefaultValueFactory = _ => 32 };
var results = new Option<DirectoryInfo>("--results") { Description = "Where the table is written.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("bench", "results")) };

var seconds = new Option<double>("--seconds") { Description = "How long each turn lasts, more or less.", DefaultValueFactory = _ => 3 };
var clients = new Option<int[]>("--clients") { Description = "Numbers of clients at a time.", DefaultValueFactory = _ => [1, 4, 16], AllowMultipleArgumentsPerToken = true };
var engines = new Option<string[]>("--engines") { Description = "postgres, sqlite or both.", DefaultValueFactory = _ => [FilledStore.Postgres, FilledStore.Sqlite], AllowMultipleArgumentsPerToken = true };
var peers = new Option<string[]>("--peers") { Description = "Those to be measured beside ours over PostgreSQL; `none` for none.", DefaultValueFactory = _ => PostgresContest.Peers, AllowMultipleArgumentsPerToken = true };
engines.AcceptOnlyFromAmong(FilledStore.Postgres, FilledStore.Sqlite);
peers.AcceptOnlyFromAmong([.. PostgresContest.Peers, "none"]);
var contest = new Command("contest", "Uploads of 1000 rows over HTTP, beside the raw engine and beside what a user would pick or write instead.")
{
    contacts, rounds, seconds, clients, engines, peers, results,
};
contest.SetAction(async (parsed, _) => await new ContestCommand(
    command,
    parsed.GetValue(contacts),
    parsed.GetValue(rounds),
    parsed.GetValue(seconds),
    parsed.GetValue(clients)!,
    [.. parsed.GetValue(peers)!.Where(peer => peer != "none")],
    parsed.GetValue(results)!).RunAsync(parsed.GetValue(engines)!));

var sizes = new Option<long[]>("--sizes") { Description = "How many contacts the books have, in thousands of them.", DefaultValueFactory = _ => [10_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var reads = new Option<int>("--requests") { Description = "Requests of each kind.", DefaultValueFactory = _ => 200 };
var reading = new Command("reading", "How listing and searching over HTTP grow with the book.") { sizes, reads, engines, results };
reading.SetAction((parsed, _) => EachEngineAsync(
    "Reading a book over HTTP, by its size",
    "reading.md",
    parsed,
    new ReadingBench(parsed.GetValue(sizes)!, parsed.GetValue(reads)).RunAsync));

var pages = new Option<int>("--rounds") { Description = "Rounds, each of which reads a page in every order.", DefaultValueFactory = _ => 50 };
var sorting = new Command("sorting", "Pages of a large book by name and by phone, beside those in its own order.") { contacts, pages, engines, results };
sorting.SetAction((parsed, _) => EachEngineAsync(
    $"Pages of a book of {parsed.GetValue(contacts):N0} contacts in other orders, {parsed.GetValue(pages)} rounds",
    "sorting.md",
    parsed,
    new SortingBench(parsed.GetValue(contacts), parsed.GetValue(pages)).RunAsync));

var fewRounds = new Option<int>("--rounds") { Description = "Rounds, each of which does everything in turn.", DefaultValueFactory = _ => 3 };
var turn = new Option<double>("--seconds") { Description = "How long each turn lasts.", DefaultValueFactory = _ => 5 };
var searchUnderLoad = new Command("search-under-load", "Ten searchers and four uploaders of one large book, each alone and both together.") { contacts, fewRounds, turn, engines, results };
searchUnderLoad.SetAction((parsed, _) => EachEngineAsync(
    $"Searching a book of {parsed.GetValue(contacts):N0} contacts while it is uploaded into, {parsed.GetValue(fewRounds)} rounds",
    "search-under-load.md",
    parsed,
    new SearchUnderLoadBench(parsed.GetValue(contacts), parsed.GetValue(fewRounds), parsed.GetValue(turn)).RunAsync));

var grown = new Option<long>("--contacts") { Description = "Contacts at the end, in tens of thousands.", DefaultValueFactory = _ => 10_000_000 };
var customers = new Option<int>("--customers") { Description = "Customers among whom as many contacts are spread.", DefaultValueFactory = _ => 1000 };
var members = new Option<long>("--members") { Description = "Members of the large book that small uploads go into.", DefaultValueFactory = _ => 1_000_000 };
var grownEngines = new Option<string[]>(engines.Name) { Description = engines.Description, DefaultValueFactory = _ => [FilledStore.Postgres], AllowMultipleArgumentsPerToken = true };
grownEngines.AcceptOnlyFromAmong(FilledStore.Postgres, FilledStore.Sqlite);
var growth = new Command("growth", "Uploads into an empty store until it is large, and small uploads into a small book and a large one.") { grown, customers, members, reads, grownEngines, results };
growth.SetAction((parsed, _) => EachEngineAsync(
    $"From an empty store to {parsed.GetValue(grown):N0} contacts, by uploads of 1000 new rows",
    "growth.md",
    parsed,
    new GrowthBench(parsed.GetValue(grown), parsed.GetValue(customers), parsed.GetValue(members), parsed.GetValue(reads)).RunAsync));

var road = new Command("road", "An upload without HTTP and engine: its steps, and all of it on all processors beside System.Text.Json alone.") { requests, results };
road.SetAction(async (parsed, _) => Write(await new RoadBench(parsed.GetValue(requests)).RunAsync(), "road.md", parsed));

var existing = new Option<long>("--contacts") { Description = "Contacts that are in the database.", DefaultValueFactory = _ => 100_000 };
var starts = new Option<int>("--starts") { Description = "How often each build is started.", DefaultValueFactory = _ => 10 };
var start = new Command("start", "From launch to the first answered upload, as built and as published. Run it in the repository's root.") { existing, starts, results };
start.SetAction(async (parsed, _) => Write(
    await new StartBench(parsed.GetValue(existing), parsed.GetValue(starts)).RunAsync(), "start.md", parsed));

var postgresCount = new Command("postgres-count", "Many clients uploading into one book of a PostgreSQL, beside as many that have a book each.") { contacts, rounds, requests, results };
postgresCount.SetAction(async (parsed, _) => Write(
    await new PostgresCountBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "postgres-count.md", parsed));

var postgresSearchPrice = new Command("postgres-search-price", "What keeping up the search costs an upload in PostgreSQL, by pgbench.") { contacts, rounds, requests, results };
postgresSearchPrice.SetAction(async (parsed, _) => Write(
    await new PostgresSearchPriceBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "postgres-search-price.md", parsed));

var formats = new Option<string[]>("--format") { Description = "csv, xlsx or both.", DefaultValueFactory = _ => [.. SampleFile.All.Select(file => file.Format)], AllowMultipleArgumentsPerToken = true };
formats.AcceptOnlyFromAmong([.. SampleFile.All.Select(file => file.Format)]);
var fileRows = new Option<long?>("--rows") { Description = "Rows of each file, in thousands of them. Default: 1,000,000 of csv, 300,000 of xlsx." };
var aloneSeconds = new Option<double>("--seconds") { Description = "How long small uploads are timed before the import and after it.", DefaultValueFactory = _ => 30 };
var import = new Command("import", "Large files imported, beside the raw engine, and small uploads of another customer meanwhile.") { formats, fileRows, aloneSeconds, engines, results };
import.SetAction((parsed, _) => EachEngineAsync(
    "Files of contacts, all of them new, imported over HTTP",
    "imports.md",
    parsed,
    new ImportBench(
        [.. SampleFile.All.Where(file => parsed.GetValue(formats)!.Contains(file.Format))], parsed.GetValue(fileRows), parsed.GetValue(aloneSeconds)).RunAsync));

var export = new Command("export", "A large book exported over HTTP, in each format.") { contacts, engines, results };
export.SetAction((parsed, _) => EachEngineAsync(
    $"A book of {parsed.GetValue(contacts):N0} contacts exported over HTTP",
    "exports.md",
    parsed,
    new ExportBench(parsed.GetValue(contacts)).RunAsync));

var undone = new Option<long>(contacts.Name) { Description = contacts.Description, DefaultValueFactory = _ => 200_000 };
var undo = new Command("undo", "What it costs an upload that it can be undone.") { undone, rounds, requests, engines, results };
undo.SetAction((parsed, _) => EachEngineAsync(
    $"Uploads of 1000 rows that can be undone, beside the same that can't, at {parsed.GetValue(undone):N0} contacts",
    "undo.md",
    parsed,
    new UndoBench(parsed.GetValue(undone), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync));

return await new RootCommand("Times Contact Books as its users would feel it.") { contest, reading, sorting, searchUnderLoad, growth, import, export, undo, road, start, postgresSearchPrice, postgresCount }.Parse(args).InvokeAsync();

void Write(Report report, string file, ParseResult parsed)
{
    var text = report.ToMarkdown(command);
    Console.WriteLine(text);
    var folder = parsed.GetValue(results)!;
    folder.Create();
    File.WriteAllText(Path.Combine(folder.FullName, file), text);
}

async Task EachEngineAsync(string title, string file, ParseResult parsed, Func<string, ResultFile, Task> measure)
{
    var result = new ResultFile(Path.Combine(parsed.GetValue(results)!.FullName, file), title, command);
    foreach (var engine in parsed.GetValue<string[]>(engines.Name)!)
    {
        await measure(engine, result);
        result.Write();
    }

    Console.WriteLine(result);
}
