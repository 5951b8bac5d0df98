using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Commands;

/// <summary>An operator at work on a data folder of their own.</summary>
internal sealed class Operator : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The data folder; not there until something makes it.</summary>
    public string Data => _folder.At("data");

    /// <summary>A path outside of the data folder.</summary>
    public string At(params string[] names) => _folder.At(names);

    /// <summary>Runs a command on the data folder.</summary>
    public Task<Ended> RunAsync(params string[] args) => ContactBooksProcess.RunAsync([.. args, "--data", Data]);

    /// <summary>Runs a command with something on its standard input.</summary>
    public Task<Ended> RunWithInputAsync(string input, params string[] args) => ContactBooksProcess.RunAsync([.. args, "--data", Data], input: input);

    /// <summary>Starts a server on the data folder, on a free port.</summary>
    public ContactBooksProcess Serve() => ContactBooksProcess.Start(["serve", "--urls", "http://127.0.0.1:0", "--data", Data]);

    /// <summary>A new customer's identifier.</summary>
    public async Task<string> NewCustomerAsync(string name = "Acme") => await NewAsync("customerUid", "customers", "create", "--name", name);

    /// <summary>What a command made, by a field of its JSON.</summary>
    public async Task<string> NewAsync(string field, params string[] args) =>
        (await RunAsync([.. args, "--json"])).ShouldBeDone().Json.GetProperty(field).GetString()!;

    public void Dispose() => _folder.Dispose();
}
