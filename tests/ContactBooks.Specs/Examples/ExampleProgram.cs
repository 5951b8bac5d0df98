using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Examples;

/// <summary>A program of <c>examples/</c>, run as its users run it.</summary>
/// <param name="Language">What the documents call its language.</param>
/// <param name="Interpreter">The command that runs it.</param>
/// <param name="File">Where it is, in <c>examples/</c>.</param>
internal sealed record ExampleProgram(string Language, string Interpreter, string File)
{
    private static readonly ExampleProgram[] All =
    [
        new("cURL", "sh", "curl/upload-contacts.sh"),
        new("Node.js", "node", "node/upload-contacts.mjs"),
        new("PHP", "php", "php/upload-contacts.php"),
        new("Python", "python3", "python/upload_contacts.py"),
        new("C#", "dotnet", Path.Combine(AppContext.BaseDirectory, "UploadContacts.dll")), // compiled beside the specs
    ];

    /// <summary>The languages that there is an example in.</summary>
    public static TheoryData<string> Languages => [.. All.Select(program => program.Language)];

    public static ExampleProgram In(string language) => All.Single(program => program.Language == language);

    /// <summary>Runs it to its end for a customer, against the server of its own or another address.</summary>
    public Task<Ended> RunAsync(Api api, IEnumerable<string> args, Uri? address = null, int? patience = null, string? token = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["CONTACTBOOKS_URL"] = (address ?? api.Server.Address).ToString(),
            ["CONTACTBOOKS_TOKEN"] = token ?? api.Token,
        };
        if (patience is { } seconds)
        {
            environment["CONTACTBOOKS_PATIENCE"] = $"{seconds}";
        }

        return RunAsync(args, environment);
    }

    /// <summary>Runs it to its end with those settings and none of the surroundings'.</summary>
    public Task<Ended> RunAsync(IEnumerable<string> args, IReadOnlyDictionary<string, string> environment) => ForeignProgram.RunAsync(
        Language == "Python" ? PythonWithRequests.Command : Interpreter, [Path.Combine(Repository.Root, "examples", File), .. args], environment);
}
