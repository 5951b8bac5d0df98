using System.Text;
using ContactBooks.Core.Customers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContactBooks.Server.Commands.Accounts;

/// <summary>A password that is being set. It is never an argument: those are seen by every user of the machine.</summary>
internal static class NewPassword
{
    private const int MinLength = 8;
    private const int MaxLength = 256;

    // OWASP's figure for PBKDF2 with SHA-512; the hash says its own, so that it can rise later.
    private const int Iterations = 210_000;

    /// <summary>Reads it from standard input, the first line; on a terminal, twice and hidden.</summary>
    /// <exception cref="CommandException">There is none, it is too short or too long, or the two differ.</exception>
    public static string Read()
    {
        var password = Console.IsInputRedirected ? ReadLine() : Ask();
        return password.Length is >= MinLength and <= MaxLength
            ? password
            : throw CommandException.Usage($"A password has {MinLength} to {MaxLength} characters; this has {password.Length}. Nothing was changed.");
    }

    /// <summary>The hash to keep: salted PBKDF2, in the form of ASP.NET Core Identity.</summary>
    public static string Hash(string password) =>
        new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = Iterations })).HashPassword(null!, password);

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
