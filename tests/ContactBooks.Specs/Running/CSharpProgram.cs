using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContactBooks.Specs.Running;

/// <summary>A program in C# that is compiled when a test wants it: a page's sample, or one upon generated code.</summary>
internal static class CSharpProgram
{
    /// <summary>What a new console project has.</summary>
    private const string GlobalUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The .NET libraries themselves: such a program has no others.</summary>
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) == Runtime).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles it, as a new project would: nullable, with the usual usings. An error or a warning fails the test.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="sources">Its files.</param>
    /// <returns>The file that <c>dotnet</c> runs.</returns>
    public static async Task<string> CompileAsync(string folder, params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            "program",
            sources.Append(GlobalUsings).Select(source => CSharpSyntaxTree.ParseText(source)),
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var file = Path.Combine(folder, "program.dll");
        var result = compilation.Emit(file);
        result.Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).Should().BeEmpty();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "program.runtimeconfig.json"),
            $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }""");
        return file;
    }
}
