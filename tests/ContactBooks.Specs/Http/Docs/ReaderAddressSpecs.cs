using ContactBooks.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ContactBooks.Specs.Http.Docs;

public class ReaderAddressSpecs
{
    private const string Placeholder = "https://contacts.example.com";

    [Theory]
    [InlineData("http", "127.0.0.1:5091", "http://127.0.0.1:5091")]
    [InlineData("https", "api.example.org", "https://api.example.org")]
    [InlineData("http", "contact_books", "http://contact_books")]
    [InlineData("https", "[2001:db8::7]:8443", "https://[2001:db8::7]:8443")]
    public void It_is_scheme_and_host_as_the_request_has_them(string scheme, string host, string address) =>
        AddressOf(scheme, host).Should().Be(address);

    [Theory]
    [InlineData("$(reboot).example.org")]
    [InlineData("`reboot`")]
    [InlineData("a'b")]
    [InlineData("a\"b")]
    [InlineData("a&b")]
    [InlineData("a!b")]
    [InlineData("a<b>")]
    [InlineData("contacts.example.org/elsewhere")]
    [InlineData("")]
    public void A_host_that_a_shell_or_a_page_would_read_more_into_is_not_repeated(string host) =>
        AddressOf("http", host).Should().Be(Placeholder);

    private static string AddressOf(string scheme, string host)
    {
        var http = new DefaultHttpContext();
        http.Request.Scheme = scheme;
        http.Request.Host = new HostString(host);
        return ReaderAddress.Of(http.Request);
    }
}
