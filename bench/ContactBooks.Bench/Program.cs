using System.CommandLine;
using ContactBooks.Bench;

var contacts = new Option<long>("--contacts") { Description = "Contacts that are there before anything is timed.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds, each of which does everything in turn.", DefaultValueFactory = _ => 5 };
var requests = new Option<int>("--requests") { Description = "Requests of a round.", DefaultValueFactory = _ => 32 };
var results = new Option<DirectoryInfo>("--results") { Description = "Where the table is written.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("bench", "results")) };

var upload = new Command("upload", "Uploads of 1000 rows over HTTP, beside the raw engine doing the same rows, with ratios.") { contacts, rounds, requests, results };
upload.SetAction(async (parsed, _) => Write(
    await new UploadBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "embedded-upload.md", parsed));

var search = new Command("search", "Listing and searching a large book over HTTP.") { contacts, requests, results };
search.SetAction(async (parsed, _) => Write(
    await new SearchBench(parsed.GetValue(contacts), parsed.GetValue(requests)).RunAsync(), "embedded-search.md", parsed));

var road = new Command("road", "The steps of an upload without HTTP and engine, on one thread.") { requests, results };
road.SetAction(parsed => Write(new RoadBench(parsed.GetValue(requests)).Run(), "road.md", parsed));

var uploadsAtOnce = new Option<int>("--uploads-at-once") { Description = "Uploads of the server in the database at a time; its default unless given." };
var postgresUpload = new Command("postgres-upload", "The same as upload, over a PostgreSQL of the bench's own, beside pgbench.") { contacts, rounds, requests, uploadsAtOnce, results };
postgresUpload.SetAction(async (parsed, _) => Write(
    await new PostgresUploadBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests), parsed.GetValue(uploadsAtOnce)).RunAsync(), "postgres-upload.md", parsed));

var postgresSearch = new Command("postgres-search", "The same as search, over a PostgreSQL of the bench's own, and a book's first search.") { contacts, requests, results };
postgresSearch.SetAction(async (parsed, _) => Write(
    await new PostgresSearchBench(parsed.GetValue(contacts), parsed.GetValue(requests)).RunAsync(), "postgres-search.md", parsed));

var postgresCount = new Command("postgres-count", "Many clients uploading into one book of a PostgreSQL, beside as many that have a book each.") { contacts, rounds, requests, results };
postgresCount.SetAction(async (parsed, _) => Write(
    await new PostgresCountBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "postgres-count.md", parsed));

var postgresSearchPrice = new Command("postgres-search-price", "What keeping up the search costs an upload in PostgreSQL, by pgbench.") { contacts, rounds, requests, results };
postgresSearchPrice.SetAction(async (parsed, _) => Write(
    await new PostgresSearchPriceBench(parsed.GetValue(contacts), parsed.GetValue(rounds), parsed.GetValue(requests)).RunAsync(), "postgres-search-price.md", parsed));

return await new RootCommand("Times Contact Books as its users would feel it.") { upload, search, road, postgresUpload, postgresSearch, postgresSearchPrice, postgresCount }.Parse(args).InvokeAsync();

void Write(Report report, string file, ParseResult parsed)
{
    var text = report.ToMarkdown($"dotnet run -c Release --project bench/ContactBooks.Bench -- {string.Join(' ', args)}");
    Console.WriteLine(text);
    var folder = parsed.GetValue(results)!;
    folder.Create();
    File.WriteAllText(Path.Combine(folder.FullName, file), text);
}
