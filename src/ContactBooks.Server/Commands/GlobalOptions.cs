using System.CommandLine;
using ContactBooks.Server.Settings;

namespace ContactBooks.Server.Commands;

/// <summary>The options that every command takes: which store it works on.</summary>
internal static class GlobalOptions
{
    /// <summary>The folder of the embedded database.</summary>
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder of the embedded database. Default: CONTACTBOOKS__DATA, else the folder \"data\" in the working directory.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>A PostgreSQL connection.</summary>
    public static Option<string?> Postgres { get; } = new("--postgres")
    {
        Description = "A PostgreSQL connection, which wins over any data folder. Default: CONTACTBOOKS__POSTGRES.",
        HelpName = "CONNECTION",
        Recursive = true,
    };

    /// <summary>The settings of a command line, files and environment included.</summary>
    public static OperatorSettings ReadSettings(this ParseResult given, string? urls = null) =>
        SettingsReader.Read(new SettingsFlags(
            NotBlank(given.GetValue(Data), "--data needs a folder."),
            NotBlank(given.GetValue(Postgres), "--postgres needs a connection."),
            NotBlank(urls, "--urls needs an address such as http://127.0.0.1:5091.")));

    // An empty variable of a script, not a wish for the default: that would be another database than the one meant.
    private static string? NotBlank(string? value, string message) =>
        value is not null && string.IsNullOrWhiteSpace(value) ? throw CommandException.Usage(message) : value;
}
