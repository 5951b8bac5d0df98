// Uploads the contacts of a JSON file into a new contact book, however many there are.
//
//   export CONTACTBOOKS_URL=http://127.0.0.1:5091 CONTACTBOOKS_TOKEN=w91_live_…
//   dotnet run -c Release --project examples/csharp -- FILE.json [BOOK NAME]
//
// Needs .NET 10. Exit code: 0 every row is in, 1 the upload failed, 2 it could not begin, 3 rows were refused.

using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactBooks.Client;

const int UploadFailed = 1;
const int CouldNotBegin = 2;
const int RowsRefused = 3;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false); // names are in all scripts, whatever the locale
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var done = new Dictionary<string, long>();
var (book, total) = ("Retail Leads", 0);
try
{
    if (args.Length is not (1 or 2))
    {
        throw new Refusal("Usage: UploadContacts FILE.json [BOOK NAME]");
    }

    book = args.ElementAtOrDefault(1) ?? book;
    using var client = new ContactBooksClient(ReadOptions());
    using var file = await ReadFileAsync(args[0]);
    var (rows, countryCode) = RowsOf(file.RootElement, args[0]);
    total = rows.GetArrayLength();

    var made = await client.Books.CreateAsync(new NewContactBook(book));
    Console.WriteLine($"Book {made.Uid} \"{made.Name}\"");

    // The client cuts the rows into requests of 1000, each with a key of its own that stays the same in all its tries: if the server had
    // done it and only its answer was lost, a try changes nothing and gets that answer. One request at a time keeps the order of the
    // file, so that of two rows with one phone the later has the last word; where that doesn't matter, 4 are faster.
    var options = new UploadManyOptions { DefaultCountryCode = countryCode, MaxConcurrency = 1 };
    await foreach (var row in client.Contacts.UploadManyAsync(made.Uid, rows.EnumerateArray().Select(ContactRow.FromJson), options))
    {
        done[row.Status] = Count(row.Status) + 1;
        if (row.Contact is null)
        {
            var message = row.Message is null ? "" : $": {row.Message}";
            Console.WriteLine($"Row {row.Row}: {row.Status} {row.Reason} {row.Phone ?? "-"}{message}");
        }
    }

    Console.WriteLine(
        $"{total} rows: {Count(RowStatus.Created)} created, {Count(RowStatus.Updated)} updated, "
        + $"{Count(RowStatus.Skipped)} skipped, {Count(RowStatus.Invalid)} invalid");
    return Count(RowStatus.Invalid) > 0 ? RowsRefused : 0;
}
catch (Refusal refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return CouldNotBegin;
}
catch (ContactBooksException e)
{
    var (rows, cause) = e is ChunkFailedException chunk ? (chunk.Rows, chunk.Cause) : ((RowRange?)null, e);
    Console.Error.WriteLine($"{What(rows)}: {Problem(cause)}");
    foreach (var detail in (cause as ContactBooksApiException)?.Details ?? [])
    {
        Console.Error.WriteLine($"  {detail.Path}: {detail.Message}");
    }

    Console.Error.WriteLine($"The upload failed. Surely in: {Count(RowStatus.Created) + Count(RowStatus.Updated)} of {total} rows.");
    return UploadFailed;
}

ContactBooksClientOptions ReadOptions()
{
    var token = Environment.GetEnvironmentVariable("CONTACTBOOKS_TOKEN") ?? "";
    var patience = Environment.GetEnvironmentVariable("CONTACTBOOKS_PATIENCE") ?? "60"; // seconds in which a request may be tried again
    var address = Environment.GetEnvironmentVariable("CONTACTBOOKS_URL");
    if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
    {
        throw new Refusal("Set CONTACTBOOKS_URL to the server, as in http://127.0.0.1:5091.");
    }

    if (token.Length == 0 || !token.All(c => char.IsAsciiLetterOrDigit(c) || "._~+/=-".Contains(c)))
    {
        throw new Refusal("Set CONTACTBOOKS_TOKEN to an API token, as in w91_live_….");
    }

    if (!int.TryParse(patience, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds == 0)
    {
        throw new Refusal("Set CONTACTBOOKS_PATIENCE to whole seconds, or not at all.");
    }

    return new ContactBooksClientOptions
    {
        BaseAddress = url,
        Token = token,
        RetryFor = TimeSpan.FromSeconds(seconds),
        AttemptTimeout = TimeSpan.FromSeconds(seconds / 2.0),
        OnRetry = retry => Console.Error.WriteLine($"{What(retry.Rows)}: {Problem(retry.Cause)}; trying again in {retry.Delay.TotalSeconds:0.0} s"),
    };
}

static async Task<JsonDocument> ReadFileAsync(string path)
{
    try
    {
        await using var stream = File.OpenRead(path);
        return await JsonDocument.ParseAsync(stream);
    }
    catch (JsonException)
    {
        throw new Refusal($"{path} is not JSON.");
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        throw new Refusal($"{path} cannot be read.");
    }
}

// An array of rows, or an object as the API takes it.
static (JsonElement Rows, string? CountryCode) RowsOf(JsonElement content, string path)
{
    var (rows, code) = (content, default(JsonElement));
    if (content.ValueKind == JsonValueKind.Object)
    {
        content.TryGetProperty("contacts", out rows);
        content.TryGetProperty("defaultCountryCode", out code);
    }

    return rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0
        ? (rows, code.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : code.ToString())
        : throw new Refusal($"{path} has no rows: it must be an array of contacts, or an object with one named \"contacts\".");
}

long Count(string status) => done.GetValueOrDefault(status);

string What(RowRange? rows) => rows is { } range ? $"Rows {range}" : $"Book \"{book}\"";

static string Problem(ContactBooksException e) => e switch
{
    ContactBooksApiException error => $"HTTP {(int)error.StatusCode} {error.Code}: {error.ServerMessage} (request id {error.RequestId})",
    UnexpectedAnswerException other => $"HTTP {(int)other.StatusCode} without an answer of this API",
    _ => $"no answer ({e.Message})",
};

/// <summary>It can't begin, and says why.</summary>
internal sealed class Refusal(string message) : Exception(message);
