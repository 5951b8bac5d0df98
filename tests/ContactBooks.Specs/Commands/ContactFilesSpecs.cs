namespace ContactBooks.Specs.Commands;

/// <summary>What the commands about files refuse; what they do is told by <see cref="Reliability.ImportCommandSpecs"/>, on both engines.</summary>
public sealed class ContactFilesSpecs : IDisposable
{
    private const string Book = "grp_leads";

    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task What_can_not_be_is_told_with_what_to_do()
    {
        var (pdf, names) = (_operator.At("a.pdf"), _operator.At("names.csv"));
        await File.WriteAllTextAsync(pdf, "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(names, "Name,City\nAsha,Pune\n", TestContext.Current.CancellationToken);
        await NewBookAsync();

        var runs = await Task.WhenAll(
            _operator.RunAsync("contacts", "import", pdf, "--book", Book),
            _operator.RunAsync("contacts", "import", names, "--book", Book),
            _operator.RunAsync("contacts", "import", names, "--book", Book, "--delimiter", "dot"),
            _operator.RunAsync("contacts", "import", _operator.At("none.csv"), "--book", Book),
            _operator.RunAsync("contacts", "export", "--book", "grp_none"),
            _operator.RunAsync("contacts", "export", "--book", Book, "--format", "pdf"),
            _operator.RunAsync("contacts", "export", "--book", Book, "--output", _operator.At("none", "a.csv")),
            _operator.RunAsync("imports", "show", "imp_none", "--book", Book));

        runs[0].ShouldBeRefused(65, "PDF");
        runs[1].ShouldBeRefused(65, "--mapping", "Name, City");
        runs[2].ShouldBeRefused(2, "--delimiter");
        runs[3].ShouldBeRefused(1, "none.csv");
        runs[4].ShouldBeRefused(1, "no book grp_none");
        runs[5].ShouldBeRefused(2, "--format");
        runs[6].ShouldBeRefused(1, "can't be written");
        runs[7].ShouldBeRefused(1, "no import imp_none");
    }

    [Fact]
    public async Task A_book_whose_identifier_two_customers_have_needs_to_be_told_whose()
    {
        var first = await NewBookAsync();
        var second = await NewBookAsync();

        (await _operator.RunAsync("contacts", "export", "--book", Book)).ShouldBeRefused(2, "--customer", first, second);
        (await _operator.RunAsync("contacts", "export", "--book", Book, "--customer", second)).ShouldBeDone();
    }

    private async Task<string> NewBookAsync()
    {
        var customer = await _operator.NewCustomerAsync();
        (await _operator.RunAsync("books", "create", "--customer", customer, "--name", "Leads", "--uid", Book)).ShouldBeDone();
        return customer;
    }
}
