using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.ClientPackage;

/// <summary>What <c>dotnet pack</c> makes of the client.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class PackageSpecs : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync() => await DotnetCommand.RunAsync(
        "pack", "src/ContactBooks.Client/ContactBooks.Client.csproj", "-c", "Release", "-p:ContinuousIntegrationBuild=true",
        "-o", _folder.At("packages"), "--artifacts-path", _folder.At("build"));

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_package_has_the_assembly_its_documentation_its_readme_and_symbols_beside_it()
    {
        var packages = Directory.GetFiles(_folder.At("packages")).Order().ToArray();
        packages.Select(Path.GetFileName).Should().SatisfyRespectively(
            package => package.Should().MatchRegex(@"^ContactBooks\.Client\.\d+\.\d+\.\d+\.nupkg$"),
            symbols => symbols.Should().MatchRegex(@"^ContactBooks\.Client\.\d+\.\d+\.\d+\.snupkg$"));

        using var package = await ZipFile.OpenReadAsync(packages[0], TestContext.Current.CancellationToken);
        using var symbols = await ZipFile.OpenReadAsync(packages[1], TestContext.Current.CancellationToken);
        package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("package/", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "[Content_Types].xml", "_rels/.rels", "ContactBooks.Client.nuspec", "README.md",
            "lib/net10.0/ContactBooks.Client.dll", "lib/net10.0/ContactBooks.Client.xml");
        symbols.Entries.Should().Contain(entry => entry.FullName == "lib/net10.0/ContactBooks.Client.pdb");
        Text(package, "README.md").Should().Be(Repository.Read("src/ContactBooks.Client/README.md"));
        Text(package, "lib/net10.0/ContactBooks.Client.xml").Should().Contain("M:ContactBooks.Client.ContactsClient.UploadAsync");
        Encoding.Latin1.GetString(Bytes(package, "lib/net10.0/ContactBooks.Client.dll"))
            .Should().NotContain(Repository.Root, "it tells nothing of the machine that made it");
        new FileInfo(packages[0]).Length.Should().BeLessThan(150_000);

        var nuspec = XDocument.Load(new MemoryStream(Bytes(package, "ContactBooks.Client.nuspec")));
        Value("license").Should().Be("Apache-2.0");
        Value("readme").Should().Be("README.md");
        Value("description").Should().NotContain("Package Description");
        Value("authors").Should().NotBeNullOrEmpty();
        nuspec.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string?)element.Attribute("id"))
            .Should().BeEquivalentTo("Microsoft.Extensions.Http", "Polly.Core");

        string? Value(string name) => nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var content = package.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(ZipArchive package, string name) => Encoding.UTF8.GetString(Bytes(package, name));
}
