using System.Text.RegularExpressions;

namespace ContactBooks.Specs.Docs;

/// <summary>Prose next to code rots unless something checks it.</summary>
public sealed partial class DocumentSpecs
{
    [Fact]
    public void Every_link_between_documents_leads_to_a_file()
    {
        var broken = Repository.Documents
            .SelectMany(document => LinkTarget().Matches(File.ReadAllText(document)).Select(link => (document, target: link.Groups[1].Value)))
            .Where(link => !link.target.StartsWith("http", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.document)!, link.target)))
            .ToList();

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Every_place_that_the_architecture_names_is_there()
    {
        var places = Place().Matches(Repository.Read("docs/architecture.md")).Select(place => place.Value).Distinct().ToList();

        places.Should().HaveCountGreaterThan(10);
        places.Where(place => !Path.Exists(Path.Combine(Repository.Root, InSources(place)))).Should().BeEmpty();
    }

    [Fact]
    public void Every_type_that_the_documents_name_is_in_the_code()
    {
        var code = string.Join('\n', Repository.Sources.Select(File.ReadAllText));
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(document => TypeName().Matches(File.ReadAllText(document)))
            .Select(type => type.Groups[1].Value)
            .Distinct()
            .ToList();

        named.Should().Contain("SqliteWriter");
        named.Where(type => !Regex.IsMatch(code, $@"\b(class|record|struct|interface|enum) {type}\b")).Should().BeEmpty();
    }

    [Fact]
    public void The_readme_begins_with_the_two_commands()
    {
        var lines = Repository.Read("README.md").Split('\n').SkipWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).Skip(1).Take(2).ToList();

        lines[0].Should().StartWith("dotnet run -c Release --project src/ContactBooks.Server -- demo");
        lines[1].Should().StartWith("./test.sh");
    }

    private static string InSources(string place) =>
        place.StartsWith("src/", StringComparison.Ordinal) || place.StartsWith("tests/", StringComparison.Ordinal) ? place : $"src/ContactBooks.{place}";

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"(?<![\w/])((src|tests)/[\w./]*\w|(Core|Storage|Server)/[\w./]*\w)")]
    private static partial Regex Place();

    [GeneratedRegex(@"`((?:Sqlite|Upload|Search|Block|Bulk|Contact|Request|Reader|Encoded|Row|Keyed)[A-Z][A-Za-z]+)`")]
    private static partial Regex TypeName();
}
