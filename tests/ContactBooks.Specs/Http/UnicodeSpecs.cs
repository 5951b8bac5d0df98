using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class UnicodeSpecs(RunningServer server)
{
    [Theory]
    [InlineData("आशा राव")]
    [InlineData("أشا راو")]
    [InlineData("阿莎·拉奥")]
    [InlineData("Ŝtëfàn Ǿřťĕġā-O'Brien \"Ish\" \\ / <b>&amp;</b>")]
    [InlineData("👩‍👩‍👧‍👦 𝒜𝓈𝒽𝒶 🇮🇳")]
    [InlineData("\u202Eabc\u202C \u200Fאבג \uFEFFx")]
    [InlineData("a\u2028b\u2029c")]
    [InlineData("\uFFFD \uE000 \uFDD0 \uFFFF \U0010FFFF")]
    [InlineData("x\u0301\u0327 ﬁ Ω ½")]
    [InlineData("tab\tand\nline feed")]
    [InlineData("null")]
    [InlineData("=HYPERLINK(\"x\")")]
    public async Task Any_name_comes_back_exactly_as_it_went_in(string name)
    {
        var api = await server.NewCustomerAsync();
        var stored = name.Normalize();

        foreach (var ascii in new[] { true, false })
        {
            var text = ascii ? JsonSerializer.Serialize(name) : Unescaped(name);
            var book = await api.NewBookAsync();
            await api.UploadAsync(book, $$"""{"phone":"7000782082","displayName":{{text}},"firstName":{{text}},"lastName":{{text}},"companyName":{{text}},"customFields":{"x":{{text}} } }""");

            var contact = await api.OnlyContactAsync(book);
            foreach (var field in new[] { "displayName", "firstName", "lastName", "companyName" })
            {
                contact.Text(field).Should().Be(stored);
            }

            contact.GetProperty("customFields").Text("x").Should().Be(name);
        }
    }

    /// <summary>.NET's own normalisation throws on U+FFFE.</summary>
    [Fact]
    public async Task The_noncharacter_U_FFFE_is_a_character_like_any_other()
    {
        const string Name = "Ame\u0301lie \uFFFE e\u0301";
        const string Stored = "Am\u00e9lie \uFFFE \u00e9";
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync(Name);
        (await api.ReadBookAsync(book)).Text("name").Should().Be(Stored);

        (await api.UploadOneAsync(book, $$"""{"phone":"7000782082","firstName":"{{Name}}"}""")).Text("status").Should().Be("CREATED");
        (await api.OnlyContactAsync(book)).Text("firstName").Should().Be(Stored);
        (await api.SearchAsync(book, "\uFFFE")).Should().ContainSingle();
        (await api.SearchAsync(book, "É\uFFFE")).Should().BeEmpty();
        (await api.UploadOneAsync(book, """{"phone":"7000\ufffe782082"}""")).Text("reason").Should().Be("INVALID_PHONE");
    }

    [Fact]
    public async Task Text_is_normalised_to_NFC_and_trimmed()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        await api.UploadAsync(book, """{"phone":"7000782082","firstName":"  Ame\u0301lie\t\n","lastName":"\u1112\u1161\u11ab\u3000","companyName":"\u00a0\u212b"}""");

        var contact = await api.OnlyContactAsync(book);
        contact.Text("firstName").Should().Be("Am\u00e9lie");
        contact.Text("lastName").Should().Be("\ud55c");
        contact.Text("companyName").Should().Be("\u00c5");
    }

    [Fact]
    public async Task An_answer_is_UTF_8_without_a_byte_order_mark()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("आशा 😀");

        var answer = await api.GetAsync(Api.Book(book));

        answer.Body[0].Should().Be((byte)'{');
        answer.Text.Should().Contain("आशा");
        answer.Succeeds("Contact book retrieved").GetProperty("contactBook").Text("name").Should().Be("आशा 😀");
    }

    [Fact]
    public async Task An_unpaired_surrogate_fails_its_row_alone_and_is_echoed_as_U_FFFD()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"\ud800 7\udfff"}""", """{"phone":"7000782082","firstName":"\ude00\ud83d"}""", """{"phone":"9800000001"}"""));

        var results = answer.Succeeds("Contacts uploaded").GetProperty("results");
        results.EnumerateArray().Select(r => r.Text("status")).Should().Equal("INVALID", "INVALID", "CREATED");
        results[0].Text("phone").Should().Be("\uFFFD 7\uFFFD");
        answer.Text.Should().NotContain("\\ud800", "an answer can always be decoded");
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("\u0001")]
    [InlineData("\b")]
    [InlineData("\u001f")]
    [InlineData("\u007f")]
    [InlineData("\u0080")]
    [InlineData("\u009f")]
    [InlineData("\r")]
    public async Task Control_characters_other_than_tab_and_line_feed_are_INVALID_CHARACTERS(string control)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        foreach (var field in new[] { "phone", "displayName", "firstName", "lastName", "email", "companyName" })
        {
            var row = new Dictionary<string, string> { ["phone"] = "7000782082", [field] = $"a{control}b" };
            var result = await api.UploadOneAsync(book, JsonSerializer.Serialize(row));
            (result.Text("reason"), result.Text("field")).Should().Be(("INVALID_CHARACTERS", field));
        }
    }

    [Fact]
    public async Task A_name_of_a_book_comes_back_in_every_answer_that_tells_it()
    {
        const string Name = "\"Leads\" \\ आशा 👩‍👩‍👧 <b>";
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync(Name);

        (await api.UploadAsync(book, """{"phone":"7000782082"}""")).GetProperty("contactBook").Text("name").Should().Be(Name);
        (await api.ListAsync(book)).GetProperty("contactBook").Text("name").Should().Be(Name);
        (await api.OnlyContactAsync(book)).GetProperty("groups")[0].Text("name").Should().Be(Name);
        (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items")[0].Text("name").Should().Be(Name);
    }

    /// <summary>A JSON text with only those escapes that JSON demands.</summary>
    private static string Unescaped(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\t' => "\\t", _ => c.ToString() });
        }

        return json.Append('"').ToString();
    }
}
