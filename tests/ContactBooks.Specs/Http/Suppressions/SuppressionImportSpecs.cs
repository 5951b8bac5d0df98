using System.Text.Json;

namespace ContactBooks.Specs.Http.Suppressions;

/// <summary>Opt-outs that come in files.</summary>
public class SuppressionImportSpecs(RunningServer server)
{
    private const string Path = "/api/v2/suppressions";

    [Fact]
    public async Task A_files_phones_are_suppressed_and_its_rows_without_one_told()
    {
        var api = await server.NewCustomerAsync();

        var data = await ImportAsync(api, "Mobile No.;Reason\n98000 00001;Replied STOP\n9800000002;\n12345;x\n+91 98000 00001;again\n");

        data.GetProperty("layout").Text("delimiter").Should().Be(";");
        data.GetProperty("summary").ShouldBeJson("""{"total":4,"suppressed":2,"alreadySuppressed":1,"invalid":1}""");
        var reject = data.GetProperty("rejects").EnumerateArray().Should().ContainSingle().Subject;
        (reject.GetProperty("row").GetInt32(), reject.Text("reason")).Should().Be((4, "INVALID_PHONE"));
        reject.GetProperty("cells").ShouldBeJson("""["12345","x"]""");
        (await ListAsync(api)).Select(one => (one.Text("phone"), one.Text("reason"), one.Text("source"), one.Text("addedBy"))).Should().BeEquivalentTo(
            [("919800000001", "Replied STOP", "IMPORT", api.TokenUid), ("919800000002", null, "IMPORT", api.TokenUid)]);
    }

    [Fact]
    public async Task Any_format_of_an_import_will_do()
    {
        var api = await server.NewCustomerAsync();

        await ImportAsync(api, """{"phone":"9800000001","name":"Asha"}""" + "\n" + """{"phone":"9800000002"}""" + "\n");
        await ImportAsync(api, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ravi\r\nTEL:+919800000003\r\nEND:VCARD\r\n");
        await ImportAsync(api, "A\tB\nx\t9800000004\n", "&hasHeader=true&mapping=" + Uri.EscapeDataString("""[{"column":"B","field":"phone"}]"""));

        (await ListAsync(api)).Select(one => one.Text("phone")).Should().BeEquivalentTo("919800000001", "919800000002", "919800000003", "919800000004");
    }

    [Fact]
    public async Task More_than_a_batch_goes_in_whole_and_sent_again_is_found_there()
    {
        var api = await server.NewCustomerAsync();
        var file = string.Concat(Enumerable.Range(0, 2100).Select(i => $"98{i:D8}\n").Prepend("phone\n"));

        (await ImportAsync(api, file)).GetProperty("summary").ShouldBeJson("""{"total":2100,"suppressed":2100,"alreadySuppressed":0,"invalid":0}""");
        (await ImportAsync(api, file)).GetProperty("summary").ShouldBeJson("""{"total":2100,"suppressed":0,"alreadySuppressed":2100,"invalid":0}""");
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_an_error_that_says_why()
    {
        var api = await server.NewCustomerAsync();

        (await SendAsync(api, "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj")).Faults().Should().Equal(("file", "UNKNOWN_FORMAT"));
        (await SendAsync(api, "")).Faults().Should().Equal(("file", "FILE_EMPTY"));
        (await SendAsync(api, "Name,City\nAsha,Mumbai\n")).Faults().Should().Equal(("mapping", "REQUIRED"));
        (await ListAsync(api)).Should().BeEmpty();
    }

    private static async Task<JsonElement> ImportAsync(Api api, string file, string query = "") =>
        (await SendAsync(api, file, query)).Succeeds("Suppressions imported");

    private static Task<Answer> SendAsync(Api api, string file, string query = "") =>
        api.PostAsync($"{Path}/import?defaultCountryCode=91{query}", file, ("Content-Type", "application/octet-stream"));

    private static async Task<JsonElement[]> ListAsync(Api api) =>
        [.. (await api.GetAsync(Path)).Succeeds("Suppressions retrieved").GetProperty("suppressions").EnumerateArray()];
}
