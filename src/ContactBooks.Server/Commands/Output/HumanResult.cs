using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ContactBooks.Server.Commands.Output;

/// <summary>A command's result for people, on standard output: plain text in a pipe, fitted to the window on a terminal.</summary>
internal static class HumanResult
{
    // A pipe has no width; nothing in it may be wrapped or cut.
    private const int PipeWidth = 10_000;

    /// <summary>Writes a table, or a line that says there is nothing.</summary>
    public static void Table(string ifEmpty, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        if (rows.Count == 0)
        {
            Console.Error.WriteLine(ifEmpty);
            return;
        }

        var table = NewTable();
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header.ToUpperInvariant())) { NoWrap = Console.IsOutputRedirected });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Printable(cell))));
        }

        Render(table);
    }

    /// <summary>Writes one thing's fields, a line each; those without a value are left out.</summary>
    public static void Fields(params IReadOnlyList<(string Name, string? Value)> fields)
    {
        var width = fields.Max(field => field.Name.Length) + 2;
        foreach (var (name, value) in fields.Where(field => !string.IsNullOrEmpty(field.Value)))
        {
            Line(name.PadRight(width) + value);
        }
    }

    /// <summary>Writes a line.</summary>
    public static void Line(string text) => Console.Out.WriteLine(Printable(text));

    /// <summary>A time for people.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time for people, or what else to say.</summary>
    public static string Time(DateTimeOffset? time, string otherwise) => time is { } some ? Time(some) : otherwise;

    /// <summary>Whether something is in use.</summary>
    public static string Status(bool isActive) => isActive ? "active" : "inactive";

    /// <summary>A size for people.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d:0.#} KiB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824d:0.##} GiB"),
    };

    /// <summary>A number of things: "1 book", "2 books".</summary>
    public static string Count(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");

    private static Table NewTable() => new Table
    {
        Border = Console.IsOutputRedirected ? TableBorder.None : TableBorder.Minimal,
    };

    private static void Render(Table table)
    {
        if (!Console.IsOutputRedirected)
        {
            ConsoleOver(Console.Out, AnsiSupport.Detect, ColorSystemSupport.Detect).Write(table);
            return;
        }

        using var text = new StringWriter();
        var console = ConsoleOver(text, AnsiSupport.No, ColorSystemSupport.NoColors);
        console.Profile.Width = PipeWidth;
        console.Write(table);

        // The last column is padded too, which in a pipe is only in the way.
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            Console.Out.WriteLine(line.TrimEnd());
        }
    }

    private static IAnsiConsole ConsoleOver(TextWriter output, AnsiSupport ansi, ColorSystemSupport colors) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            ColorSystem = colors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });

    // A name is text from outside: it must not move the cursor or colour the operator's terminal.
    private static string Printable(string? text)
    {
        if (text is null || !text.Any(char.IsControl))
        {
            return text ?? "";
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(char.IsControl(c) ? '\u00B7' : c);
        }

        return plain.ToString();
    }
}
