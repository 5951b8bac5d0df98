using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>A mapping that a user once gave is that of the next file with the same headers.</summary>
public class RememberedMappingSpecs(RunningServer server)
{
    private const string First = "Handy,Wer,Ort\n7000782082,Asha,Mumbai\n";
    private const string Second = "HANDY,wer,\"Ort\"\n9876543210,Ravi,Pune\n";
    private const string India = "?defaultCountryCode=91";

    private const string Mapping =
        """[{"column":"Handy","field":"phone"},{"column":"Ort","field":"companyName"},{"column":"Wer","field":"customField","key":"who","type":"text","update":"never"}]""";

    private static readonly string Mapped = $"{India}&mapping={Uri.EscapeDataString(Mapping)}";

    [Fact]
    public async Task The_next_file_with_the_same_headers_goes_where_the_last_was_told_to()
    {
        var (api, book) = await NewBookAsync();
        (await api.PreviewAsync(book, First, Mapped)).GetProperty("remembered").GetBoolean().Should().BeFalse();
        (await api.PreviewAsync(book, First, India)).GetProperty("remembered").GetBoolean().Should().BeFalse("a preview leaves nothing behind");
        await ImportAsync(api, book, First, Mapped);

        var preview = await api.PreviewAsync(book, Second, India);
        var made = await ImportAsync(api, await api.NewBookAsync("Other"), Second, India);

        preview.GetProperty("remembered").GetBoolean().Should().BeTrue();
        Columns(preview).Should().Equal(
            """{"column":"HANDY","field":"phone"} 1 remembered""",
            """{"column":"wer","field":"customField","key":"who","type":"text","update":"never"} 1 remembered""",
            """{"column":"Ort","field":"companyName"} 1 remembered""");
        made.GetProperty("mapping").EnumerateArray().Select(column => $"{column.Text("column")} {column.Text("field")}")
            .Should().Equal("HANDY phone", "Ort companyName", "wer customField");
    }

    [Fact]
    public async Task The_newest_mapping_counts_and_one_that_is_given_before_all()
    {
        var (api, book) = await NewBookAsync();
        await ImportAsync(api, book, First, Mapped);
        await ImportAsync(api, book, First, Mapped.Replace("companyName", "lastName", StringComparison.Ordinal));

        Columns(await api.PreviewAsync(book, Second, India))[2].Should().Be("""{"column":"Ort","field":"lastName"} 1 remembered""");
        var asked = await api.PreviewAsync(book, First, Mapped);
        asked.GetProperty("remembered").GetBoolean().Should().BeFalse();
        Columns(asked)[2].Should().Be("""{"column":"Ort","field":"companyName"}  """);
    }

    [Fact]
    public async Task What_was_only_guessed_is_guessed_anew()
    {
        var (api, book) = await NewBookAsync();
        await ImportAsync(api, book, "Mobile,Name\n7000782082,Asha\n", India);

        (await api.PreviewAsync(book, "Mobile,Name\n7000782082,Asha\n", India)).GetProperty("remembered").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Columns_without_names_are_not_taken_for_those_of_another_file()
    {
        var (api, book) = await NewBookAsync();
        const string Nameless = "Asha,7000782082\nRavi,9876543210\n";
        var mapping = Uri.EscapeDataString("""[{"column":"Column 2","field":"phone"},{"column":"Column 1","field":"companyName"}]""");
        await ImportAsync(api, book, Nameless, $"{India}&hasHeader=false&mapping={mapping}");

        (await api.PreviewAsync(book, Nameless, $"{India}&hasHeader=false")).GetProperty("remembered").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Another_customer_has_mappings_of_its_own()
    {
        var (api, book) = await NewBookAsync();
        await ImportAsync(api, book, First, Mapped);
        var (stranger, theirs) = await NewBookAsync();

        (await stranger.PreviewAsync(theirs, First, India)).GetProperty("remembered").GetBoolean().Should().BeFalse();
    }

    /// <summary>Imports a file; the import as it was made, which is when its mapping is remembered.</summary>
    private static async Task<JsonElement> ImportAsync(Api api, string book, string file, string query)
    {
        var answer = await api.PostFileAsync(Api.Imports(book) + query, Encoding.UTF8.GetBytes(file));
        ((int)answer.Status).Should().Be(202, answer.Text);
        return answer.Json.GetProperty("data").GetProperty("import");
    }

    private static List<string> Columns(JsonElement preview) =>
    [
        .. preview.GetProperty("columns").EnumerateArray()
            .Select(column => $"{column.GetProperty("mapping").GetRawText()} {column.GetProperty("confidence")} {column.Text("why")}"),
    ];

    private async Task<(Api Api, string Book)> NewBookAsync()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync());
    }
}
