namespace ContactBooks.Specs.Store;

/// <summary>How a row changes a contact that is there: JSON Merge Patch (RFC 7396).</summary>
public abstract class PatchContract : StoreContract
{
    private const string All =
        """
        "displayName":"D","firstName":"F","lastName":"L","email":"e@example.com","companyName":"C","customFields":{"a":1,"b":"two"}
        """;

    [Theory]
    [InlineData("", "D,F,L,e@example.com,C")]
    [InlineData("\"displayName\":\"New\"", "New,F,L,e@example.com,C")]
    [InlineData("\"firstName\":\"New\"", "D,New,L,e@example.com,C")]
    [InlineData("\"lastName\":\"New\"", "D,F,New,e@example.com,C")]
    [InlineData("\"email\":\"new@example.com\"", "D,F,L,new@example.com,C")]
    [InlineData("\"companyName\":\"New\"", "D,F,L,e@example.com,New")]
    [InlineData("\"displayName\":null", ",F,L,e@example.com,C")]
    [InlineData("\"firstName\":null", "D,,L,e@example.com,C")]
    [InlineData("\"lastName\":null", "D,F,,e@example.com,C")]
    [InlineData("\"email\":null", "D,F,L,,C")]
    [InlineData("\"companyName\":null", "D,F,L,e@example.com,")]
    [InlineData("\"displayName\":\"\",\"firstName\":\"  \",\"email\":\"\\t\"", "D,F,L,e@example.com,C")]
    [InlineData("\"displayName\":null,\"firstName\":\"New\",\"lastName\":null,\"email\":null,\"companyName\":\"New\"", ",New,,,New")]
    public async Task An_absent_field_stays_a_value_replaces_and_null_clears(string patch, string expected)
    {
        await UploadAsync(Uploads.Row(1, All));

        await UploadAsync(Uploads.Row(1, patch));

        var contact = Shown.Of(await ContactAsync(1));
        string.Join(',', contact.DisplayName, contact.FirstName, contact.LastName, contact.Email, contact.CompanyName).Should().Be(expected);
        contact.CustomFields.Should().Be("""{"a":1,"b":"two"}""");
    }

    [Theory]
    [InlineData("""{"a":1,"b":"two"}""", "", """{"a":1,"b":"two"}""")]
    [InlineData("""{"a":1,"b":"two"}""", "{}", """{"a":1,"b":"two"}""")]
    [InlineData("""{"a":1,"b":"two"}""", "null", "")]
    [InlineData("""{"a":1,"b":"two"}""", """{"a":2}""", """{"a":2,"b":"two"}""")]
    [InlineData("""{"a":1,"b":"two"}""", """{"a":null}""", """{"b":"two"}""")]
    [InlineData("""{"a":1,"b":"two"}""", """{"a":null,"b":null}""", "")]
    [InlineData("""{"a":1,"b":"two"}""", """{"c":null}""", """{"a":1,"b":"two"}""")]
    [InlineData("""{"a":1,"b":"two"}""", """{"c":{"d":[true,null]}}""", """{"a":1,"b":"two","c":{"d":[true,null]}}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """{"a":{"x":3}}""", """{"a":{"x":3}}""")]
    [InlineData("""{"a":{"x":1}}""", """{"a":{"x":null}}""", """{"a":{"x":null}}""")]
    [InlineData("""{"a":1.0}""", """{"a":1.00}""", """{"a":1.00}""")]
    [InlineData("""{"quo\"te":1,"é\n":2}""", """{"quo\u0022te":3}""", """{"quo\"te":3,"é\n":2}""")]
    [InlineData("", "{}", "")]
    [InlineData("", "null", "")]
    [InlineData("", """{"a":null}""", "")]
    [InlineData("", """{"a":null,"b":1}""", """{"b":1}""")]
    public async Task Custom_fields_merge_key_by_key_at_their_top_level(string stored, string patch, string expected)
    {
        static string Fields(string json) => json.Length == 0 ? "" : $"\"customFields\":{json}";
        await UploadAsync(Uploads.Row(1, Fields(stored)));

        await UploadAsync(Uploads.Row(1, Fields(patch)));

        Shown.Of(await ContactAsync(1)).CustomFields.Should().Be(expected);
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    [InlineData("""{"a":null}""", "")]
    [InlineData("""{"a":null,"b":{"c":null}}""", """{"b":{"c":null}}""")]
    public async Task A_new_contact_gets_what_the_patch_makes_of_nothing(string patch, string expected)
    {
        await UploadAsync(Uploads.Row(1, $"\"displayName\":null,\"customFields\":{patch}"));

        var contact = Shown.Of(await ContactAsync(1));
        contact.DisplayName.Should().BeNull();
        contact.CustomFields.Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"displayName\":\"D\"")]
    [InlineData("\"displayName\":\" D \",\"firstName\":\"\"")]
    [InlineData("\"customFields\":{}")]
    [InlineData("\"customFields\":{\"b\":\"two\"}")]
    [InlineData("\"customFields\":{\"b\":\"t\\u0077o\",\"c\":null}")]
    public async Task The_time_of_update_stays_while_no_value_changes(string patch)
    {
        await UploadAsync(Uploads.Row(1, All));
        var before = Now;

        await UploadAsync(Uploads.Row(1, patch));

        (await ContactAsync(1)).UpdatedAt.Should().Be(before);
    }

    [Theory]
    [InlineData("\"displayName\":\"d\"")]
    [InlineData("\"firstName\":null")]
    [InlineData("\"lastName\":\"L.\"")]
    [InlineData("\"email\":\"E@example.com\"")]
    [InlineData("\"companyName\":null")]
    [InlineData("\"customFields\":{\"b\":\"three\"}")]
    [InlineData("\"customFields\":null")]
    public async Task The_time_of_update_moves_when_any_value_changes(string patch)
    {
        await UploadAsync(Uploads.Row(1, All));

        await UploadAsync(Uploads.Row(1, patch));

        (await ContactAsync(1)).UpdatedAt.Should().Be(Now);
    }

    [Fact]
    public async Task A_change_is_later_than_all_before_it_even_if_the_clock_stands_or_goes_back()
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"0\""));
        var times = new List<DateTimeOffset> { (await ContactAsync(1)).UpdatedAt };
        foreach (var (step, name) in new[] { (0, "1"), (0, "2"), (-5, "3"), (-100_000, "4") })
        {
            var now = Now.AddMilliseconds(step);
            await UploadAsync(Customer, Book.Id, Uploads.Of(now, Uploads.Row(1, $"\"displayName\":\"{name}\"")), now);
            var contact = await ContactAsync(1);
            contact.Fields.DisplayName.Should().Be(name);
            times.Add(contact.UpdatedAt);
        }

        times.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Large_custom_fields_can_be_changed_and_stay_while_something_else_changes()
    {
        var large = new string('z', 15_000);
        await UploadAsync(Uploads.Row(1, $"\"displayName\":\"A\",\"customFields\":{{\"a\":\"{large}\",\"b\":1}}"));

        await UploadAsync(Uploads.Row(1, "\"displayName\":\"B\""));
        Shown.Of(await ContactAsync(1)).CustomFields.Should().Be($"{{\"a\":\"{large}\",\"b\":1}}");

        await UploadAsync(Uploads.Row(1, "\"customFields\":{\"b\":2}"));
        var contact = Shown.Of(await ContactAsync(1));
        contact.CustomFields.Should().Be($"{{\"a\":\"{large}\",\"b\":2}}");
        contact.DisplayName.Should().Be("B");
    }
}
