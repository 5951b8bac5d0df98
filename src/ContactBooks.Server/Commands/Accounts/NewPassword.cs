using System.Text;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Commands.Accounts;

/// <summary>A password that is being set. It is never an argument: those are seen by every user of the machine.</summary>
internal static class NewPassword
{
    /// <summary>Reads it from standard input, the first line; on a terminal, twice and hidden.</summary>
    /// <exception cref="CommandException">There is none, it is too short or too long, or the two differ.</exception>
    public static string Read()
    {
        var password = Console.IsInputRedirected ? ReadLine() : Ask();
        return Passwords.IsAcceptable(password)
            ? password
            : throw CommandException.Usage($"A password has {Passwords.MinLength} to {Passwords.MaxLength} characters; this has {password.Length}. Nothing was changed.");
    }

    private static string ReadLine()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return input.ReadLine() ?? throw CommandException.Usage("Standard input has no password. Give it in the first line, as by `< FILE`.");
    }

    private static string Ask()
    {
        var password = ReadHidden("New password: ");
        return password == ReadHidden("Once more: ") ? password : throw CommandException.Usage("The two differ. Nothing was changed.");
    }

    private static string ReadHidden(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
