namespace ContactBooks.Specs.Http;

/// <summary>The example of the page that the API is made after: one contact updated, one created, one skipped.</summary>
public class SeedExampleSpecs(RunningServer server)
{
    private const string AshaRao =
        """
        {
          "phone": "7000782082",
          "displayName": "Asha Rao",
          "firstName": "Asha",
          "lastName": "Rao",
          "email": "asha@example.com",
          "companyName": "Acme",
          "customFields": {
            "city": "Mumbai"
          }
        }
        """;

    [Fact]
    public async Task The_pages_request_is_answered_as_the_page_shows_it_row_for_row()
    {
        var api = await server.NewCustomerAsync();
        var (elsewhere, book) = (await api.NewBookAsync("Elsewhere"), await api.NewBookAsync("Retail Leads"));
        var existing = (await api.UploadOneAsync(elsewhere, """{"phone":"7000782082"}""")).GetProperty("contact").Text("contactUid");

        var answer = await api.PostAsync(
            Api.Bulk(book),
            $$"""{ "defaultCountryCode": "91", "contacts": [{{AshaRao}}, { "phone": "7999999999" }, { "phone": "+917999999999" }] }""");

        var data = answer.Succeeds("Contacts uploaded");
        var made = data.GetProperty("results")[1].GetProperty("contact").Text("contactUid");
        made.Should().StartWith("ct_").And.NotBe(existing);
        data.ShouldBeJson(
            $$"""
            {
              "contactBook": { "contactBookUid": "{{book}}", "name": "Retail Leads" },
              "summary": { "total": 3, "created": 1, "updated": 1, "skipped": 1, "invalid": 0 },
              "results": [
                { "row": 1, "status": "UPDATED", "contact": { "contactUid": "{{existing}}", "phone": "917000782082" } },
                { "row": 2, "status": "CREATED", "contact": { "contactUid": "{{made}}", "phone": "917999999999" } },
                { "row": 3, "status": "SKIPPED", "reason": "DUPLICATE_IN_REQUEST", "phone": "917999999999" }
              ]
            }
            """);
    }

    [Fact]
    public async Task The_pages_curl_command_works_with_nothing_changed_but_address_and_token()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var data = (await api.PostAsync(Api.Bulk(book), $$"""{ "defaultCountryCode": "91", "contacts": [{{AshaRao}}] }""")).Succeeds("Contacts uploaded");

        data.GetProperty("summary").ShouldBeJson("""{"total":1,"created":1,"updated":0,"skipped":0,"invalid":0}""");
        var contact = await api.OnlyContactAsync(book);
        contact.Text("displayName").Should().Be("Asha Rao");
        contact.GetProperty("customFields").ShouldBeJson("""{"city":"Mumbai"}""");
    }

    [Fact]
    public async Task CSV_and_multipart_stay_out_of_the_bulk_endpoint()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        using var form = new MultipartFormDataContent { { new StringContent("phone\n7000782082"), "file", "contacts.csv" } };

        (await api.SendAsync(HttpMethod.Post, Api.Bulk(book), form)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
    }
}
