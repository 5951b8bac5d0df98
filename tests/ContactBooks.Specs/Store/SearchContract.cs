namespace ContactBooks.Specs.Store;

/// <summary>What a search finds.</summary>
public abstract class SearchContract : StoreContract
{
    [Theory]
    [InlineData("91700078000")]
    [InlineData("80001")]
    [InlineData("dis")]
    [InlineData("splay")]
    [InlineData("rst")]
    [InlineData("last na")]
    [InlineData("il@exa")]
    [InlineData("@")]
    [InlineData(".com")]
    [InlineData("pany & s")]
    [InlineData("  Display  ")]
    public async Task A_fragment_is_found_anywhere_in_phone_names_email_and_company(string fragment)
    {
        await UploadAsync(
            Uploads.Row(1, """ "displayName":"Display Name","firstName":"First Name","lastName":"Last Name","email":"mail@example.com","companyName":"Company & Sons" """),
            Uploads.Row(222));

        var found = await SearchAsync(fragment);

        found.Select(contact => contact.Phone).Should().Contain(Uploads.Phone(1));
        Shown.Of(found.Single(contact => contact.Phone == Uploads.Phone(1))).Should().Be(Shown.Of(await ContactAsync(1)));
        if (fragment is not "91700078000")
        {
            found.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Custom_fields_are_not_searched_nor_is_a_fragment_found_across_two_fields()
    {
        await UploadAsync(Uploads.Row(1, """ "displayName":"Asha","companyName":"Rao","customFields":{"city":"Pune"} """));

        (await FoundAsync("pune")).Should().BeEmpty();
        (await FoundAsync("city")).Should().BeEmpty();
        (await FoundAsync("asharao")).Should().BeEmpty();
        (await FoundAsync("asha rao")).Should().BeEmpty();
        (await FoundAsync("1asha")).Should().BeEmpty();
    }

    [Fact]
    public async Task While_no_display_name_is_stored_the_name_reads_and_is_found_as_first_and_last()
    {
        await UploadAsync(
            Uploads.Row(1, "\"firstName\":\"Asha\",\"lastName\":\"Rao\""),
            Uploads.Row(2, "\"displayName\":\"A. R.\",\"firstName\":\"Asha\",\"lastName\":\"Rao\""));

        (await FoundAsync("asha rao")).Should().Equal(1);
        (await FoundAsync("asha")).Should().Equal(1, 2);
        (await FoundAsync("rao")).Should().Equal(1, 2);
    }

    [Theory]
    [InlineData("Asha", "ASHA")]
    [InlineData("ASHA", "asha")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("οδυσσεύς", "ΟΔΥΣΣΕΎΣ")]
    [InlineData("ΣΊΣΥΦΟΣ", "φοσ")]
    [InlineData("σίσυφος", "ΦΟΣ")]
    [InlineData("Groß", "GROSS")]
    [InlineData("GROSS", "groß")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("Weißmüller", "WEISSMÜLLER")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("DIYARBAKIR", "diyarbakır")]
    [InlineData("Diyarbakır", "DIYARBAKIR")]
    [InlineData("Ольга Ёлкина", "ЁЛК")]
    [InlineData("ОЛЬГА", "льга")]
    [InlineData("आशा राव", "शा र")]
    [InlineData("Ångström", "ÅNG")]
    [InlineData("ÇELİK", "çelik")]
    [InlineData("𐐀𐐁", "𐐨𐐩")]
    public async Task Case_does_not_matter_in_any_script(string name, string fragment)
    {
        await UploadAsync(Uploads.Row(1, $"\"displayName\":{Uploads.Json(name)}"), Uploads.Row(2, "\"displayName\":\"Somebody else\""));

        (await FoundAsync(fragment)).Should().Equal(1);
    }

    [Theory]
    [InlineData("Zoe\u0308", "zoë")]
    [InlineData("Zoë", "ZOE\u0308")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\u212Bngström", "a\u030Ang")]
    public async Task Composed_and_decomposed_are_the_same(string name, string fragment)
    {
        await UploadAsync(Uploads.Row(1, $"\"companyName\":{Uploads.Json(name)}"), Uploads.Row(2, "\"companyName\":\"Zo\""));

        (await FoundAsync(fragment)).Should().Equal(1);
    }

    [Theory]
    [InlineData("917000780123")]
    [InlineData("+91 70007 80123")]
    [InlineData("+91-70007-80123")]
    [InlineData("(70007) 80.123")]
    [InlineData("7000 78-0123")]
    [InlineData("00-78 01 23")]
    [InlineData("07000780123")]
    [InlineData("0 70007 80123")]
    [InlineData("00917000780123")]
    [InlineData("०७०००७ ८०१२३")]
    public async Task Digits_with_spaces_dashes_or_a_plus_find_the_phone_and_so_does_a_local_spelling(string fragment)
    {
        await UploadAsync(Uploads.Row(123), Uploads.Row(124, "\"displayName\":\"Other\""));

        (await FoundAsync(fragment)).Should().Equal(123);
    }

    [Theory]
    [InlineData("100% sure", "0% s", "100 sure")]
    [InlineData("%", "%", "x")]
    [InlineData("snake_case", "e_c", "snakeXcase")]
    [InlineData("back\\slash", "k\\s", "backslash")]
    [InlineData("\\%", "\\%", "%")]
    [InlineData("star*", "r*", "start")]
    [InlineData("it's", "t's", "its")]
    [InlineData("a\"b", "a\"b", "ab")]
    [InlineData("tab\there", "B\tH", "tabhere")]
    [InlineData("tab\there", "b h", "tabhere")]
    [InlineData("line\nfeed", "e\nF", "linefeed")]
    [InlineData("line\nfeed", "e f", "linefeed")]
    public async Task Every_character_of_a_fragment_is_itself(string name, string fragment, string decoy)
    {
        await UploadAsync(Uploads.Row(1, $"\"displayName\":{Uploads.Json(name)}"), Uploads.Row(2, $"\"displayName\":{Uploads.Json(decoy)}"));

        (await FoundAsync(fragment)).Should().Equal(1);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("\u0000")]
    [InlineData("\uD800")]
    [InlineData("as\u0001ha")]
    [InlineData("+")]
    public async Task What_is_not_there_is_not_found(string fragment)
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));

        (await FoundAsync(fragment)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("displayName")]
    [InlineData("firstName")]
    [InlineData("lastName")]
    [InlineData("companyName")]
    public async Task The_old_text_of_a_contact_is_not_found_and_its_new_one_is_in_all_its_books_at_once(string field)
    {
        var second = await NewBookAsync("Second");
        var third = await NewBookAsync("Third");
        await UploadAsync(Uploads.Row(1, $"\"{field}\":\"oldest\""));
        await UploadAsync(second, Uploads.Row(1));
        await UploadAsync(third, Uploads.Row(2, $"\"{field}\":\"oldest\""));

        await UploadAsync(third, Uploads.Row(1, $"\"{field}\":\"newest\""));

        foreach (var (book, old) in new[] { (Book, 0), (second, 0), (third, 2) })
        {
            (await FoundAsync("newest", book)).Should().Equal(1);
            (await FoundAsync("oldest", book)).Should().Equal(old == 0 ? [] : [old]);
        }
    }

    [Fact]
    public async Task A_cleared_text_is_not_found_and_what_stays_is()
    {
        await UploadAsync(Uploads.Row(1, """ "displayName":"Asha","firstName":"Bina","email":"c@example.com","companyName":"Daksha" """));

        await UploadAsync(Uploads.Row(1, "\"displayName\":null,\"companyName\":null"));

        (await FoundAsync("asha")).Should().BeEmpty();
        (await FoundAsync("daksha")).Should().BeEmpty();
        (await FoundAsync("bina")).Should().Equal(1);
        (await FoundAsync("c@example")).Should().Equal(1);
        (await FoundAsync("780001")).Should().Equal(1);
    }

    [Fact]
    public async Task A_contact_linked_to_a_second_book_is_found_there_with_its_text()
    {
        var second = await NewBookAsync("Second");
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\",\"email\":\"asha@example.com\""));
        (await FoundAsync("asha", second)).Should().BeEmpty();

        await UploadAsync(second, Uploads.Row(1, "\"companyName\":\"Rao\""));

        foreach (var fragment in new[] { "asha", "@example", "rao", "0001" })
        {
            (await FoundAsync(fragment, second)).Should().Equal(1);
            (await FoundAsync(fragment)).Should().Equal(1);
        }
    }

    [Fact]
    public async Task Each_of_hundreds_of_single_uploads_is_found_at_once_and_ever_after()
    {
        for (var n = 0; n < 300; n++)
        {
            await UploadAsync(Uploads.Row(n, $"\"displayName\":\"Person {n:000}.\""));
            (await FoundAsync($"person {n:000}.")).Should().Equal(n);
        }

        for (var n = 0; n < 300; n++)
        {
            (await FoundAsync($"N {n:000}.")).Should().Equal(n);
        }

        (await FoundAsync("person")).Should().Equal(Enumerable.Range(0, 300));
    }

    [Fact]
    public async Task A_contact_changed_a_hundred_times_is_found_once_and_by_its_last_text_alone()
    {
        for (var i = 0; i < 100; i++)
        {
            await UploadAsync(Uploads.Row(1, $"\"displayName\":\"Version {i:00}.\""));
        }

        (await SearchAsync("version")).Should().ContainSingle();
        (await FoundAsync("version 99.")).Should().Equal(1);
        (await FoundAsync("version 98.")).Should().BeEmpty();
        (await FoundAsync("version 00.")).Should().BeEmpty();
    }

    [Fact]
    public async Task Changes_and_links_of_one_moment_are_found_as_any_others()
    {
        var second = await NewBookAsync("Second");
        Task UploadNowAsync(Core.Books.Book book, string name) =>
            UploadAsync(Customer, book.Id, Uploads.Of(Now, Uploads.Row(1, $"\"displayName\":\"{name}\"")), Now).AsTask();

        await UploadNowAsync(Book, "one old");
        await UploadNowAsync(second, "two old");
        await UploadNowAsync(Book, "three old");
        Now = Now.AddSeconds(-30);
        await UploadNowAsync(second, "four last");

        foreach (var book in new[] { Book, second })
        {
            (await FoundAsync("old", book)).Should().BeEmpty();
            (await FoundAsync("last", book)).Should().Equal(1);
        }
    }
}
