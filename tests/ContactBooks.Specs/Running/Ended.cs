using System.Text.Json;

namespace ContactBooks.Specs.Running;

/// <summary>How a run of the program ended, and all that it wrote.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output as JSON: one line, and nothing beside it.</summary>
    public JsonElement Json
    {
        get
        {
            Output.TrimEnd('\n').Should().NotContain("\n", "the result stands alone on standard output");
            return JsonDocument.Parse(Output).RootElement;
        }
    }

    /// <summary>It did what was asked.</summary>
    public Ended ShouldBeDone()
    {
        ExitCode.Should().Be(0, "{0}{1}", Errors, Output);
        return this;
    }

    /// <summary>It refused with that code, in few words on standard error and none on standard output.</summary>
    public Ended ShouldBeRefused(int exitCode, params string[] words)
    {
        ExitCode.Should().Be(exitCode, "{0}", Errors);
        Output.Should().BeEmpty();
        Errors.Should().ContainAll(words);
        Errors.Should().NotContain("   at ", "a stack trace is no message");
        return this;
    }
}
