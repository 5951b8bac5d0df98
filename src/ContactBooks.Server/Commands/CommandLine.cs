using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using ContactBooks.Core.Store;
using ContactBooks.Server.Commands.Backup;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Contacts;
using ContactBooks.Server.Commands.Customers;
using ContactBooks.Server.Commands.Demo;
using ContactBooks.Server.Commands.Doctor;
using ContactBooks.Server.Commands.Imports;
using ContactBooks.Server.Commands.MigrateStore;
using ContactBooks.Server.Commands.Operators;
using ContactBooks.Server.Commands.Serve;
using ContactBooks.Server.Commands.Tokens;
using ContactBooks.Server.Commands.Uploads;
using ContactBooks.Server.Commands.Users;
using ContactBooks.Server.Hosting.Tls;
using ContactBooks.Server.Settings;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands;

/// <summary>
/// The program's command line. Standard output carries a command's result alone; whatever else there is to say goes to
/// standard error, and how it ended is the <see cref="ExitCode"/>.
/// </summary>
internal static class CommandLine
{
    private const string Notes =
        """
        Exit codes:
          0   done
          1   failed: not found, or a check found a fault
          2   wrong usage
          65  a file can't be used, or some of its rows were refused
          69  the store is unavailable
          78  wrong configuration, or a database that is not for this version
          130 interrupted

        Settings come from appsettings.json (section ContactBooks), the environment (CONTACTBOOKS__DATA, …), then options.
        """;

    /// <summary>Runs a command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        // Whatever the locale says: names are of any script, and a pipe expects UTF-8.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        // An argument that begins with @ is a name like any other, not a file of arguments.
        var parsed = Root().Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction or null)
        {
            return Explain(parsed);
        }

        try
        {
            // Ctrl+C and SIGTERM are the server's own to handle; any other command just ends.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(MessageOf(e));
            return CodeOf(e);
        }
    }

    /// <summary>All commands.</summary>
    public static OperatorCommand Root()
    {
        var root = new OperatorCommand(
            "contactbooks",
            "Contact Books, a contacts server: the server itself, its operator's commands, and a demo.",
            "contactbooks demo",
            "contactbooks customers create --name 'Acme Retail' --country-code 91",
            "contactbooks serve --data /var/lib/contactbooks",
            "contactbooks contacts import leads.xlsx --book grp_01j…")
        {
            Notes = Notes,
        };
        root.Add(new ServeCommand());
        root.Add(new DemoCommand());
        root.Add(OperatorsNoun.Create());
        root.Add(CustomersNoun.Create());
        root.Add(UsersNoun.Create());
        root.Add(TokensNoun.Create());
        root.Add(BooksNoun.Create());
        root.Add(ContactsNoun.Create());
        root.Add(ImportsNoun.Create());
        root.Add(UploadsNoun.Create());
        root.Add(new BackupCommand());
        root.Add(new RestoreCommand());
        root.Add(new MigrateStoreCommand());
        root.Add(new DoctorCommand());
        root.Add(GlobalOptions.Data);
        root.Add(GlobalOptions.Postgres);
        var help = new HelpOption { Recursive = true };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Add(help);
        root.Add(new VersionOption());
        return root;
    }

    private static int Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            // A noun without its verb: which verbs there are is the answer.
            Root().Parse([.. PathOf(command).Split(' ').Skip(1), "--help"]).Invoke(new InvocationConfiguration { Output = Console.Error });
            return ExitCode.WrongUsage;
        }

        foreach (var error in command.Subcommands.Count > 0 ? [NoSuchCommand(parsed)] : parsed.Errors.Select(error => error.Message))
        {
            Console.Error.WriteLine(error);
        }

        Console.Error.WriteLine($"`{PathOf(command)} --help` shows how it is used.");
        return ExitCode.WrongUsage;
    }

    private static string NoSuchCommand(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return $"`{PathOf(command)}` has no command \"{parsed.UnmatchedTokens[0]}\". It has: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.";
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static int CodeOf(Exception e) => e switch
    {
        CommandException { ExitCode: var code } => code,
        SettingsException or StoreRefusedException or TlsCertificateException => ExitCode.Configuration,
        StoreFaultException or DataFolderInUseException => ExitCode.StoreUnavailable,
        OperationCanceledException => ExitCode.Interrupted,
        _ => ExitCode.Failed,
    };

    // A fault of ours is told whole, so that it can be reported; all others in a line that says what to do.
    private static string MessageOf(Exception e) => e switch
    {
        CommandException or SettingsException or TlsCertificateException => e.Message,
        StoreRefusedException => $"{e.Message} Name the right folder with --data, or the right database with --postgres.",
        DataFolderInUseException => $"{e.Message} Stop it first, or name another folder with --data.",
        OperationCanceledException => "Interrupted: nothing was done.",
        StoreFaultException => $"{e.Message} `contactbooks doctor` says more.",
        _ => $"This is a fault of Contact Books; please report it: {e}",
    };
}
