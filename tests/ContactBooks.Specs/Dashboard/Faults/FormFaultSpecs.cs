using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard.Faults;

/// <summary>What is wrong with a form, in the reader's language, where a browser would let it through.</summary>
public sealed class FormFaultSpecs(RunningServer server)
{
    [Theory]
    [InlineData("", "", "#0f62fe", "एक नाम लिखें, अधिक से अधिक 100 अक्षरों का।")]
    [InlineData("Leads", "\u0001", "#0f62fe", "विवरण अधिक से अधिक 500 अक्षरों का लिखें")]
    [InlineData("Leads", "", "red", "#0f62fe जैसा कोई रंग चुनें।")]
    public async Task A_new_books_is_told_in_Hindi(string name, string description, string color, string told)
    {
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());
        visitor.Headers["Accept-Language"] = "hi";

        var page = await visitor.SendFormAsync("/books/new", "new-book", ("Name", name), ("Description", description), ("Color", color));

        page.Status.Should().Be(422);
        page.Text.Should().Contain(told);
    }

    [Fact]
    public async Task A_customers_name_that_is_too_long_is_told_in_Hindi()
    {
        using var visitor = await Visitor.OfOperatorAsync(server);
        visitor.Headers["Accept-Language"] = "hi";

        var page = await visitor.SendFormAsync("/customers/new", "new-customer", ("Name", new string('a', 201)));

        page.Status.Should().Be(422);
        page.Text.Should().MatchRegex("role=\"alert\">[^<]*200").And.NotContain("has more than");
    }
}
