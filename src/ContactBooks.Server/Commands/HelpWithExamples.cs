using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ContactBooks.Server.Commands;

/// <summary>The help of a command, its examples after it: most people read those first.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Help is asked for most when something else on the line is wrong.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        WriteExamples(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return ExitCode.Done;
    }

    private static void WriteExamples(Command command, TextWriter output)
    {
        if (command is not OperatorCommand { Examples.Count: > 0 } shown)
        {
            return;
        }

        output.WriteLine("Examples:");
        foreach (var example in shown.Examples)
        {
            output.WriteLine($"  {example}");
        }

        if (shown.Notes is { } notes)
        {
            output.WriteLine();
            output.WriteLine(notes);
        }
    }
}
