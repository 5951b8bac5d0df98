using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContactBooks.Specs.Http.Docs.Samples;

/// <summary>Compiles a sample in C# as a new console project would have it: implicit usings, nullable on. Ten times as quick as such a project.</summary>
internal static class CSharpSample
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] Framework =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles it, and fails with what the compiler says, if only a warning.</summary>
    /// <param name="code">The program.</param>
    /// <param name="file">Where to; what <c>dotnet</c> needs to run it is put beside it.</param>
    /// <returns>The file.</returns>
    public static string Compile(string code, string file)
    {
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(file),
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            Framework,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        using (var assembly = File.Create(file))
        {
            compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Should().BeEmpty();
        }

        File.WriteAllText(
            Path.ChangeExtension(file, ".runtimeconfig.json"),
            $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }""");
        return file;
    }

    /// <summary>Libraries in machine code lie in the same folder.</summary>
    private static bool IsManaged(string file)
    {
        using var content = File.OpenRead(file);
        using var reader = new System.Reflection.PortableExecutable.PEReader(content);
        return reader.HasMetadata;
    }
}
