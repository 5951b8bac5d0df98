using System.CommandLine;
using ContactBooks.Core.Files;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Imports;
using ContactBooks.Server.History;
using ContactBooks.Server.Imports;
using ContactBooks.Server.Settings;

namespace ContactBooks.Server.Commands.Contacts;

/// <summary><c>contacts import</c>: makes an import as the API does, and follows it to its end.</summary>
internal sealed class ImportCommand : OperatorCommand
{
    private const string StandardInput = "-";

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The file: CSV, TSV, XLSX, NDJSON or vCard, as it is or in gzip or a zip of one; - for standard input.",
    };

    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<string?> _rejects = SharedImportOptions.Rejects();
    private readonly Option<bool> _json = SharedOptions.Json();

    // What the API has as fields of the form.
    private readonly (Option<string?> Option, string Field)[] _fields =
    [
        (Field("--country-code", "CODE", "For phones without a country code, as in 91. Default: the customer's own."), "defaultCountryCode"),
        (Field("--encoding", "NAME", "utf-8, utf-16le, utf-16be or windows-1252. Default: found out."), "encoding"),
        (Field("--delimiter", "DELIMITER", "comma, semicolon, tab or pipe. Default: found out."), "delimiter"),
        (Field("--sheet", "NAME", "The workbook's sheet to read. Default: the first that has rows."), "sheet"),
        (Field("--header", "YES", "true or false: whether the first row names the columns. Default: found out."), "hasHeader"),
        (Field("--mapping", "JSON", "Where the columns go, as JSON like the API's mapping. Default: as the columns' names and cells tell."), "mapping"),
        (Field("--clear-token", "TEXT", "A cell's text that clears what is stored, as in --. Default: nothing clears."), "clearToken"),
        (Field("--update-policy", "POLICY", "upsert, createOnly or updateOnly. Default: upsert, all rows go in."), "updatePolicy"),
    ];

    /// <summary>The command.</summary>
    public ImportCommand()
        : base(
            "import",
            "Brings a file of contacts into a book, as the API's imports do; beside a running server or without one. " +
            "Rows that are refused don't hold up the others. " +
            "Ends with 0 if all rows are in, with 65 if some were refused or the file can't be used. " +
            "Ctrl+C stops it after the rows at hand: a running server goes on with it, or `contactbooks imports resume`.",
            "contactbooks contacts import leads.xlsx --book grp_01j… --country-code 91 --rejects refused.csv",
            "contactbooks contacts import - --book grp_01j… --json < leads.csv",
            "contactbooks contacts import list.csv --book grp_01j… --mapping '[{\"column\":\"Mobile\",\"field\":\"phone\"},{\"column\":\"Ort\",\"field\":\"customField\",\"key\":\"city\"}]'")
    {
        AddAll([_file, _book, _customer, .. _fields.Select(field => field.Option), _rejects, _json]);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        using var interruption = new Interruption();
        var settings = given.ReadSettings();
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        using var file = await ReadAsync(given, interruption.Token);
        var import = await QueueAsync(store, settings, found, file, interruption.Token);
        return await ImportFollowing.FollowAsync(store, settings, found, import, given.GetValue(_rejects), given.GetValue(_json), interruption.Token);
    }

    private async Task<ReceivedFile> ReadAsync(ParseResult given, CancellationToken cancellation)
    {
        var path = given.GetRequiredValue(_file);
        var file = new ReceivedFile();
        try
        {
            await using var from = path == StandardInput ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read);
            await file.TakeAsync(from, path == StandardInput ? null : Path.GetFileName(path), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            file.Dispose();
            throw CommandException.Failure($"{path} can't be read: {e.Message}");
        }

        foreach (var (option, field) in _fields)
        {
            if (given.GetValue(option) is { } value)
            {
                file.Add(field, value);
            }
        }

        return file;
    }

    private async Task<Import> QueueAsync(IStore store, OperatorSettings settings, FoundBook found, ReceivedFile file, CancellationToken cancellation)
    {
        var planner = new FilePlanner(new PhoneReader(settings.Server.PhoneAcceptance), new CustomFieldRegistry(store, TimeProvider.System), new FileLimits(), store, TimeProvider.System);
        var (plan, error) = await planner.MakeForAsync(file.File.Path, file.Fields, found.Customer.Id, found.Customer.CountryCode ?? settings.Server.DefaultCountryCode);
        if (plan is null)
        {
            throw new CommandException(
                error!.Details.All(fault => fault.Path == "file") ? ExitCode.BadData : ExitCode.WrongUsage,
                string.Join(Environment.NewLine, error.Details.Select(fault => Told(fault.Path, fault.Message))));
        }

        if (!plan.Options.HasPhone)
        {
            throw new CommandException(
                ExitCode.BadData,
                $"No column of this file is surely the phone. Its columns are {string.Join(", ", plan.Options.Layout.Columns)}: " +
                $"say which one with --mapping '[{{\"column\":\"…\",\"field\":\"phone\"}}]'.");
        }

        var uid = PublicUid.New(PublicUid.Import, TimeProvider.System.GetUtcNow());
        await file.File.KeepAsync(store.Imports, found.Customer.Id, uid, TimeProvider.System, cancellation);
        var queue = new ImportQueue(store, new ChangeNotes(settings.Server), new ImportSignal(), TimeProvider.System);
        var kept = new KeptFile(uid, file.Name, file.Bytes);
        var written = await queue.AddAsync(found.Customer.Id, found.Book.Id, kept, plan, by: default, keep: null, cancellation);
        return written.Value ?? throw CommandException.Failure($"The book {found.Book.Uid} is no longer there.");
    }

    private static Option<string?> Field(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };

    // The API's name of what is wrong, as this command has it.
    private string Told(string path, string message) =>
        _fields.FirstOrDefault(field => path.StartsWith(field.Field, StringComparison.Ordinal)).Option is { } option
            ? $"{option.Name}: {message}"
            : message;
}
