namespace ContactBooks.Specs.Http;

public class ContactSearchSpecs(RunningServer server)
{
    private const string Asha = "917000782082";

    private const string Row =
        """
        {
          "phone": "7000782082", "displayName": "Dr. Asha Élodie", "firstName": "Ασπασία", "lastName": "Großmann", "email": "Asha.Rao@Example.com",
          "companyName": "Çelik İnşaat 50%_A/S 😀", "customFields": { "city": "Mumbai" }
        }
        """;

    [Theory]
    [InlineData("asha")]
    [InlineData("DR. ASHA")]
    [InlineData("sha é")]
    [InlineData("élodie")]
    [InlineData("ÉLODIE")]
    [InlineData("ασπασία")]
    [InlineData("ΑΣΠΑΣΊΑ")]
    [InlineData("großmann")]
    [InlineData("GROSSMANN")]
    [InlineData("asha.rao@example.com")]
    [InlineData("@EXAMPLE")]
    [InlineData("çelik")]
    [InlineData("ÇELIK")]
    [InlineData("inşaat")]
    [InlineData("50%_a/s")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("😀")]
    [InlineData("  asha  ")]
    public async Task Search_looks_in_names_email_and_company_without_regard_to_case_anywhere_in_the_text(string search)
    {
        var (api, book) = await BookWithAsha();

        (await api.SearchAsync(book, search)).Should().Equal(Asha);
    }

    [Theory]
    [InlineData("7000782082")]
    [InlineData("917000782082")]
    [InlineData("+917000782082")]
    [InlineData("+91 70007 82082")]
    [InlineData("70007-82082")]
    [InlineData("(70007) 82082")]
    [InlineData("07000 782082")]
    [InlineData("0091 7000 782 082")]
    [InlineData("0782")]
    [InlineData("2082")]
    [InlineData("07-82")]
    public async Task Digits_with_spaces_dashes_or_a_plus_find_the_phone(string search)
    {
        var (api, book) = await BookWithAsha();

        (await api.SearchAsync(book, search)).Should().Equal(Asha);
    }

    [Theory]
    [InlineData("Mumbai")]
    [InlineData("city")]
    [InlineData("Dr_ Asha")]
    [InlineData("D%Asha")]
    [InlineData("ashaelodie")]
    [InlineData("7000782083")]
    [InlineData("+6")]
    [InlineData("ACTIVE")]
    [InlineData("ct_")]
    [InlineData("Großmann asha.rao")]
    [InlineData("Großmann\tasha.rao")]
    [InlineData("a\nb")]
    public async Task What_is_nowhere_in_one_of_these_fields_is_not_found(string search)
    {
        var (api, book) = await BookWithAsha();

        (await api.SearchAsync(book, search)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("asha%07")]
    public async Task Characters_that_no_text_has_find_nothing_and_break_nothing(string escaped)
    {
        var (api, book) = await BookWithAsha();

        (await api.ContactsAsync(book, $"?search={escaped}")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_displayName_read_from_first_and_last_name_is_found_as_one_text()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","firstName":"Asha","lastName":"Rao"}""");

        (await api.SearchAsync(book, "asha rao")).Should().Equal(Asha);
        (await api.SearchAsync(book, "sha r")).Should().Equal(Asha);
    }

    [Fact]
    public async Task A_text_in_composed_and_decomposed_form_is_one()
    {
        var (api, book) = await BookWithAsha();

        (await api.SearchAsync(book, "E\u0301lodie")).Should().Equal(Asha);
    }

    [Fact]
    public async Task A_blank_search_is_no_search()
    {
        var (api, book) = await BookWithAsha();

        (await api.ContactsAsync(book, "?search=")).Should().HaveCount(2);
        (await api.ContactsAsync(book, "?search=%20%20")).Should().HaveCount(2);
    }

    [Fact]
    public async Task What_an_upload_answered_is_found_at_once()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        for (var i = 0; i < 20; i++)
        {
            await api.UploadAsync(book, Api.Rows(1, from: i));
            (await api.SearchAsync(book, $"contact {i}")).Should().Contain($"9198{i:D8}");
        }
    }

    [Fact]
    public async Task After_an_update_the_new_text_is_found_and_the_old_one_no_more_in_all_the_contacts_books()
    {
        var api = await server.NewCustomerAsync();
        var (one, two) = (await api.NewBookAsync(), await api.NewBookAsync());
        await api.UploadAsync(one, """{"phone":"7000782082","firstName":"Asha","companyName":"Acme"}""");
        await api.UploadAsync(two, """{"phone":"7000782082"}""");

        await api.UploadAsync(two, """{"phone":"7000782082","firstName":"Usha","companyName":null}""");

        foreach (var book in new[] { one, two })
        {
            (await api.SearchAsync(book, "usha")).Should().Equal(Asha);
            (await api.SearchAsync(book, "asha")).Should().BeEmpty();
            (await api.SearchAsync(book, "acme")).Should().BeEmpty();
            (await api.SearchAsync(book, "7000782082")).Should().Equal(Asha);
        }
    }

    [Fact]
    public async Task Only_the_contacts_of_the_book_are_found()
    {
        var (api, book) = await BookWithAsha();
        var other = await api.NewBookAsync();
        await api.UploadAsync(other, """{"phone":"9800000001","firstName":"Asha"}""");

        (await api.SearchAsync(book, "asha")).Should().Equal(Asha);
        (await api.SearchAsync(other, "asha")).Should().Equal("919800000001");
    }

    [Fact]
    public async Task The_order_of_a_search_stays_the_same_from_page_to_page()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        for (var i = 0; i < 5; i++)
        {
            await api.UploadAsync(book, Api.Rows(4, from: i * 3)); // each overlaps the one before
        }

        var all = await api.SearchAsync(book, "contact");
        var paged = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            paged.AddRange((await api.ContactsAsync(book, $"?search=contact&limit=4&page={page}")).Select(c => c.Text("phone")!));
        }

        all.Should().HaveCount(16).And.OnlyHaveUniqueItems();
        paged.Should().Equal(all);
    }

    [Fact]
    public async Task A_found_contact_is_told_as_in_the_list()
    {
        var (api, book) = await BookWithAsha();
        var listed = (await api.ContactsAsync(book)).Single(c => c.Text("phone") == Asha);

        (await api.ContactsAsync(book, "?search=asha")).Should().ContainSingle().Which.ShouldBeJson(listed.GetRawText());
    }

    /// <summary>Beside her there is a contact that none of the searches here may find.</summary>
    private async Task<(Api Api, string Book)> BookWithAsha()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Row, """{"phone":"+49 30 5551111","displayName":"Zz"}""");
        return (api, book);
    }
}
