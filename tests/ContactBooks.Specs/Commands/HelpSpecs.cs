using System.CommandLine;
using System.Text.RegularExpressions;
using ContactBooks.Server.Commands;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Commands;

public sealed partial class HelpSpecs
{
    [Fact]
    public async Task Every_command_has_help_with_examples_that_parse()
    {
        var commands = All(CommandLine.Root(), []).ToList();
        commands.Should().HaveCountGreaterThan(25);

        var runs = await Task.WhenAll(commands.Select(path => ContactBooksProcess.RunAsync([.. path, "--help"])));

        foreach (var (path, run) in commands.Zip(runs))
        {
            run.ShouldBeDone().Errors.Should().BeEmpty();
            var examples = run.Output.Split("Examples:\n")[1].Split('\n').TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).ToList();
            examples.Should().NotBeEmpty().And.OnlyContain(example => CommandLineStart().IsMatch(example));
            run.Output.Should().ContainAll("--data <DIR>", "--postgres <CONNECTION>", "Description:");
            if (path.Length > 0)
            {
                examples.Should().Contain(example => example.Contains(string.Join(' ', path), StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task The_roots_help_tells_the_exit_codes()
    {
        var help = (await ContactBooksProcess.RunAsync(["--help"])).ShouldBeDone().Output;

        help.Should().Contain("Exit codes:").And.MatchRegex(@"(?s)\b0 .*\b1 .*\b2 .*\b69 .*\b78 ");
    }

    [Fact]
    public async Task A_noun_alone_answers_with_its_verbs_on_standard_error()
    {
        var runs = await Task.WhenAll(ContactBooksProcess.RunAsync([]), ContactBooksProcess.RunAsync(["customers", "features"]));

        runs[0].ShouldBeRefused(2, "serve", "doctor", "Examples:");
        runs[1].ShouldBeRefused(2, "set <CUSTOMER_UID>");
    }

    [Fact]
    public async Task The_version_is_told() =>
        (await ContactBooksProcess.RunAsync(["--version"])).ShouldBeDone().Output.Should().MatchRegex(@"^\d+\.\d+\.\d+");

    private static IEnumerable<string[]> All(Command command, string[] path) =>
        command.Subcommands.SelectMany(sub => All(sub, [.. path, sub.Name])).Prepend(path);

    // A setting may stand before it: a password on the command line is there for every user of the machine to see.
    [GeneratedRegex(@"^  (CONTACTBOOKS__\w+='[^']+' )?contactbooks ")]
    private static partial Regex CommandLineStart();
}
