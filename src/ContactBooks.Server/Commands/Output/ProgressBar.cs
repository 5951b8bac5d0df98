using Spectre.Console;

namespace ContactBooks.Server.Commands.Output;

/// <summary>How far long work has come, on standard error; nothing where that is no terminal.</summary>
internal static class ProgressBar
{
    /// <summary>Does work under a bar, which goes when it is done.</summary>
    /// <param name="what">What is being done.</param>
    /// <param name="work">The work; it tells how much is done, and of how much.</param>
    public static Task<T> ShowAsync<T>(string what, Func<Action<long, long>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work((_, _) => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

        // The bar hides the cursor; whoever ends the program in the middle wants it back.
        Console.CancelKeyPress += (_, _) => console.Cursor.Show(true);
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(what));

                // The work reports from this thread and would hold up the drawing of its own beginning.
                return Task.Run(() => work((done, total) => (bar.MaxValue, bar.Value) = (Math.Max(1, total), done)));
            });
    }
}
