using System.CommandLine;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.Exports;

namespace ContactBooks.Server.Commands.Contacts;

/// <summary><c>contacts export</c></summary>
internal sealed class ExportCommand : OperatorCommand
{
    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<string> _format = new("--format")
    {
        Description = "csv, xlsx, ndjson or vcf.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "csv",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "The file to write, whole or not at all. Default: standard output.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _search = new("--search")
    {
        Description = "Only contacts with this in phone, names, email or company.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "Of csv: comma, semicolon, tab or pipe. Default: comma.",
        HelpName = "DELIMITER",
    };

    private readonly Option<bool> _bom = new("--bom")
    {
        Description = "Begin csv with a byte-order mark, which Excel needs to show every script.",
    };

    /// <summary>The command.</summary>
    public ExportCommand()
        : base(
            "export",
            "Writes the contacts of a book, or those a search finds, as a file, while a server may run. Importing it again changes nothing.",
            "contactbooks contacts export --book grp_01j… --output leads.csv --bom",
            "contactbooks contacts export --book grp_01j… --format xlsx --output leads.xlsx",
            "contactbooks contacts export --book grp_01j… --format ndjson --search mumbai | jq .phone")
    {
        AddAll(_book, _customer, _format, _output, _search, _delimiter, _bom);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var settings = given.ReadSettings();
        var format = ExportFormats.Find(given.GetRequiredValue(_format))
            ?? throw CommandException.Usage($"--format must be one of {string.Join(", ", ExportFormats.Names)}.");
        var delimiter = ReadDelimiter(given.GetValue(_delimiter));
        await using var store = await given.OpenStoreAsync();
        var (customer, book) = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var code = customer.CountryCode ?? settings.Server.DefaultCountryCode;
        var search = SearchQuery.Parse(given.GetValue(_search), new PhoneReader(settings.Server.PhoneAcceptance), code);
        var options = new ExportOptions(format, delimiter, given.GetValue(_bom));
        var export = new ContactExport(ended => store.Contacts.PagesAsync(customer.Id, book.Id, search, ended), options);
        if (given.GetValue(_output) is { } file)
        {
            var count = await OutputFile.WriteAsync(file, to => WriteAsync(export, to, book.ContactCount, cancellation));
            await Console.Error.WriteLineAsync($"{HumanResult.Count(count, "contact")} in {file}.");
        }
        else
        {
            await using var output = Console.OpenStandardOutput();
            await WriteAsync(export, output, book.ContactCount, cancellation);
        }

        return ExitCode.Done;
    }

    private static Task<long> WriteAsync(ContactExport export, Stream to, long total, CancellationToken cancellation) =>
        ProgressBar.ShowAsync("Exporting", async advance =>
        {
            await using var portions = new Portions();
            return await export.WriteAsync(
                portions,
                async count =>
                {
                    await portions.SendAsync(to, cancellation);
                    advance(count, total);
                },
                cancellation);
        });

    private static char ReadDelimiter(string? text) => text is null
        ? ','
        : DelimiterText.Find(text) ?? throw CommandException.Usage("--delimiter must be comma, semicolon, tab or pipe.");
}
