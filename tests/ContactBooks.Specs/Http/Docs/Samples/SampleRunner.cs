using ContactBooks.Specs.Examples;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Http.Docs.Samples;

/// <summary>Runs a sample as a reader would: pasted into a file, by the language's own interpreter.</summary>
internal static class SampleRunner
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="name">Its name, whose ending says its language.</param>
    /// <param name="code">The program.</param>
    public static async Task<Ended> RunAsync(string name, string code)
    {
        using var folder = new TemporaryFolder();
        var file = folder.At(name);
        await File.WriteAllTextAsync(file, code + "\n");
        var (program, argument) = Path.GetExtension(name) switch
        {
            ".sh" => ("sh", file),
            ".mjs" => ("node", file),
            ".php" => ("php", file),
            ".py" => (PythonWithRequests.Command, file),
            ".cs" => ("dotnet", await CSharpProgram.CompileAsync(folder.Path, code)),
            var other => throw new ArgumentException($"No language ends in {other}.", nameof(name)),
        };
        return await ForeignProgram.RunAsync(program, [argument]);
    }
}
