using System.Diagnostics;
using System.Runtime.InteropServices;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.ClientPackage;

/// <summary>
/// The client in a program without a runtime: <c>tests/apps/ContactBooks.Client.AotApp</c>, which uses all of it, compiled ahead of time with
/// all warnings of trimming and of that compiler as errors.
/// </summary>
[Collection(nameof(NothingBesideIt))]
public sealed class AheadOfTimeSpecs(RunningServer server)
{
    private const string App = "ContactBooks.Client.AotApp";

    [Fact]
    public async Task A_program_compiled_ahead_of_time_does_with_the_client_all_that_it_can()
    {
        using var folder = new TemporaryFolder();
        var api = await server.NewCustomerAsync();

        var platform = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        await DotnetCommand.RunAsync("publish", $"tests/apps/{App}/{App}.csproj", "-c", "Release", "-r", platform, "-o", folder.Path);
        var (output, errors) = await RunAsync(folder.At(App), server.Address.AbsoluteUri, api.Token);

        errors.Should().BeEmpty();
        output.Should().Be("""
            Retail Leads, Of a trial, ACTIVE
            2 of 3 would go in: True
            Row 1: CREATED - 917000782082
            Row 2: INVALID INVALID_PHONE 12345
            Row 3: CREATED - 917000782084
            1 book of 2 contacts
            917000782082, Asha Rao, Retail Leads, city=Mumbai tags=[1,"two"]
            917000782084, -, Retail Leads, from=json
            404 CONTACT_BOOK_NOT_FOUND
            400 VALIDATION_FAILED name

            """);
        File.Exists(folder.At(App + ".dll")).Should().BeFalse("nothing is left for a runtime to compile");
    }

    private static async Task<(string Output, string Errors)> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (await output, await errors);
    }
}
